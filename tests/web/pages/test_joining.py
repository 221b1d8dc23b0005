"""From the invitation to the work: a real mail server, a real browser, a real OpenID Connect provider."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from oidc_provider_mock import User, run_server_in_thread

from concertation.accounts.models import Invitation, Person
from concertation.accounts.provider import openid_connect

pytestmark = pytest.mark.django_db(transaction=True)

LINK = re.compile(r"http://\S+/invitation/\S+/")
PASSWORD = "nine green bottles 9"


def text(mail: EmailMessage) -> str:
    return mail.get_content()


def sign_out(page) -> None:
    page.get_by_role("button", name=re.compile("Sign out$|Se déconnecter$")).first.click()
    page.get_by_role("link", name=re.compile("Sign in|Se connecter")).first.wait_for()


def sign_in_with(page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")


WORDS = {
    "en": {"subject": "Invitation to Concertation", "name": "Your name", "password": "Password",
           "again": "Password, once more", "join": "Join", "account": "My account", "role": "Contributor"},
    "fr": {"subject": "Invitation à Concertation", "name": "Votre nom", "password": "Mot de passe",
           "again": "Mot de passe, encore une fois", "join": "Rejoindre", "account": "Mon compte",
           "role": "Contributeur"},
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_from_an_invitation_to_being_there(page, sign_in, people, mails, axe, lang):
    words = WORDS[lang]
    sign_in("focal point")
    page.goto("/invitations/new/")
    assert axe() == []
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_label("Language of the invitation").select_option(lang)
    page.get_by_label("Message").fill("We met in Cairo.")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("The invitation was mailed to amina@example.org.").wait_for()
    assert axe() == []
    (mail,) = mails
    assert mail["To"] == "amina@example.org"
    assert mail["Reply-To"] == "focal-point@example.org"
    assert mail["Subject"].strip().startswith(words["subject"])
    assert "We met in Cairo." in text(mail)
    (link,) = LINK.findall(text(mail))
    sign_out(page)

    page.goto(link)
    assert axe() == []
    assert page.locator("html").get_attribute("lang") == lang
    assert page.get_by_text("amina@example.org").first.is_visible()
    page.get_by_label(words["name"]).fill("Amina Diallo")
    page.get_by_label(words["password"], exact=True).fill(PASSWORD)
    page.get_by_label(words["again"]).fill(PASSWORD)
    page.get_by_role("button", name=words["join"]).click()
    page.get_by_role("heading", name=words["account"], level=1).wait_for()
    assert page.locator("html").get_attribute("lang") == lang
    assert page.get_by_text(words["role"]).first.is_visible()
    assert axe() == []

    person = Person.objects.get(email="amina@example.org")
    assert (person.name, person.role, person.language) == ("Amina Diallo", "contributor", lang)
    assert [body.pk for body in person.organizations.all()] == ["AU"]
    sign_out(page)
    assert page.goto(link).status == 404
    sign_in_with(page, "amina@example.org")
    page.get_by_role("link", name="Amina Diallo").wait_for()


def test_an_invitation_is_sent_again_and_withdrawn(page, sign_in, people, mails):
    sign_in("administrator")
    page.goto("/invitations/new/")
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_label("Role").select_option("officer")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_role("button", name="Send again").click()
    page.get_by_text("The invitation was mailed").wait_for()
    first, second = (LINK.findall(text(mail))[0] for mail in mails)
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("is withdrawn").wait_for()
    sign_out(page)
    assert page.goto(first).status == page.goto(second).status == 404


def test_a_mail_that_cannot_be_sent_is_told(page, sign_in, people, mails, settings):
    settings.EMAIL_PORT = 9
    sign_in("administrator")
    page.goto("/invitations/new/")
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("could not be sent").wait_for()
    assert Invitation.objects.get().state == "open"


def test_signing_in_by_a_mailed_code_without_scripts(browser, live_server, people, mails):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.click("text=Mail me a code")
    page.fill("input[name=email]", "reader@example.org")
    page.click("main form button[type=submit]")
    (mail,) = mails
    code = re.search(r"^([A-Z0-9-]{6,})$", text(mail), re.M)
    assert code, text(mail)
    page.fill("input[name=code]", code[1])
    page.click("main form button[type=submit]")
    page.get_by_text("Reader", exact=True).first.wait_for()
    context.close()


def test_a_stranger_is_told_the_same_as_a_person(page, people, mails):
    told = []
    for email in ("reader@example.org", "stranger@example.org"):
        for address in ("/accounts/login/code/", "/accounts/password/reset/"):
            cache.clear()
            page.context.clear_cookies()
            page.goto(address)
            page.fill("input[name=email]", email)
            page.click("main form button[type=submit]")
            page.wait_for_load_state()
            told.append((page.url, page.locator("main").inner_text().replace(email, "")))
        page.context.clear_cookies()
        sign_in_with(page, email, "wrong")
        told.append((page.url, page.locator(".alert-box").inner_text()))
    assert told[:3] == told[3:]
    assert {mail["To"] for mail in mails} == {"reader@example.org"}


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm_access(page, password: str) -> None:
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", password)
        page.click("main form button[type=submit]")


def test_a_second_factor_by_an_app_with_recovery_codes(page, people, mails, axe):
    sign_in_with(page, "reader@example.org", "correct horse 9")
    page.goto("/account/")
    page.get_by_role("link", name="Second factors").click()
    assert axe() == []
    page.locator("a[href$='/totp/activate/']").click()
    confirm_access(page, "correct horse 9")
    assert axe() == []
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("input[name=code]", code_of(secret))
    page.click("main form button[type=submit]")
    page.wait_for_url("**/recovery-codes/**")
    assert axe() == []
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    assert any("activated" in mail["Subject"].lower() for mail in mails)
    for second in (code_of(secret), recovery[0]):
        sign_out(page)
        cache.clear()
        sign_in_with(page, "reader@example.org", "correct horse 9")
        page.wait_for_url("**/2fa/authenticate/**")
        assert axe() == []
        page.locator("input[name=code]").first.fill("000000")
        page.locator("main form button[type=submit]").first.click()
        page.locator(".error, .alert-box").first.wait_for()
        page.locator("input[name=code]").first.fill(second)
        page.locator("main form button[type=submit]").first.click()
        page.get_by_text("Reader", exact=True).first.wait_for()
        page.goto("/account/")
        assert page.get_by_role("heading", name="My account").is_visible()
        cache.clear()


def test_a_security_key(page, people, mails, axe):
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in_with(page, "reader@example.org", "correct horse 9")
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_access(page, "correct horse 9")
    assert axe() == []
    page.get_by_label("Name").fill("Key in the drawer")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    assert Authenticator.objects.filter(user=people["reader"], type="webauthn").count() == 1
    page.goto("/accounts/2fa/webauthn/")
    assert axe() == []
    sign_out(page)
    sign_in_with(page, "reader@example.org", "correct horse 9")
    page.wait_for_url("**/2fa/authenticate/**")
    page.goto("/account/")
    assert page.get_by_role("heading", name="My account").count() == 0
    page.context.clear_cookies()
    sign_in_with(page, "reader@example.org", "correct horse 9")
    page.locator("#mfa_webauthn_authenticate").click()
    page.get_by_text("Reader", exact=True).first.wait_for()
    page.goto("/account/")
    page.get_by_text("WebAuthn").or_(page.get_by_text("Security key")).first.wait_for()


@pytest.fixture
def provider(settings, live_server, tmp_path) -> Iterator[Callable[[list[User]], str]]:
    """Start an OpenID Connect provider that knows some people; it is set up here as from the environment."""
    running = []

    def start(known: list[User]) -> str:
        server = run_server_in_thread(user_claims=known)
        address = f"http://localhost:{server.__enter__().server_port}"
        running.append(server)
        secret = tmp_path / "secret"
        secret.write_text("a secret\n")
        settings.SOCIALACCOUNT_PROVIDERS, origins = openid_connect(
            {
                "CONCERTATION_OIDC_ISSUER": address,
                "CONCERTATION_OIDC_CLIENT": "concertation",
                "CONCERTATION_OIDC_SECRET_FILE": str(secret),
                "CONCERTATION_OIDC_NAME": "the Ministry",
            }
        )
        policy = settings.CONTENT_SECURITY_POLICY
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": policy["DIRECTIVES"] | {"form-action": ["'self'", *origins]}
        }
        return address

    yield start
    for server in running:
        server.__exit__(None, None, None)


@pytest.fixture
def visitor(browser, live_server) -> Iterator[Any]:
    """A page that may go to the provider, too."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    yield context.new_page()
    context.close()


def through_the_provider(page, subject: str) -> None:
    page.get_by_role("button", name="Continue with the Ministry").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_load_state()


def known(subject: str, email: str, verified: bool = True) -> User:
    return User(sub=subject, claims={"email": email, "email_verified": verified, "name": "Amina Diallo"})


def test_a_person_signs_in_through_the_organization_and_is_connected(visitor, people, mails, provider):
    provider([known("7", "reader@example.org")])
    for _time in range(2):
        visitor.goto("/accounts/login/?next=/meetings/")
        through_the_provider(visitor, "7")
        visitor.wait_for_url("**/meetings/")
        visitor.get_by_text("Reader", exact=True).first.wait_for()
        sign_out(visitor)
    assert SocialAccount.objects.get().user == people["reader"]
    people["reader"].refresh_from_db()
    assert people["reader"].check_password("correct horse 9")


def test_an_invited_address_joins_through_the_organization(visitor, people, mails, provider):
    from concertation.accounts.inviting import invite

    provider([known("8", "Amina@example.org")])
    invite(
        "amina@example.org", role="focal-point", organizations=["LAS"], language="fr",
        by=people["administrator"],
    )  # fmt: skip
    visitor.goto("/accounts/login/")
    through_the_provider(visitor, "8")
    visitor.get_by_text("Amina Diallo").first.wait_for()
    person = Person.objects.get(email="amina@example.org")
    assert (person.role, person.language, person.name) == ("focal-point", "fr", "Amina Diallo")
    assert [body.pk for body in person.organizations.all()] == ["LAS"]
    assert Invitation.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("email", "verified"), [("stranger@example.org", True), ("reader@example.org", False)]
)
def test_nobody_else_gets_in_through_the_organization(visitor, people, mails, provider, email, verified):
    provider([known("9", email, verified)])
    before = Person.objects.count()
    visitor.goto("/accounts/login/")
    through_the_provider(visitor, "9")
    visitor.get_by_role("heading", name="People join by invitation").wait_for()
    visitor.goto("/account/")
    assert "/login/" in visitor.url
    assert (Person.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_another_address_is_not_connected_to_ones_account(visitor, people, mails, provider):
    provider([known("10", "other@example.org")])
    sign_in_with(visitor, "reader@example.org", "correct horse 9")
    visitor.goto("/accounts/3rdparty/")
    through_the_provider(visitor, "10")
    visitor.get_by_role("heading", name="Another address").wait_for()
    assert not SocialAccount.objects.exists()


def test_the_second_factor_is_asked_for_also_after_the_provider(visitor, people, mails, provider):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    provider([known("7", "reader@example.org")])
    TOTP.activate(people["reader"], generate_totp_secret())
    visitor.goto("/accounts/login/")
    through_the_provider(visitor, "7")
    visitor.wait_for_url("**/2fa/authenticate/**")


def test_signing_out_everywhere(page, people, mails, browser, live_server):
    sign_in_with(page, "reader@example.org", "correct horse 9")
    other = browser.new_context(base_url=live_server.url, locale="en-GB").new_page()
    sign_in_with(other, "reader@example.org", "correct horse 9")
    page.goto("/account/")
    assert page.locator("section[aria-labelledby=h-visits] li").count() == 2
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_text("You are signed out everywhere.").wait_for()
    other.goto("/account/")
    assert "/login/" in other.url
    other.context.close()
