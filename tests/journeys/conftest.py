"""Journeys run in a real browser against a real server. A page that speaks to another host, breaks the
content security policy or throws in its script fails the journey, whatever the journey asks.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize
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
OWN_SCHEMES = {"data", "blob", "about"}
DESK: ViewportSize = {"width": 1366, "height": 768}
AsPerson = Callable[..., Page]


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
        # A refused form answers 422, which the browser reports as an error although the page handles it.
        if message.type == "error" and "status of 422" not in message.text:
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


@pytest.fixture
def watch() -> Iterator[Watch]:
    watcher = Watch()
    yield watcher
    assert watcher.unexpected() == []


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """Every page of every context is watched, also those that a journey opens itself."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("page", watch.attach)
        return context

    return make


@pytest.fixture
def as_person(
    live_server: LiveServer, transactional_db: None, browser: Browser, watch: Watch
) -> Iterator[AsPerson]:
    """Signs a person in through the page, in a browser of its own: as_person("O001", locale="en-GB").

    The pages are left alone at the end until nothing is read any more: a request that is still being answered
    would hold the tables that are emptied next.
    """
    from tests.factories.organisation import PASSWORD

    opened: list[Page] = []

    def enter(staff_no: str, *, locale: str = "zh-CN", viewport: ViewportSize = DESK) -> Page:
        context = browser.new_context(base_url=live_server.url, locale=locale, viewport=viewport)
        context.on("page", watch.attach)
        page = context.new_page()
        opened.append(page)
        page.goto("/")
        page.fill("input[name=login]", staff_no)
        page.fill("input[name=password]", PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield enter
    for page in opened:
        page.wait_for_load_state("networkidle")
        page.context.close()


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
