"""Four eyes in two browsers: HR proposes a tier line, cannot approve it, marketing reads what changes and approves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisation import policies
from organisation.models import AuditEvent
from tests.architecture import doors
from tests.architecture.doors import Bank
from tests.journeys.conftest import AsPerson, follow

TIERS = "/organisation/presets/customers.tiering/"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return doors.bank()


def open_form(page: Page) -> None:
    page.goto(TIERS)
    page.locator("#propose summary").click()


def test_a_preset_goes_through_two_pairs_of_hands(bank: Bank, as_person: AsPerson) -> None:
    begins = timezone.localdate() + timedelta(days=10)
    hana = as_person("H001", locale="en-GB")
    open_form(hana)
    line = hana.get_by_label("Tier lines · 3 · From average AUM")
    expect(line).to_have_value("200000")
    line.fill("lots")
    hana.get_by_label("Why it changes").fill("决议第8号")
    follow(hana.get_by_role("button", name="Propose"))
    expect(hana.get_by_text("Write a number, with a point for decimals.")).to_be_visible()
    expect(hana.get_by_text("Nothing was proposed")).to_be_visible()
    expect(line).to_have_value("lots")
    line.fill("250000")
    hana.get_by_label("Effective from").fill(begins.isoformat())
    follow(hana.get_by_role("button", name="Propose"))
    expect(hana.get_by_text("waits for a second person to approve it")).to_be_visible()
    expect(hana.get_by_text("Whoever proposed a version may not decide it")).to_be_visible()
    expect(hana.get_by_role("button", name="Approve")).to_have_count(0)

    mira = as_person("M001", locale="zh-CN", viewport=PHONE)
    expect(mira.locator("#panel-presets .loading")).to_have_count(0)
    follow(mira.locator(f'#panel-presets a[href="{TIERS}"]'))
    expect(mira.locator(".changes")).to_contain_text("200,000")
    expect(mira.locator(".changes")).to_contain_text("250,000")
    follow(mira.locator("button[value=approve]"))
    expect(mira.locator(".message-success")).to_be_visible()
    expect(mira.locator("button[value=approve]")).to_have_count(0)
    assert policies.policy_as_of("customers.tiering", begins)[1] == 2
    assert policies.policy_as_of("customers.tiering", begins - timedelta(days=1))[1] == 1
    done = AuditEvent.objects.filter(action__in=["preset.propose", "preset.approve"]).order_by("-seq")[:2]
    assert [(event.action, event.actor_no) for event in done] == [
        ("preset.approve", "M001"),
        ("preset.propose", "H001"),
    ]


def test_a_blank_is_filled_in_by_keyboard(bank: Bank, as_person: AsPerson) -> None:
    page = as_person("H001", locale="en-GB")
    page.goto("/organisation/presets/organisation.suspension_points/")
    expect(page.locator(".status-due")).to_have_text("blank")
    page.locator("#propose summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Points", exact=True)).to_be_focused()
    page.keyboard.type("12")
    page.get_by_label("Why it changes").fill("按行内制度")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("waits for a second person to approve it")).to_be_visible()
