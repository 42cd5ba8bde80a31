"""A head narrows the list, opens a customer and reveals a phone; a manager finds a customer by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisation.models import AuditEvent, SavedView
from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.journeys.conftest import follow, look_up, sign_in

Shot = Callable[[str], Path]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_head_filters_opens_and_reveals(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(f"{live_server.url}/customers/")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(3)
    page.select_option("#id_tier", "GOLD")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/customers/\?tier=GOLD"))
    shot("filtered list")
    follow(rows.first)
    expect(page.locator("h1")).to_have_text("王伟明")
    expect(page.locator(".chart-canvas[data-drawn]")).to_be_visible()
    for panel in ("holdings", "accounts", "loans", "movements", "history", "care"):
        expect(page.locator(f"#panel-{panel} .loading")).to_have_count(0)
    shot("customer")
    page.locator(".btn-reveal").first.click()
    dialog = page.locator("#dialog")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("output")).to_have_count(0)
    dialog.locator("select[name=reason]").select_option("CONTACT")
    dialog.locator("textarea[name=words]").fill("客户要求回电")
    page.clock.install()
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("output")).to_have_text(bank.wei.phone)
    page.clock.fast_forward(61_000)
    expect(dialog).to_be_hidden()
    expect(dialog.locator("output")).to_have_count(0)  # emptied by the event that follows the closing
    assert bank.wei.phone not in page.content()
    assert AuditEvent.objects.filter(action="customer.reveal", actor_no="C001", result="OK").count() == 1
    assert bank.wei.phone not in page.evaluate(
        "JSON.stringify([localStorage, sessionStorage, location.href])"
    )


def test_a_closed_dialog_keeps_nothing(page: Page, live_server: LiveServer, bank: Bank) -> None:
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/of/C0000001/")
    page.locator(".btn-reveal").first.click()
    dialog = page.locator("#dialog")
    dialog.locator("select[name=reason]").select_option("CONTACT")
    dialog.locator("textarea[name=words]").fill("客户要求回电")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("output")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(dialog.locator("output")).to_have_count(0)  # emptied by the event that follows the closing
    assert bank.wei.phone not in page.content()


def test_a_manager_searches_and_walks_by_keyboard(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/")
    page.keyboard.press("/")
    look_up(page, "wwm")
    expect(page.locator("#search-results a")).to_have_count(1)
    shot("search")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("王伟明")
    assert "wwm" not in page.url
    page.goto(f"{live_server.url}/customers/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("李芳")


def test_a_view_is_kept_and_opened_again(page: Page, live_server: LiveServer, bank: Bank) -> None:
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(f"{live_server.url}/customers/")
    page.select_option("#id_tier", "DIAMOND")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    page.locator("#list button[hx-get*='views/new']").click()
    page.locator("#dialog input[name=name]").fill("钻石客户")
    follow(page.locator("#dialog button[type=submit]"))
    chip = page.locator(".saved-views .chip[aria-current]")
    expect(chip).to_contain_text("钻石客户")
    assert SavedView.objects.get().query.startswith("tier=DIAMOND")
    page.goto(f"{live_server.url}/customers/")
    follow(page.get_by_role("link", name="钻石客户"))
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#id_tier")).to_have_value("DIAMOND")


def test_branches_and_managers_narrow_the_list(page: Page, live_server: LiveServer, bank: Bank) -> None:
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(f"{live_server.url}/customers/")
    page.locator("details.filter-more summary").first.click()
    page.select_option("#id_manager", "-")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("赵六")
    page.reload()  # the choice stands open now before any script is alive
    expect(page.locator("#id_manager")).to_have_value("-")
    expect(page.locator("#list tbody tr")).to_have_count(1)


def test_the_file_comes_down(page: Page, live_server: LiveServer, bank: Bank) -> None:
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/")
    with page.expect_download() as download:
        page.locator("form[action*='file.csv'] button:not([name])").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "C0000001" in content
    assert "王伟明" not in content


def test_the_pages_fit_on_a_phone(page: Page, live_server: LiveServer, bank: Bank) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server, bank.cast.ana.staff_no)
    for path in ("/customers/", "/customers/of/C0000001/", "/"):
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
