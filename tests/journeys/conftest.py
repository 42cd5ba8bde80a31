"""Journeys run in a real browser against a real server. A page that speaks to another host, breaks the
content security policy or throws in its script fails the journey, whatever the journey asks.
"""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # root has no other way; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# A refused form answers 422, which the browser reports as an error although the page handles it. A question that is
# called back because the next one is asked already (slow typing into the search box) is reported by htmx; one that
# is not answered would also be reported as htmx:sendError.
NO_FAULT = re.compile("status of 422|htmx:(afterRequest|sendAbort)")
OWN_SCHEMES = {"data", "blob", "about"}
DESK: ViewportSize = {"width": 1366, "height": 768}
AsPerson = Callable[..., Page]
SILENCE_SECONDS = 30


def browser_program() -> str:
    given = os.environ.get("CHROMIUM_PATH")
    found = given or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "No Chromium here: apt-get install chromium fonts-wqy-zenhei, or set CHROMIUM_PATH"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": browser_program(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 800},
    }


class Watch:
    """What the browser did that it must not do. A journey that provokes an error names it in `allowed`."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.allowed: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._request_failed)
        page.on("response", self._response)

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(known, fault) for known in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not NO_FAULT.search(message.text):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.faults.append(f"another host: {request.url}")

    def _request_failed(self, request: Request) -> None:
        reason = request.failure or ""
        if "ERR_ABORTED" not in reason:  # a page left while a panel was loading, or a download
            self.faults.append(f"request failed: {request.url}: {reason}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"server error {response.status}: {response.url}")


class Server:
    """The requests that the server is answering, also those that no page waits for any more."""

    def __init__(self) -> None:
        self._busy = 0
        self._changed = threading.Condition()

    def begin(self, **_signal: Any) -> None:
        with self._changed:
            self._busy += 1

    def end(self, **_signal: Any) -> None:
        with self._changed:
            self._busy -= 1
            self._changed.notify_all()

    def falls_silent(self) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._busy <= 0, timeout=SILENCE_SECONDS)


@pytest.fixture
def silence(live_server: LiveServer, transactional_db: None) -> Iterator[None]:
    """The tables are emptied after a journey: what is still being answered then would hold them, or write into the
    next journey. So the pages close first, and the server ends what it has begun."""
    server = Server()
    request_started.connect(server.begin)
    request_finished.connect(server.end)
    yield
    silent = server.falls_silent()
    request_started.disconnect(server.begin)
    request_finished.disconnect(server.end)
    assert silent, "a request is still being answered"


@pytest.fixture
def watch() -> Iterator[Watch]:
    watcher = Watch()
    yield watcher
    assert watcher.unexpected() == []


def settle(page: Page) -> None:
    """Until the page has everything that it asks for by itself: the panels of a workbench or of a customer."""
    page.locator(".panel > .loading, .htmx-request").first.wait_for(state="detached")


@pytest.fixture
def watched(silence: None, watch: Watch) -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Every page of the given browsers is watched, until all that it asks for has come; then they close."""
    made: list[BrowserContext] = []

    def take(context: BrowserContext) -> BrowserContext:
        context.on("page", watch.attach)
        made.append(context)
        return context

    yield take
    for context in made:
        for page in context.pages:
            page.wait_for_load_state("networkidle")
            settle(page)
        context.close()


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], watched: Callable[[BrowserContext], BrowserContext]
) -> Callable[..., BrowserContext]:
    """The browsers of the `page` fixture, and those that a journey opens itself."""
    return lambda **options: watched(new_context(**options))


def visit(page: Page, address: str) -> None:
    """Goes to a page, until its panels are there too."""
    page.goto(address)
    settle(page)


def follow(link: Locator) -> None:
    """Clicks what leads to another page, until that page is loaded, its scripts are alive and its panels are there."""
    with link.page.expect_navigation():
        link.click()
    settle(link.page)


def look_up(page: Page, text: str, *, after: str = "") -> None:
    """Types into the search box, where the cursor is, until the answer to the whole text stands below it: answers to
    its beginning come before."""

    def answers(response: Response) -> bool:
        asked = response.request.post_data_json if response.url.endswith("/search/") else {}
        return asked.get("q") == after + text

    with page.expect_response(answers):
        page.keyboard.type(text)
    expect(page.locator("#search-box.htmx-request")).to_have_count(0)


def sign_in(page: Page, server: LiveServer, staff_no: str) -> None:
    """Through the page, as the person who works here next, until the workbench is there with its panels."""
    from tests.factories.organisation import PASSWORD

    settle(page)  # what the person before still loads belongs to the session that ends here
    page.context.clear_cookies()
    page.goto(f"{server.url}/")
    page.fill("input[name=login]", staff_no)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation(url=f"{server.url}/"):
        page.click("form button[type=submit]")
    settle(page)


@pytest.fixture
def as_person(
    live_server: LiveServer, browser: Browser, watched: Callable[[BrowserContext], BrowserContext]
) -> AsPerson:
    """Signs a person in, in a browser of its own: as_person("O001", locale="en-GB")."""

    def enter(staff_no: str, *, locale: str = "zh-CN", viewport: ViewportSize = DESK) -> Page:
        context = browser.new_context(base_url=live_server.url, locale=locale, viewport=viewport)
        page = watched(context).new_page()
        sign_in(page, live_server, staff_no)
        return page

    return enter


@pytest.fixture
def shot(page: Page, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Saves a picture of the page for a person to look at: shot("customer list")."""
    folder = Path(os.environ.get("SHOTS") or Path(__file__).resolve().parents[2] / "test-results" / "shots")

    def take(name: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"\W+", "-", name)
        path = folder / f"{request.node.name}-{slug}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
