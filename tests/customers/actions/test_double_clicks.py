"""A form sent twice in the same moment makes one row, and both answers are that row."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from customers.actions import prospects, rating, referrals, segments, target_lists
from customers.actions.referrals import Seen
from customers.choices import ProspectStatus, RatingClass, RatingDimension
from customers.rules.segments import read
from organisation.models import Staff
from tests.customers.bank import Bank

pytestmark = pytest.mark.django_db(transaction=True)
Send = Callable[[Bank, UUID, Staff], Any]


def segment(bank: Bank, uid: UUID, by: Staff) -> Any:
    criteria = read([[{"field": "managed", "operator": "IS", "value": True}]])
    return segments.create(
        uid=uid, name="Mine", note="", criteria=criteria, shared=False, by=by, at=timezone.now()
    )


def target_list(bank: Bank, uid: UUID, by: Staff) -> Any:
    return target_lists.create(
        uid=uid, name="Calls", purpose="", channel="PHONE", chosen=[], as_of=timezone.localdate(), by=by,
        at=timezone.now(),
    )  # fmt: skip


def prospect(bank: Bank, uid: UUID, by: Staff) -> Any:
    return prospects.add(
        uid=uid, person=prospects.Person("Wang"), seen=Seen(), branch=bank.cast.here, owner=by,
        status=ProspectStatus.IDENTIFIED, next_on=None, by=by, at=timezone.now(),
    )  # fmt: skip


def referral(bank: Bank, uid: UUID, by: Staff) -> Any:
    return referrals.refer(
        uid=uid, about=bank.left, branch=bank.cast.here, seen=Seen(), to=None, introduced_by=None, by=by,
        at=timezone.now(),
    )  # fmt: skip


def rated(bank: Bank, uid: UUID, by: Staff) -> Any:
    return rating.rate(
        uid=uid, customer=bank.left, scores=dict.fromkeys(RatingDimension, 3), s_label="S",
        conclusion=RatingClass.QUALITY, reason="", by=by, at=timezone.now(),
    )  # fmt: skip


def test_sent_twice_at_once_it_is_one(bank: Bank) -> None:
    """All kinds in one test: emptying the database after each would take longer than the clicks."""
    for send in (segment, target_list, prospect, referral, rated):
        _both_answers_are_one_row(send, bank)


def _both_answers_are_one_row(send: Send, bank: Bank) -> None:
    uid, start = uuid4(), Barrier(2)
    answers: list[object] = []

    def click() -> None:
        by = Staff.objects.get(pk=bank.cast.cleo.pk)
        start.wait()
        try:
            answers.append(send(bank, uid, by).pk)
        except Exception as failed:
            answers.append(failed)
        finally:
            connection.close()

    threads = [Thread(target=click) for _time in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    made = type(send(bank, uid, bank.cast.cleo)).objects.get(uid=uid)
    assert answers == [made.pk, made.pk]
