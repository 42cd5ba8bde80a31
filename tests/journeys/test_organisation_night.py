"""A night with rejected rows, through the real machinery: each head takes the rows of the own branch, audit all."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bankcrm import nightly
from organisation.models import AuditEvent, Staff
from tests.factories.organisation import PASSWORD
from tests.journeys.conftest import AsPerson, follow
from tests.organisation.nightly.drops import small_bank, write_drop

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
DAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
GOOD = 400  # so that the bad rows stay below the limit that stops a run


def person(staff_no: str, branch_no: str, post: str) -> dict[str, str]:
    return {
        "staff_no": staff_no,
        "name": f"员工{staff_no}",
        "branch_no": branch_no,
        "post": post,
        "hired_on": "2015-07-01",
    }


def customer(number: int, branch_no: str, opened_on: str = "2026-01-05") -> dict[str, str]:
    return {
        "customer_no": f"C{number:04d}",
        "name": "张三",
        "home_branch_no": branch_no,
        "opened_on": opened_on,
    }


@pytest.fixture
def night(tmp_path: Path) -> nightly.Outcome:
    """Two bad days at the first outlet, one at the second, and one row of a branch that nobody knows."""
    bank = small_bank()
    bank["staff"] = [
        person("H0001", "010101", "BRANCH_HEAD"),
        person("H0002", "010102", "BRANCH_HEAD"),
        person("AU001", "000000", "AUDITOR"),
    ]
    bad = [
        customer(1, "010101", "2026-02-30"),
        customer(2, "010101", "20260105"),
        customer(3, "010102", "soon"),
        customer(4, "999999"),
    ]
    many = [customer(number, "010101") for number in range(100, 100 + GOOD)]
    before = write_drop(tmp_path, DAY - timedelta(days=1), "full", bank)
    today = write_drop(tmp_path, DAY, "delta", {"customers": many + bad})
    outcome = nightly.run_drops([before, today], by=None, at=NOW)[-1]
    assert outcome.ok, outcome.sentence
    for one in Staff.objects.unscoped("the test lets them in"):
        one.set_password(PASSWORD)
        one.save()
    return outcome


def downloaded(page: Page, tmp_path: Path) -> list[dict[str, str]]:
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download").click()
    path = tmp_path / "rejects.csv"
    waited.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rejects_are_read_and_taken_in_scope(
    night: nightly.Outcome, as_person: AsPerson, tmp_path: Path
) -> None:
    for staff_no, values in (("H0001", ["2026-02-30", "20260105"]), ("H0002", ["soon"])):
        page = as_person(staff_no, locale="en-GB")
        follow(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Nightly runs"))
        follow(page.locator("tbody tr").first)
        expect(page.locator(".night-status")).to_contain_text("Published")
        expect(page.get_by_text("There is no such day in the calendar.")).to_have_count(
            1 if staff_no == "H0001" else 0
        )
        rows = downloaded(page, tmp_path)
        assert [row["Value"] for row in rows] == values
        assert {row["Column"] for row in rows} == {"opened_on"}
    auditor = as_person("AU001", locale="en-GB")
    auditor.goto("/organisation/nights/")
    follow(auditor.locator("tbody a").first)
    rows = downloaded(auditor, tmp_path)
    assert [row["Value"] for row in rows] == ["2026-02-30", "20260105", "soon", "999999"]
    assert all(row["Reason"] for row in rows)
    auditor.goto("/organisation/audit/?action=rejects.download")
    expect(auditor.locator("#list tbody tr")).to_have_count(3)
    assert AuditEvent.objects.filter(action="rejects.download").count() == 3


def test_the_same_drop_again_says_that_nothing_is_new(
    night: nightly.Outcome, as_person: AsPerson, tmp_path: Path
) -> None:
    nightly.run_drops([tmp_path / DAY.isoformat()], by=None, at=NOW)
    page = as_person("AU001", locale="en-GB")
    page.goto("/organisation/nights/")
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator("tbody tr").first).to_contain_text("Nothing new")
