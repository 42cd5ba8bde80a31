"""Handing customers over: the list, the head's division, the receiver's answer, and what moved."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from customers.actions import handover as actions
from customers.actions import handover_division, handover_leads, handover_parts, handover_sweeps
from customers.actions.handover import Opening
from customers.actions.handover_division import Choice
from customers.choices import Goes, GoesWhy, HandoverCause, HandoverStatus, RelationshipRole
from customers.models import CreditShare, Customer, Handover, Relationship, RetentionCheck
from customers.permissions.assignment import may_take
from customers.queries.candidates import candidates
from customers.queries.credit import Credit, credited
from customers.queries.handover import credit_of, receivers
from organisation.choices import AbsenceKind, Grade, PresetStatus, StaffStatus
from organisation.concurrency import Changed
from organisation.models import Absence, AuditEvent, Preset
from organisation.rules.periods import add_months
from tests.customers.bank import Bank
from tests.factories import alerts
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org
from tests.factories import referrals as leads
from tests.factories.handover import TODAY
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def held(customer: Customer) -> dict[str, str]:
    rows = Relationship.objects.filter(customer=customer, period__contains=TODAY).select_related("staff")
    return {row.role: row.staff.staff_no for row in rows}


def test_what_is_accepted_moves_with_its_credit_and_nothing_before(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    made = hand.opened(bank.cast.ana)
    assert {(item.customer, item.role, item.goes) for item in made.items.all()} == {
        (bank.wei, "A", Goes.BOTH),
        (bank.fang, "A", Goes.BOTH),
    }
    part = hand.offered(made, other, head=bank.cast.cleo)
    assert held(bank.wei) == {"A": "A001"}
    hand.accepted(part)
    assert held(bank.wei) == {"A": "A002"}
    assert held(bank.fang) == {"A": "A002", "B": "B001"}
    made.refresh_from_db()
    assert made.status == HandoverStatus.COMPLETED
    assert dict(credited([bank.wei.pk], TODAY)) == {bank.wei.pk: (Credit(other.pk, Decimal(100)),)}
    assert not Customer.objects.visible_to(bank.cast.ana, TODAY).exists()
    hand.accepted(part)  # the second click
    assert Relationship.objects.filter(customer=bank.wei).count() == 2


def test_the_customer_page_tells_whose_credit_it_is_and_when_that_changes(bank: Bank) -> None:
    """Half and half for two quarters, then all of it the receiver's."""
    Preset.objects.create(
        key="customers.handover_credit",
        version=2,
        value={"quarters": [{"receiver_pct": share} for share in ("50", "50", "100")]},
        unit="",
        source="test",
        effective_from=date(2026, 1, 1),
        status=PresetStatus.SHIPPED,
        made_at=NOW,
    )
    other = hand.colleague(bank.cast)
    assert credit_of(bank.fang, TODAY) == []
    hand.accepted(hand.offered(hand.opened(bank.cast.ana), other, head=bank.cast.cleo))
    spans = credit_of(bank.fang, TODAY)
    later = add_months(TODAY, 6)
    assert [(one.since, one.until) for one in spans] == [(TODAY, later), (later, None)]
    assert [[(row.staff.staff_no, row.share_pct) for row in one.rows] for one in spans] == [
        [("A001", 50), ("A002", 50)],
        [("A002", 100)],
    ]


def test_relationship_alone_leaves_the_credit_until_the_customer_moves_on(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    made = hand.opened(bank.cast.ana, cause=HandoverCause.TEAM_MOVE)
    hand.accepted(hand.offered(made, other, head=bank.cast.cleo))
    assert held(bank.fang) == {"A": "A002", "B": "B001"}
    assert credited([bank.fang.pk], TODAY)[bank.fang.pk] == (Credit(bank.cast.ana.pk, Decimal(100)),)
    third = org.staff("安平", at=bank.cast.here, grade=Grade.SENIOR, staff_no="A003")
    again = hand.opened(other)
    hand.accepted(hand.offered(again, third, head=bank.cast.cleo))
    assert credited([bank.fang.pk], TODAY)[bank.fang.pk] == (Credit(third.pk, Decimal(100)),)
    assert credited([bank.lin.pk], TODAY)[bank.lin.pk] == (Credit(bank.cast.ben.pk, Decimal(100)),)


def test_shares_lapse_when_the_customer_is_assigned_otherwise_or_the_person_leaves(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    hand.accepted(
        hand.offered(hand.opened(bank.cast.ana, cause=HandoverCause.TEAM_MOVE), other, head=bank.cast.cleo)
    )
    bank.cast.ana.left_on = TODAY
    bank.cast.ana.save()
    assert credited([bank.fang.pk], TODAY)[bank.fang.pk] == (Credit(other.pk, Decimal(100)),)
    assert CreditShare.objects.filter(customer=bank.fang).count() == 1


def test_exceptions_need_a_reason_and_people_who_go_keep_nobody(bank: Bank) -> None:
    made = hand.opened(bank.cast.ana, cause=HandoverCause.TEAM_MOVE)
    item = made.items.get(customer=bank.fang)

    def choose(choice: Choice) -> list[str]:
        made.refresh_from_db()
        found = handover_division.allocate(
            handover=made, version=made.version, item_ids=[item.pk], choice=choice, by=bank.cast.cleo, at=NOW
        )
        return [one.sentence for one in found]

    assert len(choose(Choice(goes=Goes.NOTHING))) == 1
    assert choose(Choice(goes=Goes.NOTHING, reason="客户要求保留")) == []
    item.refresh_from_db()
    assert (item.goes, item.why, item.reason) == (Goes.NOTHING, GoesWhy.EXCEPTION, "客户要求保留")
    made.cause = HandoverCause.LEFT
    made.save()
    assert len(choose(Choice(goes=Goes.CREDIT, reason="例外"))) == 1
    with pytest.raises(Changed):
        handover_division.allocate(
            handover=made, version=0, item_ids=[item.pk], choice=Choice(), by=bank.cast.cleo, at=NOW
        )


def test_a_receiver_whom_a_rule_stands_against_is_refused_customer_by_customer(bank: Bank) -> None:
    make.holding(bank.fang, bank.run, "DEMAND_DEPOSIT", 9_000_000)  # asks for a senior
    junior = hand.colleague(bank.cast, grade=Grade.JUNIOR)
    made = hand.opened(bank.cast.ana)
    refused = handover_division.allocate(
        handover=made,
        version=made.version,
        item_ids=[item.pk for item in made.items.all()],
        choice=Choice((junior,)),
        by=bank.cast.cleo,
        at=NOW,
    )
    assert [one.item.customer for one in refused] == [bank.fang]
    assert dict(made.items.values_list("customer__customer_no", "receiver__staff_no")) == {
        "C0000001": "A002",
        "C0000002": None,
    }


def test_the_backup_may_become_the_primary(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    make.relationship(bank.wei, other, role=RelationshipRole.B)
    made = hand.opened(bank.cast.ana)
    hand.accepted(hand.offered(made, other, head=bank.cast.cleo))
    assert held(bank.wei) == {"A": "A002"}


def test_what_a_rule_forbids_since_the_offer_is_not_taken_over_in_half(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    part = hand.offered(hand.opened(bank.cast.ana), other, head=bank.cast.cleo)
    Absence.objects.create(
        staff=other, kind=AbsenceKind.LEAVE, period=org.DateRange(TODAY, TODAY + timedelta(days=3))
    )
    with pytest.raises(handover_parts.NotPossible) as refused:
        hand.accepted(part)
    assert len(refused.value.refusals) == 2
    assert held(bank.wei) == {"A": "A001"}


def test_a_declined_part_comes_back_to_the_head(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    made = hand.opened(bank.cast.ana)
    part = hand.offered(made, other, head=bank.cast.cleo)
    with pytest.raises(PermissionDenied):
        handover_parts.accept(part=part, by=bank.cast.cleo, at=NOW)
    handover_parts.decline(part=part, reason="手上客户太多", by=other, at=NOW)
    made.refresh_from_db()
    assert made.status == HandoverStatus.PREPARED
    assert set(made.items.values_list("part", "receiver")) == {(None, None)}
    actions.cancel(handover=made, by=bank.cast.ana, at=NOW)
    made.refresh_from_db()
    assert made.status == HandoverStatus.CANCELLED


def test_a_long_absence_is_handed_over_in_person(bank: Bank) -> None:
    opening = Opening(
        HandoverCause.LONG_ABSENCE, TODAY, away_from=TODAY, away_until=TODAY + timedelta(days=200)
    )
    with pytest.raises(PermissionDenied, match="in person"):
        actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.cleo, at=NOW)
    made = actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.ana, at=NOW)
    assert made.items.count() == 2


@pytest.mark.parametrize(("last", "refused"), [(date(2024, 12, 30), True), (date(2024, 12, 31), False)])
def test_a_short_absence_is_no_handover(bank: Bank, last: date, refused: bool) -> None:
    """The preset calls an absence long from one month on: 1 to 31 December is one, a day less is custody's."""
    opening = Opening(HandoverCause.LONG_ABSENCE, TODAY, away_from=date(2024, 12, 1), away_until=last)
    if refused:
        with pytest.raises(PermissionDenied, match="opens custody"):
            actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.ana, at=NOW)
    else:
        actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.ana, at=NOW)
    assert Handover.objects.unscoped("test").exists() is not refused


def test_who_hands_over_or_is_on_the_long_absence_is_offered_nobody(bank: Bank) -> None:
    other, first = hand.colleague(bank.cast), TODAY + timedelta(days=10)

    def offered(on: date) -> set[str]:
        return {row.staff_no for row in candidates(branch=bank.cast.here, role=RelationshipRole.A, on=on)}

    Absence.objects.create(
        staff=bank.cast.ana,
        kind=AbsenceKind.LEAVE,
        period=org.DateRange(first + timedelta(days=2), first + timedelta(days=4)),
    )
    everybody = offered(TODAY)
    opening = Opening(HandoverCause.LONG_ABSENCE, TODAY, away_from=first)
    made = actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.ana, at=NOW)
    assert everybody - offered(TODAY) == {"A001"}
    third = org.staff("安平", at=bank.cast.here, grade=Grade.SENIOR, staff_no="A003")
    make.customer("钱多", at=bank.cast.here, a=third, customer_no="C0000009")
    of_third = hand.opened(third)
    assert {one.staff.staff_no for one in receivers(of_third, TODAY)} == everybody - {"A001"}
    actions.cancel(handover=of_third, by=third, at=NOW)
    refusal = may_take(customer=bank.wei, staff=bank.cast.ana, role=RelationshipRole.A, on=TODAY)
    assert "is handing over" in refusal.reason
    hand.accepted(hand.offered(made, other, head=bank.cast.cleo))
    assert offered(TODAY) == everybody | {"A003"}  # still at work until the absence begins
    assert "A001" not in offered(first)
    away = Absence.objects.unscoped("test").filter(staff=bank.cast.ana).order_by("period")
    assert [(row.kind, row.period.lower, row.period.upper) for row in away] == [
        ("LONG_ABSENCE", first, first + timedelta(days=2)),
        ("LEAVE", first + timedelta(days=2), first + timedelta(days=4)),
        ("LONG_ABSENCE", first + timedelta(days=4), None),
    ]


def test_one_handover_is_open_at_a_time_and_a_form_sent_twice_makes_one(bank: Bank) -> None:
    made = hand.opened(bank.cast.ana)
    with pytest.raises(actions.AlreadyOpen):
        hand.opened(bank.cast.ana, by=bank.cast.cleo)
    opening = Opening(HandoverCause.POST_CHANGE, TODAY)
    same = actions.open_handover(giver=bank.cast.ana, opening=opening, by=bank.cast.ana, at=NOW, uid=made.uid)
    assert same == made
    with pytest.raises(actions.NothingToHandOver):
        hand.opened(bank.cast.cleo, by=bank.cast.cleo)


@pytest.mark.parametrize(
    ("status", "left", "cause"),
    [
        (StaffStatus.LEFT, None, HandoverCause.LEFT),
        (StaffStatus.ACTIVE, TODAY, HandoverCause.LEFT),
        (StaffStatus.SUSPENDED, None, HandoverCause.POST_CHANGE),
    ],
)
def test_who_is_out_of_service_gets_a_handover_by_itself(
    bank: Bank, status: str, left: object, cause: str
) -> None:
    bank.cast.ana.status, bank.cast.ana.left_on = status, left
    bank.cast.ana.save()
    assert handover_sweeps.open_for_leavers(NOW) == 1
    made = Handover.objects.get()
    assert (made.giver, made.cause, made.opened_by) == (bank.cast.ana, cause, None)
    assert handover_sweeps.open_for_leavers(NOW) == 0
    with pytest.raises(PermissionDenied, match="no longer in service"):
        actions.cancel(handover=made, by=bank.cast.cleo, at=NOW)
    other = hand.colleague(bank.cast)
    hand.accepted(hand.offered(made, other, head=bank.cast.cleo))
    assert held(bank.wei) == {"A": "A002"}
    assert handover_sweeps.open_for_leavers(NOW) == 0


def test_the_introduction_and_the_checks_after_are_kept(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    part = hand.offered(hand.opened(bank.cast.ana), other, head=bank.cast.cleo)
    item = part.items.get(customer=bank.wei)
    with pytest.raises(PermissionDenied):
        handover_parts.introduce(item=item, on=TODAY, how="VISIT", by=other, at=NOW)
    hand.accepted(part)
    handover_parts.introduce(item=item, on=TODAY, how="VISIT", by=bank.cast.ana, at=NOW)
    item.refresh_from_db()
    assert (item.introduced_how, item.introduced_by) == ("VISIT", bank.cast.ana)
    assert handover_sweeps.check_retention(NOW) == 0
    later = org.night(TODAY + timedelta(days=61))
    make.customer_day(bank.wei, later, aum=95_000)
    make.customer_day(bank.fang, later, aum=0)
    assert handover_sweeps.check_retention(NOW) == 2
    assert handover_sweeps.check_retention(NOW) == 0
    assert list(
        RetentionCheck.objects.values_list(
            "days", "customers_before", "customers_after", "aum_before", "aum_after"
        )
    ) == [(30, 2, 1, 950_000, 95_000), (60, 2, 1, 950_000, 95_000)]
    last = org.night(TODAY + timedelta(days=91))
    make.customer_day(bank.wei, last, aum=190_000)
    make.customer_day(bank.fang, last, aum=1)
    assert [handover_sweeps.check_retention(NOW) for _again in range(2)] == [1, 0]
    ninety = RetentionCheck.objects.get(days=90)
    assert (ninety.customers_after, ninety.aum_before, ninety.aum_after) == (2, 950_000, 190_001)
    part.refresh_from_db()
    assert (ninety.due_on, ninety.as_of) == (part.effective_on + timedelta(days=90), last.business_date)
    assert AuditEvent.objects.filter(action="handover.introduce").count() == 1


def test_what_a_leaver_follows_up_goes_along_and_nothing_stays_behind(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    cast = bank.cast
    person = leads.prospect(at=cast.here, by=cast.ana, owner=cast.ana)
    worked = leads.accepted(bank.wei, by=cast.tina, at=cast.here, to=cast.ana)
    alert = alerts.alert(bank.wei, owner=cast.ana)
    cast.ana.left_on = TODAY
    cast.ana.save()
    assert handover_sweeps.open_for_leavers(NOW) == 1
    made = Handover.objects.get()
    hand.accepted(hand.offered(made, other, head=cast.cleo))
    for row in (worked, alert, made):
        row.refresh_from_db()
    assert (worked.receiver, alert.owner) == (other, other)
    assert made.status == HandoverStatus.PREPARED  # a prospect is left
    assert handover_leads.give(handover=made, receivers=[other], by=cast.cleo, at=NOW) == 1
    person.refresh_from_db()
    made.refresh_from_db()
    assert (person.owner, made.status) == (other, HandoverStatus.COMPLETED)
    assert handover_sweeps.open_for_leavers(NOW) == 0


def test_a_leaver_with_prospects_only_gets_a_handover_too(bank: Bank) -> None:
    other = hand.colleague(bank.cast)
    person = leads.prospect(at=bank.cast.here, by=other, owner=other)
    other.left_on = TODAY
    other.save()
    assert handover_sweeps.open_for_leavers(NOW) == 1
    made = Handover.objects.get(giver=other)
    assert handover_sweeps.open_for_leavers(NOW) == 0
    handover_leads.give(handover=made, receivers=[bank.cast.ana], by=bank.cast.cleo, at=NOW)
    person.refresh_from_db()
    made.refresh_from_db()
    assert (person.owner, made.status) == (bank.cast.ana, HandoverStatus.COMPLETED)
