"""Handing customers over: making the list, calling it off, and the state that it is in.

The list is made by the giver, the head or (for people who left) the night; the head divides it (`dividing`); each
receiver accepts or declines their part (`receiving`); accepting moves relationships and credit. Nothing moves before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from customers.choices import Goes, HandoverCause, HandoverStatus, PartStatus
from customers.models import Handover, HandoverItem
from customers.permissions import handover as permissions
from customers.policies import HANDOVER
from customers.queries.handover_holdings import Held, held_by
from customers.queries.handover_leads import anything_left
from customers.rules import handover as rules
from customers.rules.handover import OPEN, TRANSITIONS, Facts, HandoverPolicy
from organisation import audit
from organisation.actions import absences
from organisation.choices import AbsenceKind
from organisation.concurrency import once, unchanged
from organisation.models import Branch, Posting, Staff
from organisation.queries import published_run
from organisation.verdict import ALLOWED, Verdict

OPENED = "handover.open"
CANCELLED = "handover.cancel"
CLOSED = "handover.complete"
WHY = "part of a handover; the caller has found it in scope"


class HandoverProblem(Exception):
    """Something stands against the whole of what was asked."""


class AlreadyOpen(HandoverProblem):
    """The giver has an open handover, which is given."""

    def __init__(self, other: Handover) -> None:
        super().__init__(str(other))
        self.other = other


class NothingToHandOver(HandoverProblem):
    """The giver looks after nobody."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A customer who stays where they are, and the sentence why."""

    item: HandoverItem
    sentence: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said when a handover is opened; `away_until` None is an open end."""

    cause: str
    starts_on: date
    reason: str = ""
    away_from: date | None = None
    away_until: date | None = None


def absence_verdict(opening: Opening, on: date) -> Verdict:
    """A short absence is no cause of a handover."""
    if opening.cause != HandoverCause.LONG_ABSENCE or opening.away_from is None:
        return ALLOWED
    return permissions.long_enough(opening.away_from, opening.away_until, HANDOVER.on(on))


@transaction.atomic
def open_handover(
    *,
    giver: Staff,
    opening: Opening,
    by: Staff | None,
    at: datetime,
    uid: UUID | None = None,
    on: date | None = None,
    run_id: int | None = None,
) -> Handover:
    """Make the list of everything the giver looks after, with what goes of each by the preset. The same form sent
    twice makes one. `on` and `run_id` are the night's own day and figures when the night opens it."""
    if by is not None:
        permissions.may_open(by, giver, opening.cause).enforce()
        absence_verdict(opening, timezone.localdate(at)).enforce()
    Staff.objects.unscoped(WHY).select_for_update().get(pk=giver.pk)
    rows = Handover.objects.unscoped(WHY)
    known = once(uid, rows, giver_id=giver.pk) if uid else None
    if known is not None:
        return known
    running = rows.filter(giver=giver, status__in=OPEN).first()
    if running is not None:
        raise AlreadyOpen(running)
    today = on or timezone.localdate(at)
    held = held_by(giver, on=today, run_id=run_id if run_id is not None else published_run())
    branch = _last_branch(giver, today)
    if branch is None or not (held or anything_left(giver)):
        raise NothingToHandOver
    policy, version = HANDOVER.versioned(today)
    facts = {"giver": giver, "branch": branch, "opened_by": by, "opened_at": at, "preset_version": version}
    made = Handover.objects.create(uid=uid or uuid4(), **facts, **asdict(opening))
    HandoverItem.objects.bulk_create(_items(made, held, policy))
    audit.record(by=by, action=OPENED, target=made, at=at, after={"items": len(held)}, reason=opening.reason)
    return made


def complete_list(giver: Staff, *, at: datetime, on: date, run_id: int | None = None) -> int:
    """Add to the open list of somebody who is gone whom the extract gave them since; answers how many."""
    row = Handover.objects.unscoped(WHY).select_for_update().get(giver=giver, status__in=OPEN)
    listed = set(row.items.values_list("customer_id", "role"))
    held = held_by(giver, on=on, run_id=run_id if run_id is not None else published_run())
    new = [one for one in held if (one.customer_id, one.role) not in listed]
    policy = HANDOVER.on(on)
    HandoverItem.objects.bulk_create(_items(row, new, policy))
    if new:
        row.version += 1
        row.save(update_fields=["version"])
        audit.record(by=None, action=OPENED, target=row, at=at, after={"items": len(new)})
    return len(new)


def _last_branch(giver: Staff, on: date) -> Branch | None:
    """Where the giver works, or worked last."""
    rows = Posting.objects.unscoped(WHY).filter(staff=giver, period__startswith__lte=on)
    last = rows.select_related("branch").order_by("-period").first()
    return last.branch if last else None


def _items(handover: Handover, held: Collection[Held], policy: HandoverPolicy) -> list[HandoverItem]:
    book = sum((one.aum + one.loans for one in held if one.primary), Decimal(0))
    items = []
    for one in held:
        facts = Facts(
            cause=HandoverCause(handover.cause),
            primary=one.primary,
            book=book,
            away_from=handover.away_from,
            away_until=handover.away_until,
            instalments=one.instalments,
        )
        decision = rules.decide(facts, policy)
        items.append(
            HandoverItem(
                handover=handover,
                customer_id=one.customer_id,
                role=one.role,
                goes=decision.goes,
                goes_by_rule=decision.goes,
                why=decision.why,
                problem_loan=one.problem_loan,
                aum_before=one.aum,
                loans_before=one.loans,
            )
        )
    return items


@transaction.atomic
def cancel(*, handover: Handover, by: Staff, at: datetime) -> None:
    """Call it off: offers are withdrawn, nothing moves."""
    row = locked(handover)
    permissions.may_cancel(by, row).enforce()
    row.parts.filter(status=PartStatus.OFFERED).update(status=PartStatus.WITHDRAWN, answered_at=at)
    _move_to(row, HandoverStatus.CANCELLED, at)
    audit.record(by=by, action=CANCELLED, target=row, at=at)


def settle(handover: Handover, *, by: Staff | None, at: datetime) -> None:
    """The state that parts, items and (of people who go for good) prospects and referrals amount to; called with the
    handover locked after anything about them changed."""
    waits = handover.parts.filter(status=PartStatus.OFFERED).exists()
    rest = handover.items.filter(moved_on=None).exclude(goes=Goes.NOTHING).exists() or (
        handover.cause in permissions.GONE_FOR_GOOD and anything_left(handover.giver)
    )
    done = HandoverStatus.OFFERED if waits else HandoverStatus.PREPARED
    if not rest:
        done = HandoverStatus.COMPLETED
        audit.record(by=by, action=CLOSED, target=handover, at=at)
        _put_absence_on_record(handover, at)
    _move_to(handover, done, at)


def _put_absence_on_record(handover: Handover, at: datetime) -> None:
    """Whoever handed over for a long absence is offered nobody while it lasts."""
    if handover.cause == HandoverCause.LONG_ABSENCE and handover.away_from is not None:
        absences.follow(
            staff=handover.giver,
            kind=AbsenceKind.LONG_ABSENCE,
            starts_on=handover.away_from,
            last_on=handover.away_until,
            at=at,
        )


def _move_to(handover: Handover, status: HandoverStatus, at: datetime) -> None:
    """The one writer of the status. To where it is already is no change."""
    if status != handover.status and status not in TRANSITIONS[HandoverStatus(handover.status)]:
        raise HandoverProblem(f"{handover.status} does not become {status}")
    handover.status = status
    handover.version += 1
    handover.closed_at = at if status not in OPEN else None
    handover.save(update_fields=["status", "version", "closed_at"])


def locked(handover: Handover, version: int | None = None) -> Handover:
    """The row as it stands now, locked until the transaction ends; Changed if it has not the version said."""
    row: Handover = Handover.objects.unscoped(WHY).select_for_update().get(pk=handover.pk)
    if version is not None:
        unchanged(row, version)
    return row
