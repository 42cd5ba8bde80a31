"""Pictures of the pages that matter, taken from the running portal as each role, for people to look at.

Starts the portal on a folder and port of its own (as `make run` does), signs in with the demo accounts, and
photographs every stop at the width of a branch PC and of a phone, in both languages, light and dark.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SILENT_SECONDS = 300  # so long without a word of the portal it does not come up any more
WIDE, PHONE = (1366, 768), (390, 844)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the tour: who looks, at what; `follow` is a link (CSS) to click through before the picture."""

    name: str
    who: str
    path: str
    follow: str = ""


ROW = "table[data-rows] tbody tr a"
STOPS = (
    Stop("sign-in", "", "/account/sign-in/"),
    Stop("workbench-manager", "RELATIONSHIP_MANAGER", "/"),
    Stop("workbench-head", "BRANCH_HEAD", "/"),
    Stop("workbench-hr", "HR", "/"),
    Stop("workbench-audit", "AUDITOR", "/"),
    Stop("customers", "BRANCH_HEAD", "/customers/"),
    Stop("customer", "RELATIONSHIP_MANAGER", "/customers/", ROW),
    Stop("customers-business-lead", "BUSINESS_LEAD", "/customers/"),
    Stop("recognise", "LOBBY_MANAGER", "/customers/recognise/"),
    Stop("referrals", "BRANCH_HEAD", "/customers/referrals/"),
    Stop("referral", "RELATIONSHIP_MANAGER", "/customers/referrals/", ROW),
    Stop("prospects", "RELATIONSHIP_MANAGER", "/customers/prospects/"),
    Stop("prospect", "RELATIONSHIP_MANAGER", "/customers/prospects/", ROW),
    Stop("alerts", "RELATIONSHIP_MANAGER", "/customers/alerts/"),
    Stop("alert", "RELATIONSHIP_MANAGER", "/customers/alerts/", ROW),
    Stop("movements", "BRANCH_HEAD", "/customers/alerts/register/"),
    Stop("alert-rules", "BRANCH_HEAD", "/customers/alerts/rules/"),
    Stop("radar", "RELATIONSHIP_MANAGER", "/customers/radar/"),
    Stop("tier-migration", "BRANCH_HEAD", "/customers/tiers/"),
    Stop("segments", "RELATIONSHIP_MANAGER", "/customers/segments/"),
    Stop("target-lists", "RELATIONSHIP_MANAGER", "/customers/target-lists/"),
    Stop("files", "RELATIONSHIP_MANAGER", "/customers/files/"),
    Stop("assignment", "BRANCH_HEAD", "/customers/assignment/"),
    Stop("plan", "BRANCH_HEAD", "/customers/assignment/plan/"),
    Stop("handovers", "BRANCH_HEAD", "/customers/handovers/"),
    Stop("handover", "BRANCH_HEAD", "/customers/handovers/", ROW),
    Stop("households", "RELATIONSHIP_MANAGER", "/customers/households/"),
    Stop("duplicates", "BRANCH_HEAD", "/customers/duplicates/"),
    Stop("scores", "BRANCH_HEAD", "/performance/"),
    Stop("receipt", "RELATIONSHIP_MANAGER", "/performance/", ROW),
    Stop("appraisals", "HR", "/performance/appraisals/"),
    Stop("branch", "BRANCH_HEAD", "/organisation/branches/", ROW),
    Stop("nights", "AUDITOR", "/organisation/nights/"),
    Stop("night", "AUDITOR", "/organisation/nights/", ROW),
    Stop("presets", "HR", "/organisation/presets/"),
    Stop("preset", "HR", "/organisation/presets/customers.tiering/"),
    Stop("audit", "AUDITOR", "/organisation/audit/"),
)
LOOKS = (
    ("zh-light", "zh-CN", "light", WIDE),
    ("zh-dark", "zh-CN", "dark", WIDE),
    ("en-light", "en-US", "light", WIDE),
    ("zh-phone", "zh-CN", "light", PHONE),
    ("en-phone-dark", "en-US", "dark", PHONE),
)


def take(out: Path, home: Path, only: str = "", cut: int = 0) -> list[Path]:
    """All pictures (or those of one stop), as files <stop>-<look>.png, at most `cut` pixels high (0: the whole page);
    returns them."""
    out.mkdir(parents=True, exist_ok=True)
    with portal(home) as address:
        accounts = sign_ins(home)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=_browser(), args=["--no-sandbox", "--disable-gpu"]
            )
            return [
                picture
                for look in LOOKS
                for picture in _one_look(browser, address, accounts, look, out=out, only=only, cut=cut)
            ]


def _browser() -> str:
    found = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise SystemExit(
            "The tour needs a browser: apt-get install chromium fonts-wqy-zenhei, or set CHROMIUM_PATH"
        )
    return found


@contextmanager
def portal(home: Path) -> Iterator[str]:
    """The portal with a demo bank under `home`; up when entered, gone when left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "BANKCRM_HOME": str(home), "BANKCRM_MODE": "demo", "PORT": str(port)}
    for inherited in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(inherited, None)
    log = home.with_suffix(".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as written:
        runner = subprocess.Popen(
            [sys.executable, "-m", "bankcrm.runner"],
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(runner, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        runner.send_signal(signal.SIGINT)
        runner.wait(60)


def _wait_until_ready(runner: subprocess.Popen[bytes], log: Path) -> None:
    said, since = "", time.monotonic()
    while "Ctrl-C stops everything" not in said:
        if (now := log.read_text()) != said:
            said, since = now, time.monotonic()
        elif runner.poll() is not None or time.monotonic() - since > SILENT_SECONDS:
            raise SystemExit(f"The portal did not come up: see {log}")
        time.sleep(0.5)


def sign_ins(home: Path) -> dict[str, tuple[str, str]]:
    """Role -> (staff number, password) of the demo bank, as its command prints them."""
    environment = {**os.environ, "BANKCRM_HOME": str(home), "BANKCRM_MODE": "demo"}
    said = subprocess.run(
        [sys.executable, "manage.py", "demo_accounts"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found: dict[str, tuple[str, str]] = {}
    for role, number, password in re.findall(r"^\s*([A-Z_]+)\s+(\S+)\s+(\S.*?)\s*$", said, re.M):
        found.setdefault(role, (number, password))
    return found


def _one_look(
    browser: Browser,
    address: str,
    accounts: dict[str, tuple[str, str]],
    look: tuple[str, str, str, tuple[int, int]],
    *,
    out: Path,
    only: str,
    cut: int,
) -> Iterator[Path]:
    name, locale, scheme, (width, height) = look
    for who in dict.fromkeys(stop.who for stop in STOPS):
        context = browser.new_context(
            base_url=address,
            locale=locale,
            color_scheme="dark" if scheme == "dark" else "light",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
        )
        page = context.new_page()
        if who:
            _sign_in(page, *accounts[who])
        for stop in STOPS:
            if stop.who == who and only in stop.name:
                yield _photograph(page, stop, out / f"{stop.name}-{name}.png", cut)
        context.close()


def _sign_in(page: Page, number: str, password: str) -> None:
    page.goto("/account/sign-in/")
    page.fill("input[name=login]", number)
    page.fill("input[name=password]", password)
    with page.expect_navigation(url=lambda address: "sign-in" not in address):
        page.keyboard.press("Enter")


def _photograph(page: Page, stop: Stop, picture: Path, cut: int) -> Path:
    page.goto(stop.path)
    page.wait_for_load_state("networkidle")
    if stop.follow and page.locator(stop.follow).count():
        with page.expect_navigation():
            page.locator(stop.follow).first.click()
        page.wait_for_load_state("networkidle")
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    upper = min(height, cut or height)
    page.screenshot(path=picture, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": upper})
    return picture
