"""Checks of files: due by the day that somebody named or by the bank's period; for a wide scope outlet by outlet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.choices import BranchLevel, Post, PresetStatus
from organisation.models import Branch, Preset, Staff
from tests.customers.bank import Bank
from tests.factories import archive as make
from tests.factories import organisation as org
from tests.factories.organisation import NOW

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

INDEX = "/customers/files/"
MISSING = "The bank has not said how often a file is checked"


def every(months: int, *, since: date = date(2026, 1, 1)) -> None:
    """The bank fills the period in."""
    Preset.objects.create(
        key="customers.verification",
        version=2,
        value={"check_months": months},
        unit="",
        source="test",
        effective_from=since,
        status=PresetStatus.SHIPPED,
        made_at=NOW,
    )


def listed(page: str) -> list[str]:
    return [number for number in ("C0000001", "C0000002", "C0000003") if f"{number}/#part-file" in page]


def test_while_the_period_is_blank_nobody_is_due_and_the_page_says_what_is_missing(
    bank: Bank, sign_in: SignIn
) -> None:
    client = sign_in(bank.cast.cleo)
    due = client.get(INDEX, {"show": "due"}).content.decode()
    assert (listed(due), MISSING in due, "HR or the marketing department" in due) == ([], True, True)
    assert reverse("organisation:preset", args=["customers.verification"]) in due
    never = client.get(INDEX, {"show": "never"}).content.decode()
    assert listed(never) == ["C0000002"]  # diamond; a gold file needs no check by the preset


def test_with_a_period_a_file_never_checked_is_due_and_a_checked_one_after_it(
    bank: Bank, sign_in: SignIn
) -> None:
    every(6)
    client = sign_in(bank.cast.cleo)
    due = client.get(INDEX, {"show": "due"}).content.decode()
    assert (listed(due), MISSING in due, "never checked" in due) == (["C0000002"], False, True)
    make.check(bank.fang, bank.cast.ana, done_on=date(2026, 5, 31))
    made = client.get(INDEX, {"show": "due"}).content.decode()
    assert listed(made) == ["C0000002"]
    assert "30 Nov" in made  # six months after the last of May
    make.check(bank.fang, bank.cast.ana, done_on=date(2026, 11, 20))
    assert listed(client.get(INDEX, {"show": "due"}).content.decode()) == []


def test_a_period_that_is_filled_in_works_on_the_same_day(bank: Bank, sign_in: SignIn) -> None:
    """Whatever day the figures are of: the list, the customer's page, the next step and the form say the same."""
    today = timezone.localdate()
    assert bank.run.business_date < today
    make.check(bank.fang, bank.cast.ana, done_on=today - timedelta(days=100))
    every(3, since=today)
    client = sign_in(bank.cast.ana)

    def read(name: str) -> str:
        return client.get(reverse(f"customers:{name}", args=["C0000002"])).content.decode()

    due = client.get(INDEX, {"show": "due"}).content.decode()
    assert (listed(due), MISSING in due) == (["C0000002"], False)
    assert ("overdue" in read("verification"), MISSING in read("verification")) == (True, False)
    assert "Check of the file" in read("next")
    assert "Files are checked every 3 months." in read("verify")
    assert "Checks are due" in client.get(reverse("customers:panel_archive")).content.decode()


@pytest.fixture
def superior(bank: Bank) -> Staff:
    """The head of the branch above the outlet."""
    above = bank.cast.here.parent
    assert above is not None
    assert above.level == BranchLevel.BRANCH
    return org.staff("支行长", at=above, post=Post.BRANCH_HEAD)


@pytest.mark.parametrize("show", ["due", "never", "expiring"])
def test_a_wide_scope_chooses_an_outlet_first(
    bank: Bank, superior: Staff, sign_in: SignIn, show: str
) -> None:
    client, here = sign_in(superior), bank.cast.here
    assert "Choose an outlet" in client.get(INDEX, {"show": show}).content.decode()
    above: Branch | None = here.parent
    assert above is not None
    still = client.get(INDEX, {"show": show, "branch": above.branch_no}).content.decode()
    assert "Choose an outlet" in still
    chosen = client.get(INDEX, {"show": show, "branch": here.branch_no}).content.decode()
    assert ("Choose an outlet" in chosen, "C0000002/" in chosen) == (False, show == "never")
    elsewhere = client.get(INDEX, {"show": show, "branch": bank.cast.there.branch_no}).content.decode()
    assert listed(elsewhere) == []
