"""A working day's entrance: in by keyboard, around by keyboard, in the colours and the language one likes, and out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from bankcrm.middleware import SEEN_AT
from organisation.models import Staff
from tests.factories import organisation as make
from tests.factories.organisation import PASSWORD, Cast
from tests.journeys.conftest import Watch, follow, settle

NEW = "another calm password 8"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make.cast(passwords=True)
    make.presets()
    for day in range(16, 21):
        make.night(make.BUSINESS_DATE.replace(day=day))
    return cast


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "color_scheme": "light"}


def enter(page: Page, live_server: LiveServer, number: str = "O001", password: str = PASSWORD) -> None:
    page.goto(f"{live_server.url}/")
    # The browser moves the cursor with the first picture, which may come after the page is loaded.
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_in_by_keyboard_and_back_to_the_page_asked_for(
    page: Page, live_server: LiveServer, people: Cast
) -> None:
    page.goto(f"{live_server.url}/organisation/audit/")
    expect(page.get_by_label("Staff number")).to_be_focused()
    page.keyboard.type("o001")
    page.keyboard.press("Tab")
    page.keyboard.type("not my password")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".alert, .invalid-feedback").first).to_be_visible()
    expect(page.get_by_label("Staff number")).to_have_value("o001")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/organisation/audit/")


def test_around_by_keyboard(page: Page, live_server: LiveServer, people: Cast, shot: Any) -> None:
    enter(page, live_server)
    expect(page.get_by_role("navigation", name="Main menu").get_by_role("link")).to_have_count(11)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.locator("body").press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.goto(f"{live_server.url}/organisation/nights/")
    rows = page.locator("table[data-rows] tbody tr[data-href]")
    page.keyboard.press("j")
    expect(rows.nth(0).get_by_role("link").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(1).get_by_role("link").first).to_be_focused()
    shot("a row chosen by keyboard")
    target = rows.nth(1).get_attribute("data-href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}{target}")


def test_light_or_dark_and_the_language_are_remembered(
    page: Page, context: BrowserContext, live_server: LiveServer, people: Cast
) -> None:
    root = page.locator("html")
    enter(page, live_server)
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Light or dark").first.click()
    follow(page.get_by_role("button", name="Light", exact=True))
    expect(root).to_have_attribute("data-bs-theme", "light")
    follow(page.get_by_role("button", name="中文"))
    expect(root).to_have_attribute("lang", re.compile("zh"))
    context.clear_cookies(name="django_language")
    page.reload()
    expect(root).to_have_attribute("lang", re.compile("zh"))
    expect(root).to_have_attribute("data-bs-theme", "light")


def test_out_and_nothing_is_left_behind_the_back_button(
    page: Page, live_server: LiveServer, people: Cast, watch: Watch
) -> None:
    enter(page, live_server)
    page.goto(f"{live_server.url}/organisation/account/")
    page.get_by_role("button", name=re.compile("account$")).click()
    follow(page.get_by_role("button", name="Sign out", exact=True))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "欧佳" not in page.content()


def test_an_idle_session_ends_also_for_a_page_that_stays_open(
    page: Page, live_server: LiveServer, people: Cast
) -> None:
    enter(page, live_server)
    settle(page)  # a panel still being read could keep the old sign of life
    stored = Session.objects.get()
    session = stored.get_decoded()
    session[SEEN_AT] -= 15 * 60
    stored.session_data = Session.objects.encode(session)
    stored.save()
    cache.clear()
    page.get_by_role("combobox", name="Search").fill("anybody")
    expect(page.get_by_text("was not used for a while")).to_be_visible()


def test_five_failures_lock_the_number(
    page: Page, live_server: LiveServer, people: Cast, watch: Watch
) -> None:
    watch.allowed = ["status of 429"]
    for _attempt in range(5):
        enter(page, live_server, password="wrong")
    expect(page.get_by_role("heading", name="Locked for a while")).to_be_visible()


def test_a_forgotten_password_is_set_anew(page: Page, live_server: LiveServer, people: Cast) -> None:
    Staff.objects.unscoped("test").filter(staff_no="O001").update(email="olga@bank.example")
    page.goto(f"{live_server.url}/account/sign-in/")
    follow(page.get_by_role("link", name="Forgotten password?"))
    page.get_by_label("Staff number").fill("O001")
    with override_settings(PORTAL_URL=live_server.url):
        follow(page.get_by_role("button", name="Send the link"))
        expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    link = re.search(r"http\S+", str(mail.outbox[0].body))
    assert link
    page.goto(link.group(0))
    page.locator("[name=password1]").fill(NEW)
    page.locator("[name=password2]").fill(NEW)
    follow(page.get_by_role("button", name="Set the password"))
    expect(page.get_by_role("heading", name="The password is changed")).to_be_visible()
    enter(page, live_server, password=NEW)
    expect(page.get_by_role("heading", name="Good day, 欧佳")).to_be_visible()


def test_a_second_factor_from_switching_on_to_signing_in(
    page: Page,
    live_server: LiveServer,
    people: Cast,
    one_time_code: Callable[[str], str],
    shot: Callable[[str], Path],
) -> None:
    enter(page, live_server)
    page.goto(f"{live_server.url}/organisation/account/")
    follow(page.get_by_role("link", name="Switch on"))
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))
    secret = page.locator("code").inner_text()
    shot("switch the second factor on")
    page.locator("[name=code]").fill(one_time_code(secret))
    follow(page.get_by_role("button", name="Switch on"))
    recovery = page.locator(".codes li").first.inner_text()
    shot("recovery codes")
    follow(page.get_by_role("link", name="Done"))
    expect(page.get_by_text("On", exact=True)).to_be_visible()
    follow(page.get_by_role("button", name="Sign out everywhere"))
    enter(page, live_server)
    page.locator("[name=code]").fill(recovery)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Good day, 欧佳")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_menu_slides_in_and_four_things_stay_at_hand(
    page: Page, live_server: LiveServer, people: Cast, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    enter(page, live_server)
    quick = page.get_by_role("navigation", name="Quick menu")
    expect(quick.get_by_role("link")).to_have_count(4)
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    follow(menu.get_by_role("link", name="Presets"))
    expect(page).to_have_url(f"{live_server.url}/organisation/presets/")
    for path in ("/", "/organisation/account/", "/services/", "/complaints/"):
        page.goto(f"{live_server.url}{path}")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), path
