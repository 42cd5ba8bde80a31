"""Taking two records for one person, taking that back, and saying that they are two people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions.assignment import hold, move
from customers.choices import LASTING_ROLES, PairStatus, RelationshipSource
from customers.models import DuplicatePair, Merge
from customers.permissions import duplicates as permissions
from customers.permissions.assignment import may_take
from customers.queries.duplicates import people_of
from organisation import audit, vault
from organisation.concurrency import once

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

MERGE = "customer.merge"
UNDO = "customer.unmerge"
DISMISS = "customer.not_duplicate"
DECISION = ("status", "decided_at", "decided_by")
WHY = "the two records of a pair that the caller found in scope"


@transaction.atomic
def merge(
    *,
    uid: UUID,
    pair: DuplicatePair,
    survivor: Customer,
    right: Sequence[str],
    reason: str,
    by: Staff,
    at: datetime,
) -> Merge:
    """Take the other record of the pair for the same person as `survivor`.

    The core's rows stay as they are. At once the other's number answers with the survivor, whose page shows the
    accounts of both; balances, averages, tier and flags add up from the next night on. Whoever looks after the
    survivor goes on; a role that nobody holds there passes over from the other record, if its holder may take it.
    Sent twice, it is done once.
    """
    done = once(uid, Merge.objects.unscoped(WHY), merged_by_id=by.pk)
    if done is not None:
        return done
    hold([pair.first, pair.second])
    now = _undecided(pair)
    other = now.second if survivor == now.first else now.first
    permissions.may_merge(by, survivor, other).enforce()
    made: Merge = Merge.objects.create(
        uid=uid,
        survivor=survivor,
        absorbed=other,
        evidence=now.evidence,
        right=list(right),
        carried=_carry(survivor, other, by=by, at=at),
        **vault.texts(reason=reason),
        merged_at=at,
        merged_by=by,
    )
    _decide(now, PairStatus.MERGED, by=by, at=at)
    for one in (survivor, other):
        audit.record(by=by, action=MERGE, target=one, at=at, after=_facts(made))
    return made


def _facts(merge: Merge) -> dict[str, object]:
    """What the trail says of a merge: numbers, what the two share, and which fields the core should correct."""
    return {
        "merged": merge.absorbed.customer_no,
        "into": merge.survivor.customer_no,
        "evidence": merge.evidence,
        "corrections": merge.right,
    }


@transaction.atomic
def undo(*, merge: Merge, reason: str, by: Staff, at: datetime) -> Merge:
    """Part the two records again; from the next night on each has its own figures. The roles that passed over end,
    unless somebody else holds them by now. The pair is to be decided again."""
    now: Merge = (
        Merge.objects.unscoped(WHY)
        .select_for_update(of=("self",))
        .select_related("survivor", "absorbed")
        .get(pk=merge.pk)
    )
    permissions.may_undo(by, now).enforce()
    day = timezone.localdate(at)
    held = people_of([now.survivor_id, now.absorbed_id], day)
    theirs = held.get(now.absorbed_id, {})
    for role, holder in held.get(now.survivor_id, {}).items():
        if role in now.carried and theirs.get(role) == holder:
            _move(now.survivor, role, None, _("Merge undone"), by=by, at=at)
    now.undone_at, now.undone_by, now.undone_reason = at, by, reason
    now.save()
    keys = sorted((now.survivor_id, now.absorbed_id))
    pairs = DuplicatePair.objects.unscoped(WHY).select_for_update().filter(first=keys[0], second=keys[1])
    for pair in pairs:
        pair.status, pair.decided_at, pair.decided_by = PairStatus.OPEN, None, None
        pair.save(update_fields=DECISION)
    for one in (now.survivor, now.absorbed):
        audit.record(by=by, action=UNDO, target=one, at=at, before=_facts(now))
    return now


@transaction.atomic
def dismiss(*, pair: DuplicatePair, by: Staff, at: datetime) -> None:
    """Say that the two records are two people; the pair comes back only if they come to share something else."""
    permissions.may_decide(by).enforce()
    now = _undecided(pair)
    _decide(now, PairStatus.DISMISSED, by=by, at=at)
    audit.record(by=by, action=DISMISS, target=now, at=at, after={"evidence": now.evidence})


def _undecided(pair: DuplicatePair) -> DuplicatePair:
    """The pair as it is now, held until the decision is done; refused where somebody was faster."""
    rows = DuplicatePair.objects.unscoped(WHY).select_for_update(of=("self",))
    now: DuplicatePair = rows.select_related("first", "second").get(pk=pair.pk)
    if now.status != PairStatus.OPEN:
        raise PermissionDenied(_("Somebody has decided on this pair meanwhile; look at it again."))
    return now


def _decide(pair: DuplicatePair, status: PairStatus, *, by: Staff, at: datetime) -> None:
    pair.status, pair.decided_at, pair.decided_by = status, at, by
    pair.save(update_fields=DECISION)


def _carry(survivor: Customer, other: Customer, *, by: Staff, at: datetime) -> list[str]:
    """The roles that passed over to the survivor."""
    day = timezone.localdate(at)
    people = people_of([survivor.pk, other.pk], day)
    held, theirs = people.get(survivor.pk, {}), people.get(other.pk, {})
    carried = []
    for role in LASTING_ROLES:
        holder = theirs.get(role)
        free = role not in held and holder is not None and holder not in held.values()
        if free and holder and may_take(customer=survivor, staff=holder, role=role, on=day):
            _move(
                survivor,
                role,
                holder,
                _("Merged from %(number)s") % {"number": other.customer_no},
                by=by,
                at=at,
            )
            carried.append(str(role))
    return carried


def _move(customer: Customer, role: str, to: Staff | None, reason: str, *, by: Staff, at: datetime) -> None:
    move(customer=customer, role=role, to=to, source=RelationshipSource.HEAD, reason=reason, by=by, at=at)
