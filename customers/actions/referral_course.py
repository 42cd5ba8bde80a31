"""What comes of a referral: conversations, conversion and reward; and what the minutes and the days decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers.actions.assignment import move
from customers.actions.prospects import set_status
from customers.actions.referrals import WHY, ask, held, step
from customers.choices import (
    Attempt,
    LeadMove,
    ProspectStatus,
    ReferralStatus,
    ReferrerType,
    RelationshipRole,
    RelationshipSource,
)
from customers.models import LeadStep, Referral
from customers.permissions import referrals as permissions
from customers.permissions.assignment import may_take
from customers.policies import REWARD
from customers.rules.referrals import reward
from organisation import audit
from organisation.concurrency import once

if TYPE_CHECKING:
    from customers.models import Prospect
    from organisation.models import Staff

ATTEMPT = "referral.attempt"
LATE = "referral.late"
EXPIRE = "referral.expire"
MOST = 500  # rows of one sweep; the next one comes a minute later
_S = ReferralStatus
_PROSPECT = {
    Attempt.SUCCESS: ProspectStatus.REGISTERED,
    Attempt.AGAIN: ProspectStatus.FOLLOW_UP,
    Attempt.GIVEN_UP: ProspectStatus.INVALID,
}


@transaction.atomic
def attempt(
    *,
    referral: Referral,
    result: Attempt,
    note: str,
    next_on: date | None,
    take: bool,
    by: Staff,
    at: datetime,
    uid: UUID | None = None,
) -> Referral:
    """Put on record what came of a conversation; the same `uid` again changes nothing. A first attempt that fails is
    registered as a follow-up at once, with the line of the register and the day of the next conversation. Success
    converts; `take` makes the receiver the customer's A. Nothing is given up at the first attempt (domain.md C)."""
    uid = uid or uuid4()
    sent_before = once(uid, LeadStep.objects.all(), referral_id=referral.pk)
    row = held(referral)
    if sent_before is not None:
        return row
    permissions.may_attempt(by, row).enforce()
    row.next_follow_up = next_on if result is Attempt.AGAIN else None
    said: dict[str, Any] = {"by": by, "at": at, "result": result, "next_on": next_on}
    _after(row, note=note, uid=uid, **said)
    if result is Attempt.SUCCESS:
        _convert(row, take=take, by=by, at=at)
    row.version += 1
    row.save()
    if row.prospect is not None:
        set_status(row.prospect, _PROSPECT[result], next_on=row.next_follow_up, at=at)
    audit.record(by=by, action=ATTEMPT, target=row, at=at, after=result)
    return row


def _after(row: Referral, *, result: Attempt, note: str, uid: UUID, at: datetime, **said: Any) -> None:
    """The line of the conversation in the course, and the state to which it leads."""
    first = row.status == _S.ACCEPTED
    line = partial(step, row, LeadMove.ATTEMPT, at=at, result=result, **said)
    if first:
        row.first_result = result
    if result is Attempt.SUCCESS:
        line(to=_S.CONVERTED, note=note, uid=uid)
    elif first:
        line(to=_S.FAILED_FIRST, note=note, uid=uid)
        line(to=_S.FOLLOW_UP)
    elif result is Attempt.AGAIN:
        line(note=note, uid=uid)
    else:
        line(to=_S.EXPIRED, note=note, uid=uid)
        row.closed_at = at


def _convert(referral: Referral, *, take: bool, by: Staff, at: datetime) -> None:
    """The referrer earns what the preset gives; the customer gets the receiver as A where that was asked."""
    _won(referral, at)
    if take and referral.customer is not None:
        on, role = timezone.localdate(at), RelationshipRole.A
        may_take(customer=referral.customer, staff=by, role=role, on=on).enforce()
        source, why = RelationshipSource.REFERRAL, _why(referral)
        move(customer=referral.customer, role=role, to=by, source=source, reason=why, by=by, at=at)


def _why(referral: Referral) -> str:
    """The reason of the relationship, in words for whoever reads the customer's page."""
    day = date_format(timezone.localdate(referral.created_at), "Y-m-d")
    return _("Referred by %(name)s on %(day)s") % {"name": referral.created_by.name, "day": day}


def _won(referral: Referral, at: datetime) -> None:
    referral.closed_at = at
    referral.next_follow_up = None
    referral.reward_amount = reward(
        REWARD.filled_in(timezone.localdate(at)),
        referrer=ReferrerType(referral.referrer_type),
        creator_id=referral.created_by_id,
        receiver_id=referral.receiver_id,
    )


@transaction.atomic
def close_with(prospect: Prospect, *, by: Staff, at: datetime) -> None:
    """The core has opened the person as a customer: a referral that was being worked is converted, one that nobody
    had accepted is closed."""
    rows = Referral.objects.unscoped(WHY).filter(prospect=prospect, closed_at__isnull=True)
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        won = row.status in (_S.ACCEPTED, _S.FOLLOW_UP)
        step(row, LeadMove.CONVERTED, at=at, by=by, to=_S.CONVERTED if won else _S.EXPIRED)
        if won:
            _won(row, at)
        row.closed_at = at
        row.version += 1
        row.save()
        audit.record(by=by, action=ATTEMPT if won else EXPIRE, target=row, at=at, after=row.status)


def _each_due(due: dict[str, object], at: datetime, do: Callable[[Referral, datetime], bool]) -> int:
    """One row per transaction, claimed so that two sweeps never take the same; how many were done."""
    done = 0
    seen: list[int] = []
    while len(seen) < MOST:
        with transaction.atomic():
            rows = Referral.objects.unscoped(WHY).filter(**due).exclude(pk__in=seen).order_by("pk")
            row = rows.select_for_update(skip_locked=True, of=("self",)).first()
            if row is None:
                return done
            seen.append(row.pk)
            done += do(row, at)
    return done


def ask_the_next(at: datetime) -> int:
    """Referrals that were not accepted in time go to the next; the beat calls this every minute."""
    due: dict[str, object] = {"status__in": [_S.CREATED, _S.OFFERED], "accept_by__lte": at}
    return _each_due(due | {"expires_on__gte": timezone.localdate(at)}, at, _late)


def _late(row: Referral, at: datetime) -> bool:
    late = row.receiver if row.status == _S.OFFERED else None
    if late is not None:
        step(row, LeadMove.LATE, at=at, by=None, whom=late)
        audit.record(by=None, action=LATE, target=row, at=at, before=late.staff_no)
    return ask(row, None, by=None, at=at) or late is not None


def expire(at: datetime) -> int:
    """Referrals that led nowhere within the days of the preset are closed, their prospects with them. An accepted
    one is not: its manager says what came of it."""
    due: dict[str, object] = {"status__in": [_S.CREATED, _S.OFFERED, _S.FOLLOW_UP]}
    return _each_due(due | {"expires_on__lt": timezone.localdate(at)}, at, _expire)


def _expire(row: Referral, at: datetime) -> bool:
    step(row, LeadMove.EXPIRED, at=at, by=None, to=_S.EXPIRED)
    row.closed_at = at
    row.next_follow_up = None
    row.version += 1
    row.save()
    if row.prospect is not None:
        set_status(row.prospect, ProspectStatus.EXPIRED, next_on=None, at=at)
    audit.record(by=None, action=EXPIRE, target=row, at=at)
    return True
