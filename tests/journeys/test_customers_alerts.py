"""A manager is warned, keeps the customer and says so; the head finds it in the register."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from customers.models import Alert
from tests.customers.bank import Bank, a_bank
from tests.factories import alerts as build
from tests.factories import organisation as org
from tests.journeys.conftest import follow, sign_in

Shot = Callable[[str], Path]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_customer_who_was_about_to_leave_is_kept(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    raised = build.alert(bank.wei, amount=Decimal("31000.00"))
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/alerts/")
    row = page.locator("#list tbody tr")
    expect(row).to_have_count(1)
    follow(row.first)
    expect(page).to_have_url(re.compile(rf"/alerts/{raised.pk}/$"))
    page.locator("summary", has_text=re.compile("Record an attempt|登记")).click()
    attempt = page.locator(f"form[action$='/{raised.pk}/retention/']")
    attempt.locator("select[name=way]").select_option("CALL")
    attempt.locator("select[name=reason]").select_option("RETURN")
    attempt.locator("input[name=amount_kept]").fill("31000")
    attempt.locator("textarea[name=note]").fill("改买大额存单")
    follow(attempt.locator("button[type=submit]"))
    expect(page.get_by_text("改买大额存单")).to_be_visible()
    ending = page.locator(f"form[action$='/{raised.pk}/close/']")
    ending.locator("select[name=outcome]").select_option("RETAINED")
    ending.locator("select[name=reason]").select_option("RETURN")
    ending.locator("textarea[name=note]").fill("资金已转回")
    shot("alert")
    follow(ending.locator("button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/customers/alerts/$"))
    expect(page.locator("#list tbody tr")).to_have_count(0)
    assert Alert.objects.unscoped("read back by a test").get().status == "DONE"
    page.goto(f"{live_server.url}/customers/alerts/register/?since=2026-10-01&until=2026-12-31&kind=")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    shot("register")
