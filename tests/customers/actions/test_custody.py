"""Custody: full rights for the days, credit stays, access closes itself, forced leave opens it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from customers.actions import custody as actions
from customers.actions import handover_sweeps
from customers.actions.custody import NothingCovered, Plan
from customers.choices import RelationshipRole
from customers.models import Custody, Customer, Relationship
from customers.queries.absent_managers import away as who_is_away
from customers.queries.absent_managers import cover_of
from customers.queries.credit import credited
from customers.queries.handover import custodies
from organisation.choices import AbsenceKind
from organisation.models import Absence, Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org
from tests.factories.handover import TODAY
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WEEK = TODAY + timedelta(days=6)


def away(person: Staff, kind: str, days: int = 7) -> Absence:
    period = org.DateRange(TODAY, TODAY + timedelta(days=days))
    return Absence.objects.create(staff=person, kind=kind, period=period)


def sees(person: Staff, customer: Customer, on: object) -> bool:
    return Customer.objects.visible_to(person, on).filter(pk=customer.pk).exists()  # type: ignore[arg-type]


def test_the_substitute_works_for_the_days_and_the_credit_stays(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    plan = Plan(bank.cast.ana, other, TODAY, WEEK, "年休假")
    uid = uuid4()
    opened = actions.open_by_head(plan=plan, uid=uid, by=bank.cast.cleo, at=NOW)
    assert opened.refusals == []
    assert [sees(other, bank.wei, day) for day in (TODAY, WEEK, WEEK + timedelta(days=1))] == [
        True,
        True,
        False,
    ]
    assert sees(bank.cast.ana, bank.wei, TODAY)
    assert credited([bank.wei.pk], TODAY)[bank.wei.pk][0].staff_id == bank.cast.ana.pk
    assert actions.open_by_head(plan=plan, uid=uid, by=bank.cast.cleo, at=NOW).custody == opened.custody
    with pytest.raises(NothingCovered):
        actions.open_by_head(plan=plan, uid=uuid4(), by=bank.cast.cleo, at=NOW)


def test_the_backup_needs_no_further_right(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    make.relationship(bank.wei, other, role=RelationshipRole.B)
    opened = actions.open_by_head(
        plan=Plan(bank.cast.ana, other, TODAY, WEEK), uid=uuid4(), by=bank.cast.cleo, at=NOW
    )
    rights = dict(opened.custody.items.values_list("customer__customer_no", "relationship__role"))
    assert rights == {"C0000001": None, "C0000002": "C"}


def test_custody_is_for_short_absences_and_opened_by_the_head(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    long = Plan(bank.cast.ana, other, TODAY, TODAY + timedelta(days=60))
    with pytest.raises(PermissionDenied, match="in person"):
        actions.open_by_head(plan=long, uid=uuid4(), by=bank.cast.cleo, at=NOW)
    with pytest.raises(PermissionDenied, match="branch head"):
        actions.open_by_head(plan=Plan(bank.cast.ana, other, TODAY, WEEK), uid=uuid4(), by=other, at=NOW)


def test_an_ended_custody_gives_the_rights_back(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    first = TODAY - timedelta(days=2)
    made = actions.open_custody(
        plan=Plan(bank.cast.ana, other, TODAY, WEEK), by=bank.cast.cleo, at=NOW
    ).custody
    actions.end(custody=made, by=bank.cast.cleo, at=NOW)  # begun today: taken away
    assert not Custody.objects.exists()
    assert not Relationship.objects.filter(role="C").exists()
    made = actions.open_custody(
        plan=Plan(bank.cast.ana, other, first, WEEK), by=bank.cast.cleo, at=NOW - timedelta(days=2)
    ).custody
    actions.end(custody=made, by=bank.cast.cleo, at=NOW)
    made.refresh_from_db()
    assert (made.period.lower, made.period.upper, made.ended_by) == (first, TODAY, bank.cast.cleo)
    assert {row.period.upper for row in Relationship.objects.filter(role="C")} == {TODAY}
    assert not sees(other, bank.wei, TODAY)


def test_forced_leave_opens_custody_by_itself_and_coming_back_ends_it(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    absence = away(bank.cast.ana, AbsenceKind.FORCED_LEAVE)
    assert handover_sweeps.open_for_forced_leave(NOW) == 2  # Fang with her backup Ben, Wei with the colleague
    places = set(Custody.objects.values_list("substitute__staff_no", "items__customer__customer_no"))
    assert places == {("A002", "C0000001"), ("B001", "C0000002")}
    assert handover_sweeps.open_for_forced_leave(NOW) == 0
    assert sees(other, bank.wei, TODAY)
    assert handover_sweeps.end_for_returned(NOW) == 0
    absence.delete()
    assert handover_sweeps.end_for_returned(NOW) == 2
    assert not sees(other, bank.wei, TODAY)


def test_whoever_has_nobody_is_the_heads_to_place(bank: Bank) -> None:
    away(bank.cast.ana, AbsenceKind.LEAVE)
    found = who_is_away(bank.cast.cleo, TODAY).uncovered
    assert [(one.owner, one.customers) for one in found] == [(bank.cast.ana, 1)]
    assert cover_of(bank.cast.ana, TODAY).open == (bank.wei.pk,)
    assert who_is_away(bank.cast.cora, TODAY).uncovered == []


def test_a_backup_who_is_away_or_gone_and_a_custody_are_counted_as_the_sweep_counts_them(bank: Bank) -> None:
    away(bank.cast.ana, AbsenceKind.LEAVE)

    def alone() -> tuple[int, int]:
        found = who_is_away(bank.cast.cleo, TODAY).uncovered
        return sum(one.customers for one in found), len(cover_of(bank.cast.ana, TODAY).open)

    assert alone() == (1, 1)  # Fang has her backup Ben
    gone = away(bank.cast.ben, AbsenceKind.LEAVE)
    assert alone() == (2, 2)
    gone.delete()
    Staff.objects.filter(pk=bank.cast.ben.pk).update(left_on=TODAY)
    assert alone() == (2, 2)
    plan = Plan(bank.cast.ana, hand.colleague(bank.cast), TODAY, WEEK)
    actions.open_custody(plan=plan, by=bank.cast.cleo, at=NOW)
    assert alone() == (0, 0)


def test_a_forced_leave_without_an_end_stays_on_the_list_until_it_ends(bank: Bank) -> None:
    hand.colleague(bank.cast)
    absence = Absence.objects.create(
        staff=bank.cast.ana, kind=AbsenceKind.FORCED_LEAVE, period=org.DateRange(TODAY, None)
    )
    assert handover_sweeps.open_for_forced_leave(NOW) == 2
    assert len(custodies(bank.cast.cleo, on=TODAY)) == 2
    assert custodies(bank.cast.cleo, on=TODAY, past=True) == []
    absence.delete()
    assert handover_sweeps.end_for_returned(NOW) == 2
    assert custodies(bank.cast.cleo, on=TODAY) == []
