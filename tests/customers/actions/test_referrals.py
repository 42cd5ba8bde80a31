"""Who is asked, who accepts, what comes of it, and what the minutes and days decide."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from customers.actions import referral_course as course
from customers.actions import referrals
from customers.choices import Attempt, ReferralStatus, ReferrerType
from customers.models import LeadStep, Referral, Relationship
from organisation.choices import AbsenceKind, Post
from organisation.models import Absence, AuditEvent, Preset, Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import referrals as leads
from tests.factories.organisation import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def bo(bank: Bank) -> Staff:
    """A second manager of Ana's outlet, backup of Wei."""
    person = org.staff("鲍勃", at=bank.cast.here, staff_no="A002")
    make.relationship(bank.wei, person, role="B")
    return person


def away(person: Staff) -> None:
    today = timezone.localdate(NOW)
    Absence.objects.create(
        staff=person, kind=AbsenceKind.LEAVE, period=DateRange(today, today + timedelta(days=3))
    )


def test_the_manager_the_backup_and_the_head_are_asked_in_turn(bank: Bank, bo: Staff) -> None:
    cast = bank.cast
    made = leads.referral(bank.wei, by=cast.tina, at=cast.here, when=NOW)
    assert (made.status, made.receiver, made.accept_by) == ("OFFERED", cast.ana, NOW + 10 * MINUTE)
    assert course.ask_the_next(NOW + 9 * MINUTE) == 0
    for minutes, person, turn in ((10, bo, "BACKUP"), (20, cast.cleo, "HEAD")):
        assert course.ask_the_next(NOW + minutes * MINUTE) == 1
        assert course.ask_the_next(NOW + minutes * MINUTE) == 0
        made.refresh_from_db()
        assert (made.receiver, made.turn) == (person, turn)
    assert course.ask_the_next(NOW + 30 * MINUTE) == 1
    assert course.ask_the_next(NOW + 40 * MINUTE) == 0
    made.refresh_from_db()
    assert (made.status, made.receiver) == ("OFFERED", cast.cleo)
    moves = list(LeadStep.objects.filter(referral=made).values_list("move", flat=True))
    assert moves == ["CREATED", "OFFERED", "LATE", "OFFERED", "LATE", "OFFERED", "LATE"]


def test_who_is_away_is_skipped(bank: Bank, bo: Staff) -> None:
    away(bank.cast.ana)
    made = leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, when=NOW)
    assert (made.receiver, made.turn) == (bo, "BACKUP")


def test_nobody_there_is_tried_again_until_somebody_comes(bank: Bank) -> None:
    for person in (bank.cast.ana, bank.cast.cleo):
        away(person)
    made = leads.referral(bank.left, by=bank.cast.tina, at=bank.cast.here, when=NOW)
    assert (made.status, made.receiver) == ("CREATED", None)
    Absence.objects.filter(staff=bank.cast.cleo).delete()
    assert course.ask_the_next(NOW + 10 * MINUTE) == 1
    made.refresh_from_db()
    assert (made.status, made.receiver) == ("OFFERED", bank.cast.cleo)


def test_without_a_manager_the_one_with_the_fewest_referrals_is_asked(bank: Bank, bo: Staff) -> None:
    cast = bank.cast
    first = leads.referral(bank.left, by=cast.tina, at=cast.here, when=NOW)
    second = leads.referral(bank.left, by=cast.tina, at=cast.here, when=NOW)
    assert (first.receiver, second.receiver) == (cast.ana, bo)


def test_of_two_who_accept_the_second_is_told_who(bank: Bank, bo: Staff) -> None:
    cast = bank.cast
    made = leads.referral(bank.wei, by=cast.tina, at=cast.here, to=cast.ana, when=NOW)
    referrals.accept(referral=made, by=cast.ana, at=NOW)
    with pytest.raises(PermissionDenied, match="安娜"):
        referrals.accept(referral=made, by=bo, at=NOW)
    with pytest.raises(PermissionDenied):
        referrals.accept(referral=made, by=cast.ana, at=NOW)
    assert AuditEvent.objects.filter(action="referral.accept").count() == 1


def test_a_form_sent_twice_makes_one_line(bank: Bank) -> None:
    uid = uuid4()
    for _turn in range(2):
        referrals.refer(
            uid=uid, about=bank.wei, branch=bank.cast.here, seen=leads.SEEN, to=None, introduced_by=None,
            by=bank.cast.tina, at=NOW,
        )  # fmt: skip
    assert Referral.objects.unscoped("test").count() == 1


def test_the_head_gives_it_to_somebody_and_others_do_not(bank: Bank, bo: Staff) -> None:
    cast = bank.cast
    made = leads.accepted(bank.wei, by=cast.tina, at=cast.here, to=cast.ana, when=NOW)
    with pytest.raises(PermissionDenied):
        referrals.pass_on(referral=made, reason="忙", to=bo, by=cast.ana, at=NOW)
    row = referrals.pass_on(referral=made, reason="安娜外出", to=bo, by=cast.cleo, at=NOW)
    assert (row.status, row.receiver) == ("ACCEPTED", bo)


def test_whoever_is_asked_passes_on_to_the_next(bank: Bank, bo: Staff) -> None:
    made = leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, when=NOW)
    row = referrals.pass_on(referral=made, reason="正在接待", to=None, by=bank.cast.ana, at=NOW)
    assert (row.status, row.receiver) == ("OFFERED", bo)


def test_a_failed_first_attempt_becomes_a_follow_up_at_once(bank: Bank) -> None:
    cast = bank.cast
    person = leads.prospect(at=cast.here, by=cast.tina, status="REFERRED", when=NOW)
    made = leads.accepted(person, by=cast.tina, at=cast.here, to=cast.ana, when=NOW)
    due = timezone.localdate(NOW) + timedelta(days=7)
    row = course.attempt(
        referral=made, result=Attempt.AGAIN, note="下周再谈", next_on=due, take=False, by=cast.ana, at=NOW
    )
    person.refresh_from_db()
    assert (row.status, row.first_result, row.next_follow_up) == ("FOLLOW_UP", "AGAIN", due)
    assert (person.status, person.owner, person.next_follow_up) == ("FOLLOW_UP", cast.ana, due)
    states = list(
        LeadStep.objects.filter(referral=made).exclude(status_to="").values_list("status_to", flat=True)
    )
    assert states == ["CREATED", "OFFERED", "ACCEPTED", "FAILED_FIRST", "FOLLOW_UP"]


@pytest.mark.usefixtures("english")
def test_success_takes_a_customer_without_manager_into_the_portfolio(bank: Bank) -> None:
    cast = bank.cast
    made = leads.accepted(bank.left, by=cast.tina, at=cast.here, to=cast.ana, when=NOW)
    row = course.attempt(
        referral=made, result=Attempt.SUCCESS, note="开立理财", next_on=None, take=True, by=cast.ana, at=NOW
    )
    held = Relationship.objects.unscoped("test").get(customer=bank.left)
    assert (row.status, row.closed_at, row.reward_amount) == ("CONVERTED", NOW, None)
    assert (held.staff, held.role, held.source) == (cast.ana, "A", "REFERRAL")
    assert held.reason == f"Referred by {cast.tina.name} on {timezone.localdate(NOW)}"


@pytest.mark.parametrize(("introduced", "expected"), [(False, Decimal(50)), (True, Decimal(100))])
def test_a_reward_once_the_bank_has_filled_in_the_amounts(
    bank: Bank, introduced: bool, expected: Decimal
) -> None:
    amounts = {"staff_yuan": "50", "customer_yuan": "100"}
    Preset.objects.filter(key="customers.referral_reward").update(value=amounts)
    cast = bank.cast
    by = bank.wei if introduced else None
    made = leads.accepted(bank.left, by=cast.tina, at=cast.here, to=cast.ana, when=NOW, introduced_by=by)
    row = course.attempt(
        referral=made, result=Attempt.SUCCESS, note="好", next_on=None, take=False, by=cast.ana, at=NOW
    )
    assert row.reward_amount == expected


def test_who_refers_to_themselves_has_accepted_and_earns_nothing(bank: Bank) -> None:
    made = leads.referral(bank.wei, by=bank.cast.ana, at=bank.cast.here, to=bank.cast.ana, when=NOW)
    assert (made.status, made.receiver, made.referrer_type) == ("ACCEPTED", bank.cast.ana, "MANAGER")


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post.LOBBY_MANAGER, ReferrerType.LOBBY),
        (Post.TELLER, ReferrerType.CASH_TELLER),
        (Post.NONCASH_TELLER, ReferrerType.NONCASH_TELLER),
        (Post.WEALTH_MANAGER, ReferrerType.MANAGER),
        (Post.BRANCH_HEAD, ReferrerType.MANAGER),
    ],
)
def test_the_referrer_goes_by_the_post(bank: Bank, post: str, expected: ReferrerType) -> None:
    person = org.staff(at=bank.cast.here, post=post)
    assert referrals.referrer_type(person, None) is expected
    assert referrals.referrer_type(person, bank.wei) is ReferrerType.CUSTOMER


def test_after_ninety_days_it_expires_with_its_prospect(bank: Bank) -> None:
    cast = bank.cast
    person = leads.prospect(at=cast.here, by=cast.tina, status="REFERRED", when=NOW)
    made = leads.referral(person, by=cast.tina, at=cast.here, to=cast.ana, when=NOW)
    assert course.expire(NOW + timedelta(days=90)) == 0
    assert course.expire(NOW + timedelta(days=91)) == 1
    assert course.expire(NOW + timedelta(days=91)) == 0
    made.refresh_from_db()
    person.refresh_from_db()
    assert (made.status, person.status) == (ReferralStatus.EXPIRED, "EXPIRED")
