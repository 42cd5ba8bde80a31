"""Every role signs in and finds its own menu and its own workbench, and none of the others': in both languages, on
a desk and on a phone."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from bankcrm import workbench
from tests.architecture import doors
from tests.architecture.doors import Bank
from tests.journeys.conftest import DESK, AsPerson, follow

PHONE: ViewportSize = {"width": 390, "height": 844}


class Morning(NamedTuple):
    """What a person finds: panels of the workbench, and entries of the menu."""

    panels: tuple[str, ...]
    menu: tuple[str, ...]


_CUSTOMERS = ("/customers/", "/services/", "/complaints/")
_HOUSE = (
    "/organisation/branches/",
    "/organisation/nights/",
    "/organisation/presets/",
)
_OWN = "/organisation/account/"
_WORK = (
    "referrals",
    "prospects",
    "alerts",
    "handovers",
    "archive",
    "score",
    "radar",
    "moves",
    "tiers",
    "maturities",
)
_FRONT = ("/", "/customers/recognise/", "/services/", "/complaints/", _OWN)
MORNINGS = {
    "ana": Morning(_WORK, ("/", *_CUSTOMERS, "/performance/", _OWN)),
    "cleo": Morning(
        (*_WORK, "unassigned", "ranking", "branch", "unusual"),
        ("/", *_CUSTOMERS, "/performance/", *_HOUSE, _OWN),
    ),
    "leo": Morning(("tiers",), ("/", "/customers/", "/services/", _OWN)),
    "cole": Morning(("tiers",), ("/", *_CUSTOMERS, _OWN)),
    "tina": Morning(("referrals",), _FRONT),
    "lola": Morning(("referrals",), _FRONT),
    "hana": Morning(
        ("appraisal", "presets"),
        (
            "/",
            "/performance/",
            "/performance/appraisals/",
            "/organisation/branches/",
            "/organisation/presets/",
            _OWN,
        ),
    ),
    "mira": Morning(
        ("ranking", "runs", "presets"),
        (
            "/",
            "/customers/tiers/",
            "/performance/",
            "/organisation/branches/",
            "/organisation/nights/",
            "/organisation/presets/",
            _OWN,
        ),
    ),
    "olga": Morning(
        ("runs", "audit", "unusual"),
        (
            "/",
            *_CUSTOMERS,
            "/performance/",
            "/performance/appraisals/",
            *_HOUSE,
            "/organisation/audit/",
            _OWN,
        ),
    ),
    "ada": Morning(
        ("runs", "presets"),
        ("/", "/organisation/staff/", "/organisation/nights/", "/organisation/presets/", _OWN),
    ),
}


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return doors.bank()


def paths(page: Page, within: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        f"{within} a", "links => links.map(a => a.getAttribute('href'))"
    )
    return found


def fits(page: Page) -> bool:
    """Whether nothing reaches beyond the right edge of the screen."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return wide


def panels_settle(page: Page, expected: Morning) -> None:
    """The person's panels and no others, each answered with its own heading."""
    shown = page.eval_on_selector_all(
        "section[id^=panel-]", "all => all.map(one => one.id.replace('panel-', ''))"
    )
    assert sorted(shown) == sorted(expected.panels)
    for name in expected.panels:
        panel = page.locator(f"#panel-{name}")
        expect(panel.locator(".loading")).to_have_count(0)
        expect(panel.locator("h2").first).not_to_be_empty()


@pytest.mark.parametrize("who", sorted(MORNINGS))
def test_a_role_finds_its_own_morning(bank: Bank, as_person: AsPerson, who: str) -> None:
    morning, person = MORNINGS[who], getattr(bank.cast, who).staff_no
    desk = as_person(person)
    assert desk.locator("html").get_attribute("lang") == "zh-hans"
    assert sorted(paths(desk, "#menu")) == sorted(morning.menu)
    panels_settle(desk, morning)
    assert fits(desk)
    phone = as_person(person, locale="en-GB", viewport=PHONE)
    assert phone.locator("html").get_attribute("lang") == "en"
    panels_settle(phone, morning)
    assert fits(phone)
    assert set(paths(phone, ".bottombar")) <= set(morning.menu)
    expect(phone.locator(".bottombar a")).to_have_count(4)
    expect(phone.locator("#menu")).not_to_be_visible()
    phone.locator("[data-menu-toggle]").click()
    expect(phone.locator("#menu")).to_be_visible()
    follow(phone.locator(f'#menu a[href="{_OWN}"]'))
    expect(phone).to_have_url(re.compile(f"{_OWN}$"))
    assert fits(phone)


def test_every_panel_belongs_to_somebody() -> None:
    assert {panel.name for panel in workbench.PANELS} == {
        name for morning in MORNINGS.values() for name in morning.panels
    }


def test_every_entry_of_the_menu_opens_and_fits(bank: Bank, as_person: AsPerson) -> None:
    """The auditor, who sees most: each page opens at both sizes, without a fault in the browser."""
    for locale, viewport in (("zh-CN", PHONE), ("en-GB", DESK)):
        page = as_person("O001", locale=locale, viewport=viewport)
        for path in MORNINGS["olga"].menu:
            page.goto(path)
            expect(page.locator("h1")).not_to_be_empty()
            page.wait_for_load_state("networkidle")
            assert fits(page), f"{path} is wider than {viewport['width']}"
            current = page.locator('#menu a[aria-current="page"]')
            assert current.get_attribute("href") == path
