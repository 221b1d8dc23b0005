"""Django settings. What differs from place to place comes from the environment:

DATABASE_URL                    default: SQLite in var/
CONCERTATION_SECRET_KEY_FILE    default: var/secret_key, made on first use
CONCERTATION_DEBUG              "1" for development
CONCERTATION_HOSTS              host names, separated by commas
CONCERTATION_HTTPS              "1" behind HTTPS: secure cookies, HSTS
CONCERTATION_PROXIES            number of proxies in front that set X-Forwarded-For (default: none)
EMAIL_HOST, EMAIL_PORT          the mail server (default: localhost, 25)
EMAIL_SECURITY                  "starttls" or "tls" (default: none)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD
EMAIL_FROM                      who the mails are from
CONCERTATION_OIDC_*             sign-in through an OpenID Connect provider: docs/guide/administrators.md
CONCERTATION_TWO_PERSONS        labels under which entering and widening takes two persons, separated
                                by commas (default: RED; "none" for none)
CONCERTATION_ADDRESS            where people find the site, for links in mails
CONCERTATION_TEMPLATE           folder of the template that reports are put on paper with (docs/reporting.md)
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from concertation.accounts.provider import openid_connect

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("CONCERTATION_VAR", BASE / "var"))
DEBUG = os.environ.get("CONCERTATION_DEBUG") == "1"
HTTPS = os.environ.get("CONCERTATION_HTTPS") == "1"


def _secret_key() -> str:
    path = Path(os.environ.get("CONCERTATION_SECRET_KEY_FILE", VAR / "secret_key"))
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written aside and linked into place: of two processes that start together, one makes the key.
        made = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [h for h in os.environ.get("CONCERTATION_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]

TEMPLATE = Path(os.environ["CONCERTATION_TEMPLATE"]) if os.environ.get("CONCERTATION_TEMPLATE") else None

TWO_PERSONS = frozenset(os.environ.get("CONCERTATION_TWO_PERSONS", "RED").split(","))

INSTALLED_APPS = [
    "concertation.accounts",
    "concertation.register",
    "concertation.review",
    "concertation.exchange",
    "concertation.digest",
    "concertation.reporting",
    "concertation.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "simple_history",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "concertation.web.language.PersonLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "concertation.web.moved.Moved",
]

ROOT_URLCONF = "concertation.web.urls"
WSGI_APPLICATION = "concertation.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR / 'concertation.sqlite3'}")}
if str(DATABASES["default"].get("ENGINE", "")).endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "concertation.accounts.adapter.Adapter"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # who is invited has proven the address by the link
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Concertation: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever asks for a code or a password mails no stranger
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False  # a shared computer forgets
ACCOUNT_RATE_LIMITS = {
    "invite": "30/h/user",
    "invitation": "30/m/ip",
    "contribute": "30/m/ip",
    "delegate": "20/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CONCERTATION_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Concertation"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on localhost only
SOCIALACCOUNT_ADAPTER = "concertation.accounts.adapter.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS, OIDC_ORIGINS = openid_connect(os.environ)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# What goes wrong is told where the server was started, also where nobody looks on.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
"""The languages that the pages are offered in, as each calls itself, in the order of the United Nations. One
belongs here once its catalogue is complete (tests/web/pages/test_translations.py)."""
LOCALE_PATHS = [BASE / "concertation" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
MEDIA_ROOT = VAR / "files"  # never served by its address: a page that checks who asks gives a file out
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "concertation.web.storage.VersionedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 31536000  # an address changes with the content

SITE_ADDRESS = os.environ.get("CONCERTATION_ADDRESS", "http://localhost:8000")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_SECURITY") == "starttls"
EMAIL_USE_SSL = os.environ.get("EMAIL_SECURITY") == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "concertation@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "concertation.web.views.settings.no_token"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
SILENCED_SYSTEM_CHECKS: list[str] = []
