"""A real browser in front of a real server, for the tests that see what a person sees.

`page` opens addresses of the live server (`page.goto("/organizations/")`), and fails the test where a script
failed, where the security policy refused something, or where a page asked another machine for anything.
`axe` lists what stands in the way of people who use assistive technology.
`mails` is what was mailed meanwhile.
"""

import re
import shutil
import socket
from collections.abc import Callable, Generator, Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import AsyncMessage
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "out" / "failed"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# Nothing that Chromium does on its own account: no updates, no look-ups, no sandbox that root cannot have.
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know how the test went, so that a failure leaves a picture."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium, with an empty profile, for the tests of a file."""
    with pytest.MonkeyPatch.context() as environment:
        # Playwright keeps an event loop in this thread, and Django would take the test for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        # The Node.js inside Playwright needs a library that a bare Debian lacks; the machine's own does not.
        environment.setenv("PLAYWRIGHT_NODEJS_PATH", shutil.which("node") or "")
        yield from _chromium()


def _chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, and end it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def locale() -> str:
    """What the browser says its user speaks."""
    return "en-GB"


@pytest.fixture
def page(browser: Browser, live_server, locale: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page whose addresses start at the live server."""
    context = browser.new_context(base_url=live_server.url, locale=locale, timezone_id="UTC")
    page, troubles = context.new_page(), []
    home = urlsplit(live_server.url).netloc
    page.on("pageerror", lambda error: troubles.append(f"A script failed: {error}"))
    page.on("console", lambda message: troubles.extend(_refused(message.type, message.text)))
    page.on("request", lambda request: troubles.extend(_abroad(request.url, home)))
    yield page
    if request.node.stash.get(FAILED, False) or troubles:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9]+", "-", request.node.name)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    context.close()
    assert not troubles, "\n".join(troubles)


class Sink(AsyncMessage):
    """Keeps what is mailed."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []

    async def handle_message(self, message: Any) -> None:
        self.mails.append(BytesParser(policy=default).parsebytes(message.as_bytes()))  # type: ignore[arg-type]


@pytest.fixture
def mails(settings) -> Iterator[list[EmailMessage]]:
    """A mail server on a free port; what it was given."""
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    cache.clear()
    yield sink.mails
    server.stop()


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """What axe finds on the page as it stands, one line for each element: rule, element, what to do."""
    program = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def violations() -> list[str]:
        page.evaluate(program)
        found = page.evaluate("tags => axe.run({runOnly: tags}).then(result => result.violations)", WCAG)
        return [
            f"{rule['id']}: {node['target'][0]}: {rule['help']}" for rule in found for node in rule["nodes"]
        ]

    return violations


def _refused(kind: str, text: str) -> Iterator[str]:
    """What the console calls an error; an answer that is not 200 is the business of the test itself."""
    if kind == "error" and not text.startswith("Failed to load resource"):
        yield f"The console says: {text}"


def _abroad(url: str, home: str) -> Iterator[str]:
    """Requests that leave for another machine."""
    address = urlsplit(url)
    if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != home:
        yield f"The page asked another machine for {url}"
