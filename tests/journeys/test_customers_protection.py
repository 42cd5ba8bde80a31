"""A manager finds a customer by keyboard in spite of a slip, and sees who else looked at the customer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.journeys.conftest import follow, look_up, settle, sign_in

AsPerson = Callable[..., Page]
Shot = Callable[[str], Path]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_slip_finds_the_customer_and_the_owner_sees_who_looked(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    sign_in(page, live_server, "C001")
    with page.expect_response(lambda answer: answer.url.endswith("/of/C0000001/opened/")):
        page.goto(f"{live_server.url}/customers/of/C0000001/")
    page.locator(".btn-reveal").first.click()
    dialog = page.locator("#dialog")
    dialog.locator("select[name=reason]").select_option("CONTACT")
    dialog.locator("textarea[name=words]").fill("客户要求回电")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("output")).to_have_text(bank.wei.phone)

    sign_in(page, live_server, "A001")
    page.keyboard.press("/")
    look_up(page, "wangwieming")
    expect(page.locator("#search-results a")).to_have_count(1)
    expect(page.locator("#search-results a")).to_contain_text("王伟明")
    shot("search with a slip")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settle(page)
    expect(page.locator("h1")).to_have_text("王伟明")
    watchers = page.locator("#panel-watchers")
    expect(watchers).to_contain_text("C001")
    expect(watchers).not_to_contain_text(bank.wei.phone)
    follow(watchers.locator("a").first)
    expect(page.locator("tbody")).to_contain_text("客户要求回电")
    shot("who looked")
