"""The one writer of relationships: what it ends, begins, keeps and refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from customers.actions.assignment import move
from customers.choices import RelationshipRole, RelationshipSource, Tier
from customers.models import Customer, CustomerDay, Relationship, Unassigned
from organisation.models import AuditEvent, Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import BEGIN, NOW

TODAY = timezone.localdate(NOW)
YESTERDAY = TODAY - timedelta(days=1)
pytestmark = pytest.mark.django_db


def moved(
    bank: Bank, customer: Customer, to: Staff | None, role: str = "A", **asked: Any
) -> Relationship | None:
    values = {
        "source": RelationshipSource.HEAD,
        "reason": "because",
        "by": bank.cast.cleo,
        "at": NOW,
        **asked,
    }
    return move(customer=customer, role=role, to=to, **values)


def course(customer: Customer, role: str = "A") -> list[tuple[str, date, date | None]]:
    rows = Relationship.objects.filter(customer=customer, role=role).order_by("period")
    return [(row.staff.staff_no, row.starts_on, row.ends_before) for row in rows.select_related("staff")]


def test_the_holder_ends_the_day_before_the_next_begins(bank: Bank) -> None:
    annie = org.staff(staff_no="Z1", at=bank.cast.here)
    row = moved(bank, bank.wei, annie)
    assert course(bank.wei) == [("A001", BEGIN, TODAY), ("Z1", TODAY, None)]
    assert row is not None
    assert (row.source, row.reason, row.source_as_of) == ("HEAD", "because", None)
    event = AuditEvent.objects.get(action="relationship.move")
    assert (event.field, event.before, event.after, event.reason) == ("A", "A001", "Z1", "because")


def test_the_extract_no_longer_speaks_of_a_row_that_the_portal_ended(bank: Bank) -> None:
    Relationship.objects.filter(customer=bank.wei).update(source_as_of=BEGIN)
    moved(bank, bank.wei, None)
    assert list(Relationship.objects.filter(customer=bank.wei).values_list("source_as_of")) == [(None,)]


def test_a_customer_before_the_first_month_end_waits_with_the_tier_of_the_month(bank: Bank) -> None:
    new = make.customer("孙新", at=bank.cast.here, a=bank.cast.ana)
    make.customer_day(new, bank.run, aum=210_000)
    CustomerDay.objects.filter(customer=new).update(tier="", tier_rank=0, tier_month=Tier.GOLD)
    moved(bank, new, None)
    assert Unassigned.objects.unscoped("test").get(customer=new).tier == Tier.GOLD


def test_nobody_only_ends(bank: Bank) -> None:
    assert moved(bank, bank.wei, None) is None
    assert course(bank.wei) == [("A001", BEGIN, TODAY)]
    assert moved(bank, bank.wei, None) is None
    assert AuditEvent.objects.filter(action="relationship.move").count() == 1


def test_to_whom_holds_it_changes_nothing(bank: Bank) -> None:
    moved(bank, bank.wei, bank.cast.ana)
    assert course(bank.wei) == [("A001", BEGIN, None)]
    assert not AuditEvent.objects.filter(action="relationship.move").exists()


def test_a_second_change_on_one_day_takes_the_place_of_the_first(bank: Bank) -> None:
    first, second = org.staff(staff_no="Z1", at=bank.cast.here), org.staff(staff_no="Z2", at=bank.cast.here)
    moved(bank, bank.wei, first)
    moved(bank, bank.wei, second)
    assert course(bank.wei) == [("A001", BEGIN, TODAY), ("Z2", TODAY, None)]


def test_what_is_planned_stays(bank: Bank) -> None:
    first, second = org.staff(staff_no="Z1", at=bank.cast.here), org.staff(staff_no="Z2", at=bank.cast.here)
    later = TODAY + timedelta(days=10)
    moved(bank, bank.wei, first, starts=later)
    moved(bank, bank.wei, second)
    assert course(bank.wei) == [
        ("A001", BEGIN, TODAY),
        ("Z2", TODAY, later),
        ("Z1", later, None),
    ]


def test_nobody_is_a_and_b_at_once(bank: Bank) -> None:
    with pytest.raises(PermissionDenied):
        moved(bank, bank.fang, bank.cast.ben)
    assert course(bank.fang) == [("A001", BEGIN, None)]
    moved(bank, bank.fang, None, RelationshipRole.B)
    moved(bank, bank.fang, bank.cast.ben)
    assert course(bank.fang) == [("A001", BEGIN, TODAY), ("B001", TODAY, None)]


def test_custody_ends_by_its_period_and_when_the_custodian_takes_over(bank: Bank) -> None:
    annie = org.staff(staff_no="Z1", at=bank.cast.here)
    until = TODAY + timedelta(days=14)
    make.relationship(bank.wei, annie, role=RelationshipRole.CUSTODIAN, since=YESTERDAY, until=until)
    moved(bank, bank.wei, annie)
    assert course(bank.wei, RelationshipRole.CUSTODIAN) == [("Z1", YESTERDAY, TODAY)]
    assert course(bank.wei)[-1] == ("Z1", TODAY, None)
    ben = moved(bank, bank.wei, bank.cast.ben, RelationshipRole.CUSTODIAN, until=until)
    assert ben is not None
    assert (ben.starts_on, ben.ends_before) == (TODAY, until)


def test_the_past_is_not_rewritten(bank: Bank) -> None:
    with pytest.raises(ValueError, match="past"):
        moved(bank, bank.wei, None, starts=YESTERDAY)
