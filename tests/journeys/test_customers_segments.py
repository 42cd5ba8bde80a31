"""A manager builds a segment with a live count, makes a target list in steps, and chooses many by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from customers.choices import ConsentAnswer, ConsentChannel
from customers.models import Customer, Segment, TargetEntry
from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.factories.consent import consent
from tests.journeys.conftest import follow, sign_in

Shot = Callable[[str], Path]
WHY = "read back by a test"


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_segment_is_built_counted_and_kept(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/segments/new/")
    page.fill("#id_name", "大额金卡以上")
    rows = page.locator(".condition")
    rows.first.locator("select").first.select_option("tier")
    boxes = rows.first.locator("input[type=checkbox]")
    expect(boxes).to_have_count(5)
    boxes.nth(1).check()
    boxes.nth(3).check()
    count = page.locator("output[hx-post]")
    expect(count).to_contain_text("2")
    page.locator("#groups fieldset > button").click()
    expect(rows).to_have_count(2)
    rows.nth(1).locator("select").first.select_option("aum")
    amount = rows.nth(1).locator("input:not([type=hidden])")
    expect(amount).to_be_visible()
    amount.fill("500000")
    amount.press("Tab")
    expect(count.locator("strong")).to_contain_text("1")
    shot("segment builder")
    page.get_by_role("checkbox", name=re.compile("共享|Shared")).check()
    follow(page.locator("form#segment button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/customers/segments/\d+/$"))
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list tbody")).to_contain_text("李芳")
    assert Segment.objects.unscoped(WHY).get().shared
    shot("segment")


def test_the_steps_of_a_target_list(page: Page, live_server: LiveServer, bank: Bank, shot: Shot) -> None:
    Customer.objects.unscoped(WHY).filter(pk=bank.wei.pk).update(marketing_opt_out=True)
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/target-lists/new/")
    expect(page.locator("tbody tr")).to_have_count(2)
    follow(page.locator("a.btn-primary"))
    expect(page.locator("#id_average_from")).to_be_visible()
    shot("sums of balances")
    follow(page.locator("a.btn-primary"))
    expect(page.locator("#id_name")).to_be_visible()
    page.fill("#id_name", "年末续存")
    page.fill("#id_purpose", "电话约访")
    follow(page.locator("section form button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/customers/target-lists/\d+/$"))
    expect(page.locator("tbody tr")).to_have_count(1)
    shot("target list")
    follow(page.locator("tbody form button"))
    expect(page.locator("h1")).to_have_text("李芳")
    assert TargetEntry.objects.unscoped(WHY).get().done_at is not None


def test_many_are_chosen_by_keyboard_and_previewed(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    consent(bank.fang, bank.cast.ana, ConsentChannel.VISIT, ConsentAnswer.REFUSED)
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("2")
    follow(page.locator("#choose button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/customers/choose/[0-9a-f-]{36}/$"))
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("#contact p").first).to_contain_text("可联系 2 户（电话）")
    page.select_option("#id_channel", "VISIT")
    expect(page.locator("#contact p").first).to_contain_text("可联系 1 户（上门）")
    shot("chosen customers")
    page.fill("#id_name", "两位客户")
    page.fill("#id_purpose", "回访")
    follow(page.locator("#keep button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/customers/target-lists/\d+/$"))
    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_pages_fit_on_a_phone(page: Page, live_server: LiveServer, bank: Bank) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server, bank.cast.ana.staff_no)
    for path in ("segments/", "segments/new/", "target-lists/new/?step=3"):
        page.goto(f"{live_server.url}/customers/{path}")
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
