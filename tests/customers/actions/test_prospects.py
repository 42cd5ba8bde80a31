"""Prospects: kept, changed, followed up, found among the customers of the core, and expired."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from customers.actions import prospect_matching as matching
from customers.actions import prospects
from customers.choices import Attempt, MatchBy
from customers.models import Prospect, ProspectMatch, Relationship
from organisation.concurrency import Opened, Stale, as_text
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import referrals as leads
from tests.factories.organisation import NOW

ID = "11010519491231002X"


@pytest.fixture
def qian(bank: Bank) -> Prospect:
    return leads.prospect(
        "钱一诺",
        at=bank.cast.here,
        by=bank.cast.ana,
        owner=bank.cast.ana,
        phone="13800138000",
        id_no=ID,
        when=NOW,
    )


def opened(row: Prospect) -> Opened:
    return Opened(row.version, {name: as_text(getattr(row, name)) for name in ("name", "note")})


def test_nothing_of_the_person_lies_in_plain_text(qian: Prospect) -> None:
    kept = Prospect.objects.unscoped("test").values().get(pk=qian.pk)
    columns = " ".join(str(bytes(v) if isinstance(v, memoryview | bytes) else v) for v in kept.values())
    assert [text for text in ("钱一诺", "13800138000", ID, "在柜台") if text in columns] == []
    assert (qian.name, qian.phone, qian.id_no) == ("钱一诺", "13800138000", ID)


def test_two_edits_of_different_fields_are_both_kept(bank: Bank, qian: Prospect) -> None:
    before = opened(qian)
    prospects.edit(
        prospect=qian, opened=before, values={"name": "钱一诺", "note": "改"}, by=bank.cast.ana, at=NOW
    )
    row = prospects.edit(
        prospect=qian,
        opened=before,
        values={"name": "钱一", "note": before.values["note"]},
        by=bank.cast.cleo,
        at=NOW,
    )
    assert (row.name, row.note) == ("钱一", "改")
    with pytest.raises(Stale):
        prospects.edit(
            prospect=qian, opened=before, values={"name": "钱二", "note": ""}, by=bank.cast.ana, at=NOW
        )


def test_a_new_phone_is_found_and_an_empty_one_keeps_the_old(bank: Bank, qian: Prospect) -> None:
    given = {"name": qian.name, "note": qian.note, "phone": "13900139000", "id_no": "", "id_type": ""}
    row = prospects.edit(prospect=qian, opened=opened(qian), values=given, by=bank.cast.ana, at=NOW)
    assert (row.phone, row.id_no) == ("13900139000", ID)
    make.customer("钱一诺", at=bank.cast.here, phone="13900139000")
    assert matching.find_matches(NOW) == 1


@pytest.mark.parametrize(
    ("result", "expected"), [("SUCCESS", "REGISTERED"), ("AGAIN", "FOLLOW_UP"), ("GIVEN_UP", "INVALID")]
)
def test_a_conversation_decides_the_state(bank: Bank, qian: Prospect, result: str, expected: str) -> None:
    row = prospects.contact(
        prospect=qian, result=Attempt(result), note="谈过", next_on=None, by=bank.cast.ana, at=NOW
    )
    assert (row.status, row.closed_at) == (expected, NOW if expected == "INVALID" else None)


def test_while_a_referral_runs_the_conversation_is_recorded_there(bank: Bank, qian: Prospect) -> None:
    leads.referral(qian, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    with pytest.raises(PermissionDenied):
        prospects.contact(
            prospect=qian, result=Attempt.SUCCESS, note="谈过", next_on=None, by=bank.cast.ana, at=NOW
        )


@pytest.mark.usefixtures("english")
def test_the_core_opens_the_customer_and_a_person_confirms(bank: Bank, qian: Prospect) -> None:
    found = make.customer("钱一诺", at=bank.cast.here, id_no=ID, phone="13800138000")
    assert matching.find_matches(NOW) == 1
    assert matching.find_matches(NOW) == 0
    match = ProspectMatch.objects.unscoped("test").get()
    assert (match.by, match.customer) == (MatchBy.IDENTITY, found)
    row = matching.decide(match=match, same=True, take=True, by=bank.cast.ana, at=NOW)
    held = Relationship.objects.unscoped("test").get(customer=found)
    assert (row.status, row.customer, held.staff, held.role) == ("ASSIGNED", found, bank.cast.ana, "A")
    assert (row.closed_at, row.next_follow_up) == (NOW, None)
    assert held.reason == f"Prospect since {timezone.localdate(qian.identified_at)}"
    with pytest.raises(PermissionDenied):
        matching.decide(match=match, same=True, take=True, by=bank.cast.ana, at=NOW)


def test_the_referral_behind_it_is_converted_with_it(bank: Bank) -> None:
    cast = bank.cast
    person = leads.prospect(at=cast.here, by=cast.tina, status="REFERRED", phone="13800138000")
    made = leads.accepted(person, by=cast.tina, at=cast.here, to=cast.ana)
    make.customer("钱一诺", at=cast.here, phone="13800138000")
    matching.find_matches(NOW)
    match = ProspectMatch.objects.unscoped("test").get()
    matching.decide(match=match, same=True, take=False, by=cast.ana, at=NOW)
    made.refresh_from_db()
    assert (made.status, made.closed_at) == ("CONVERTED", NOW)
    events = AuditEvent.objects.filter(entity="customers.referral", entity_id=str(made.pk)).order_by("seq")
    last = events.last()
    assert last is not None
    assert (last.action, last.actor_no) == ("referral.attempt", cast.ana.staff_no)


def test_somebody_else_is_not_asked_about_twice(bank: Bank, qian: Prospect) -> None:
    make.customer("钱二", at=bank.cast.here, phone="13800138000")
    matching.find_matches(NOW)
    match = ProspectMatch.objects.unscoped("test").get()
    row = matching.decide(match=match, same=False, take=False, by=bank.cast.ana, at=NOW)
    assert (row.status, matching.find_matches(NOW)) == ("IDENTIFIED", 0)


def test_another_manager_of_the_branch_decides_nothing(bank: Bank, qian: Prospect) -> None:
    with pytest.raises(PermissionDenied):
        prospects.assign(prospect=qian, to=bank.cast.ana, by=bank.cast.ana, at=NOW)
    row = prospects.assign(prospect=qian, to=bank.cast.ana, by=bank.cast.cleo, at=NOW)
    assert row.owner == bank.cast.ana


def test_it_expires_after_the_days_of_the_preset(bank: Bank, qian: Prospect) -> None:
    assert matching.expire(NOW + timedelta(days=90)) == 0
    assert matching.expire(NOW + timedelta(days=91)) == 1
    qian.refresh_from_db()
    assert qian.status == "EXPIRED"
