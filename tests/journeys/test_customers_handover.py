"""A manager hands over, the head divides, a colleague accepts and is introduced; a short absence is stood in for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.actions import handover_sweeps
from customers.models import Custody, Handover, HandoverItem, Relationship
from organisation.models import Absence
from tests.customers.bank import Bank, a_bank
from tests.factories import handover as hand
from tests.factories import organisation as org
from tests.journeys.conftest import follow, visit

AsPerson = Callable[..., Page]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    made = a_bank(org.cast(passwords=True))
    hand.colleague(made.cast, password=org.PASSWORD)
    return made


def picture(page: Page, name: str) -> None:
    folder = Path("test-results/shots")
    folder.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"handover-{name}.png", full_page=True)


def press(page: Page, selector: str) -> None:
    """A button that goes to another page."""
    follow(page.locator(selector).first)


def test_a_handover_from_the_list_to_the_introduction(bank: Bank, as_person: AsPerson) -> None:
    ana = as_person("A001", locale="en-GB")
    ana.goto("/customers/handovers/new/")
    ana.select_option("#id_cause", "POST_CHANGE")
    ana.fill("#id_reason", "Moves to head office")
    press(ana, "form.panel .btn-primary")
    expect(ana.locator("tbody tr")).to_have_count(2)
    address = ana.url

    cleo = as_person("C001", locale="en-GB")
    visit(cleo, "/")
    expect(cleo.locator("#panel-handovers li")).to_have_count(1)
    cleo.goto(address)
    cleo.check("#receiver_A002")
    cleo.check("#choose_all")
    picture(cleo, "divide")
    press(cleo, "#divide .btn-primary")
    press(cleo, "form[action$='offer/'] button")
    expect(cleo.locator(".page-actions .status")).to_have_text("Waiting for receivers")

    colleague = as_person("A002", locale="en-GB")
    colleague.goto("/customers/handovers/")
    picture(colleague, "waits")
    press(colleague, "#offered a")
    expect(colleague.locator("section.panel h2").filter(has_text="C0000001")).to_have_count(1)
    picture(colleague, "pack")
    press(colleague, "button[value=accept]")
    expect(colleague.locator(".page-actions .status")).to_have_text("Accepted")
    colleague.locator("a[hx-target='#dialog']").first.click()
    dialog = colleague.locator("#dialog")
    dialog.locator("select[name=how]").select_option("VISIT")
    follow(dialog.locator("button[type=submit]"))
    expect(colleague.locator("dd").filter(has_text="Visit together")).to_have_count(1)
    colleague.set_viewport_size({"width": 390, "height": 844})
    picture(colleague, "pack-phone")
    assert HandoverItem.objects.filter(introduced_how="VISIT").count() == 1
    held = Relationship.objects.filter(role="A", period__contains=timezone.localdate())
    assert set(
        held.filter(customer__home_branch=bank.cast.here).values_list("staff__staff_no", flat=True)
    ) == {"A002"}
    assert Handover.objects.get().status == "COMPLETED"
    ana.goto("/customers/")
    expect(ana.locator("#list tbody tr")).to_have_count(0)


def test_a_short_absence_is_recorded_and_stood_in_for(bank: Bank, as_person: AsPerson) -> None:
    today = timezone.localdate()
    last = today + timedelta(days=4)
    cleo = as_person("C001", locale="en-GB")
    visit(cleo, "/organisation/staff/A001/")
    press(cleo, "a[href$='/absences/new/']")
    cleo.select_option("#id_kind", "LEAVE")
    cleo.fill("#id_last_on", (today - timedelta(days=3)).isoformat())
    press(cleo, "form.panel .btn-primary")
    expect(cleo.locator("#id_last_on.is-invalid")).to_have_count(1)
    cleo.fill("#id_last_on", last.isoformat())
    press(cleo, "form.panel .btn-primary")
    assert Absence.objects.get().last_on == last
    cleo.goto("/organisation/absences/")
    picture(cleo, "absences")
    visit(cleo, "/")
    follow(cleo.locator("#panel-handovers a[href*='custody/new']"))
    expect(cleo.locator("#id_owner")).to_have_value("A001")
    expect(cleo.locator("#id_last")).to_have_value(last.isoformat())
    cleo.select_option("#id_substitute", "A002")
    press(cleo, "form.panel .btn-primary")
    expect(cleo.locator("h1")).to_contain_text("安宁")
    picture(cleo, "custody")
    colleague = as_person("A002", locale="en-GB")
    colleague.goto("/customers/")
    expect(colleague.locator("#list tbody tr")).to_have_count(2)
    cleo.goto(f"/customers/custody/{Custody.objects.get().pk}/")
    press(cleo, "form[action$='end/'] button")
    colleague.goto("/customers/")
    expect(colleague.locator("#list tbody tr")).to_have_count(0)


def test_hr_takes_a_manager_out_of_service_and_the_head_finds_the_handover(
    bank: Bank, as_person: AsPerson
) -> None:
    hana = as_person("H001", locale="en-GB")
    visit(hana, "/organisation/staff/A001/")
    press(hana, ".page-actions a[href$='/service/']")
    expect(hana.locator("#panel-handover h2")).to_contain_text("Looks after 2 customers as A")
    expect(hana.locator("#panel-handover")).to_contain_text("opens by itself within a minute")
    press(hana, "form.panel .btn-primary")
    expect(hana.locator("#id_status.is-invalid")).to_have_count(1)
    hana.select_option("#id_status", "LEFT")
    hana.fill("#id_reason", "Resigned on her own")
    press(hana, "form.panel .btn-primary")
    expect(hana.locator("#panel-handover")).to_contain_text("The person is out of service")
    assert handover_sweeps.open_for_leavers(timezone.now()) == 1
    visit(hana, "/organisation/staff/A001/")
    expect(hana.locator("#panel-handover")).to_contain_text("2 of 2 customers still to go")
    expect(hana.locator("#panel-handover a")).to_have_count(0)
    picture(hana, "staff")
    cleo = as_person("C001", locale="en-GB")
    visit(cleo, "/")
    follow(cleo.locator("#panel-handovers li a"))
    expect(cleo.locator("tbody tr")).to_have_count(2)
