"""Tiers in the browser: the radar, the migration board, and a proposed preset that is reshaped and rehearsed before a
second person decides."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.choices import FlagKind
from customers.models import TierFlow
from customers.nightly.rehearsal import run_due
from organisation.models import Preset
from tests.customers.bank import Bank, a_bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.journeys.conftest import AsPerson, follow

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
TIERS = "/organisation/presets/customers.tiering/"


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    made = a_bank(org.cast(passwords=True))
    make.flag(made.fang, made.run, FlagKind.BIRTHDAY)
    for before, after, customers in (("MASS", "GOLD", 6), ("GOLD", "MASS", 2), ("GOLD", "GOLD", 9)):
        TierFlow.objects.create(
            month=date(2026, 10, 1),
            branch=made.cast.here,
            before=before,
            after=after,
            customers=customers,
            average_sum=customers * 60_000,
        )
    return made


def quiet(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    expect(page.locator(".htmx-request")).to_have_count(0)


def test_the_radar_is_filtered_and_opens_the_customer(bank: Bank, as_person: AsPerson) -> None:
    page = as_person(bank.cast.ana.staff_no, locale="en-GB")
    page.goto("/customers/radar/")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("20,000")
    page.select_option("#id_aim", "keep")
    expect(page.locator("#list .empty")).to_contain_text("Nobody fits the filter")
    expect(page).to_have_url(re.compile(r"aim=keep"))
    page.select_option("#id_aim", "reach")
    expect(rows).to_have_count(1)
    follow(rows.first.locator("a"))
    expect(page.locator("h1")).to_have_text("王伟明")
    quiet(page)


def test_a_head_reads_the_migration_of_the_branch(bank: Bank, as_person: AsPerson) -> None:
    page = as_person(bank.cast.cleo.staff_no, locale="en-GB")
    page.goto("/customers/tiers/")
    expect(page.locator("h2").first).to_have_text("2026-10: 6 risen, 2 fallen")
    expect(page.locator(".chart-canvas[data-drawn]")).to_be_visible()
    follow(page.locator('table a[href*="before=MASS&after=GOLD"]'))
    expect(page.locator("h1")).to_have_text("Mass → Gold")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    quiet(page)


def test_a_tier_is_taken_out_rehearsed_and_approved(bank: Bank, as_person: AsPerson) -> None:
    hana = as_person(bank.cast.hana.staff_no, locale="en-GB")
    hana.goto(TIERS)
    hana.locator("#propose summary").click()
    follow(hana.get_by_role("button", name="Remove 2", exact=True))
    expect(hana.get_by_label("Tier lines · 2 · From average AUM")).to_have_value("200000")
    hana.get_by_label("Why it changes").fill("取消金卡一级")
    follow(hana.get_by_role("button", name="Propose", exact=True))
    expect(hana.get_by_text("waits for a second person to approve it")).to_be_visible()
    quiet(hana)

    mira = as_person(bank.cast.mira.staff_no, locale="en-GB")
    mira.goto(TIERS)
    expect(mira.get_by_text("Not rehearsed yet.")).to_be_visible()
    follow(mira.get_by_role("link", name="Rehearse", exact=True))
    follow(mira.get_by_role("button", name="Rehearse", exact=True))
    expect(mira.locator("#work progress")).to_be_visible()
    assert run_due(timezone.now()) == 1
    expect(mira.get_by_role("heading", name="From which tier to which")).to_be_visible()
    expect(mira.locator(".strip .stat").nth(1)).to_contain_text("1")
    mira.goto(TIERS)
    expect(mira.get_by_text("0 would rise, 1 would fall")).to_be_visible()
    follow(mira.get_by_role("button", name="Approve"))
    expect(mira.locator(".message-success")).to_be_visible()
    assert Preset.objects.get(key="customers.tiering", version=2).decided_by == bank.cast.mira
    quiet(mira)
