"""A head assigns a customer who waits, reads why somebody may not, plans the rest as a batch and takes it back; a
manager proposes a household and the head confirms it as the second person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from customers.models import Household, Relationship
from organisation.choices import Grade
from tests.customers.bank import Bank, a_bank
from tests.factories import assignment as queue
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.journeys.conftest import follow, sign_in

Shot = Callable[[str], Path]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    made = a_bank(org.cast(passwords=True))
    org.staff("安妮", at=made.cast.here, grade=Grade.JUNIOR, staff_no="Z001")
    return made


def managers() -> list[tuple[str, str]]:
    rows = Relationship.objects.filter(role="A", period__contains=timezone.localdate())
    return sorted(rows.values_list("customer__customer_no", "staff__staff_no"))


def test_a_head_assigns_plans_and_takes_back(
    page: Page, live_server: LiveServer, bank: Bank, shot: Shot
) -> None:
    today = timezone.localdate()
    rich = make.customer("周富", at=bank.cast.here, customer_no="C0000009")
    make.customer_day(rich, bank.run, aum=9_000_000, tier="PRIVATE")
    make.holding(rich, bank.run, "TIME_DEPOSIT", 9_000_000)
    queue.waits(rich, since=today - timedelta(days=40))
    queue.waits(bank.left, since=today - timedelta(days=9))
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(f"{live_server.url}/customers/assignment/")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("周富")
    shot("queue")
    follow(rows.first.locator("a"))
    expect(page.locator("#to_Z001")).to_be_disabled()
    expect(page.locator(".refused-why").first).to_be_visible()
    shot("candidates")
    page.check("#to_A001")
    follow(page.locator("form", has=page.locator("#to_A001")).locator("button[type=submit]"))
    expect(page.locator(".strip .stat-value").first).to_have_text("安娜")
    page.goto(f"{live_server.url}/customers/assignment/")
    expect(rows).to_have_count(1)
    follow(page.locator("button[name=waiting]"))
    expect(page.locator("#proposal table").nth(1).locator("tbody tr")).to_have_count(1)
    shot("proposal")
    page.fill("#id_reason", "均衡负荷")
    with page.expect_response(re.compile("asked=1")):
        page.locator("#id_seller").click()
    expect(page.locator("#terms.htmx-request")).to_have_count(0)
    expect(page.locator("#id_reason")).to_have_value("均衡负荷")  # a new proposal takes no word away
    follow(page.locator("form", has=page.locator("#id_reason")).locator("button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/assignment/batches/\d+/$"))
    expect(page.locator("tbody tr")).to_contain_text("安妮")
    assert managers() == [
        ("C0000001", "A001"),
        ("C0000002", "A001"),
        ("C0000003", "B001"),
        ("C0000004", "Z001"),
        ("C0000009", "A001"),
    ]
    follow(page.locator("form[action$='/undo/'] button"))
    expect(page.locator("form[action$='/undo/']")).to_have_count(0)
    shot("undone")
    assert ("C0000004", "Z001") not in managers()


def test_two_people_make_a_household(page: Page, live_server: LiveServer, bank: Bank, shot: Shot) -> None:
    sign_in(page, live_server, bank.cast.ana.staff_no)
    page.goto(f"{live_server.url}/customers/of/C0000001/household/new/")
    page.fill("#id_number_0", "C0000003")
    page.select_option("#id_kinship_0", "SPOUSE")
    page.fill("#id_reason", "户口簿")
    follow(page.locator("form", has=page.locator("#id_reason")).locator("button[type=submit]"))
    expect(page.locator("main [role=alert]").first).to_be_visible()
    expect(page.locator("#id_reason")).to_have_value("户口簿")
    page.fill("#id_number_0", "C0000002")
    shot("proposal")
    follow(page.locator("form", has=page.locator("#id_reason")).locator("button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/households/\d+/$"))
    expect(page.locator(".refused-why")).to_be_visible()
    address = page.url
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(address)
    follow(page.locator("button[name=answer][value=yes]"))
    expect(page.locator("#together-heading")).to_be_visible()
    shot("household")
    assert Household.objects.get().status == "CONFIRMED"
