"""An auditor narrows the trail, reads on, verifies the chain; and sees at which event it was tampered with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from organisation import audit
from organisation.models import AuditEvent
from tests.factories import organisation as make
from tests.factories.organisation import NOW
from tests.journeys.conftest import AsPerson, follow
from tests.trail import let_it_be_emptied


@pytest.fixture(autouse=True)
def trail(transactional_db: None) -> Iterator[None]:
    anchors = settings.BANKCRM_HOME / "audit-anchors.txt"
    anchors.unlink(missing_ok=True)
    cast = make.cast(passwords=True)
    make.night()
    for number in range(60):
        audit.record(
            by=cast.hana,
            action="preset.propose",
            target=f"organisation.preset:{number}",
            at=NOW,
            reason="测试",
        )
    audit.record(
        by=cast.ana, action="customer.reveal", target="customers.customer:1", at=NOW, reason="客户要求回电"
    )
    yield
    anchors.unlink(missing_ok=True)


def test_the_trail_is_narrowed_read_on_and_verified(as_person: AsPerson) -> None:
    page = as_person("O001", locale="en-GB")
    expect(page.locator("#panel-audit")).to_contain_text("Signed in")
    follow(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Audit log"))
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_label("Action").select_option("preset.propose")
    expect(page).to_have_url(re.compile(r"[?&]action=preset\.propose"))
    expect(rows.first).to_contain_text("A preset was proposed")
    page.get_by_role("link", name="Next").click()
    expect(rows).to_have_count(10)
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.get_by_label("Action").select_option("")
    page.get_by_label("Who (staff number)").fill("a001")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("客户要求回电")
    follow(page.get_by_role("button", name="Verify the chain"))
    expect(page.locator("h1")).to_have_text("The chain is intact")
    assert AuditEvent.objects.get(action="audit.verify").result == "OK"


def test_a_row_that_was_changed_is_found_at_its_place(as_person: AsPerson) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisation_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE organisation_auditevent SET reason = 'tidied' WHERE seq = 7")
        cursor.execute("ALTER TABLE organisation_auditevent ENABLE TRIGGER USER")
    let_it_be_emptied()
    page = as_person("O001", locale="zh-CN")
    page.goto("/organisation/audit/")
    follow(page.locator('form[action="/organisation/audit/verify/"] button'))
    expect(page.locator("main")).to_contain_text("7")
    assert AuditEvent.objects.get(action="audit.verify").result == "BROKEN"
