"""Committing a proposal of the planner as one batch, and taking a batch back; both in as many statements for one
customer as for thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions.assignment import Step, hold, move_all
from customers.choices import MoveResult, PlanReason, RelationshipRole, RelationshipSource
from customers.models import AssignmentPlan, Customer, PlannedMove, Relationship
from customers.permissions import assignment as permits
from customers.permissions import planning
from customers.policies import CAPACITY, PLANNER
from customers.queries.assignment import people, sizes
from customers.queries.planning import Line, Proposal, propose
from customers.rules.planning import Terms
from organisation import audit
from organisation.concurrency import Changed, once

if TYPE_CHECKING:
    from organisation.models import Staff

COMMIT = "assignment.commit"
UNDO = "assignment.undo"
WHY = "the batch that the head sees"


class NotMade(Changed):
    """The batch was not made, for the facts are others by now: why, and the proposal of now."""

    def __init__(self, proposal: Proposal, why: str) -> None:
        super().__init__(proposal)
        self.proposal, self.why = proposal, why


@transaction.atomic
def commit(
    *,
    uid: UUID,
    customers: Sequence[Customer],
    terms: Terms,
    digest: str,
    reason: str,
    by: Staff,
    at: datetime,
) -> AssignmentPlan:
    """All or nothing: the proposal is made again from the facts of now, under lock, and must be the one that was
    shown. A batch that was committed already (a double click) is answered again."""
    permits.may_decide(by).enforce()
    made = once(uid, AssignmentPlan.objects.unscoped(WHY), made_by_id=by.pk)
    hold(customers)
    if made is not None:
        return made
    on = timezone.localdate(at)
    proposal = _as_shown(propose(customers, terms, on), digest)
    batch: AssignmentPlan = AssignmentPlan.objects.create(
        uid=uid,
        branch=by.posting.branch if by.posting else proposal.moves[0].customer.home_branch,
        wishes={**asdict(terms), "reason": reason},
        made_by=by,
        made_at=at,
        undo_until=on + timedelta(days=PLANNER.on(on).undo_days),
    )
    _make(
        [_made_way(batch, line) for line in proposal.moves if line.to and line.to.pk == line.backup], by, at
    )
    _make([_moved(batch, line) for line in proposal.moves], by, at)
    audit.record(
        by=by, action=COMMIT, target=batch, at=at, after={"customers": len(proposal.moves)}, reason=reason
    )
    return batch


def _as_shown(proposal: Proposal, digest: str) -> Proposal:
    """The proposal of now, if it may be committed and is the one that was shown."""
    verdict = planning.may_commit(proposal)
    if not verdict:
        raise NotMade(proposal, verdict.reason)
    if proposal.digest != digest:
        raise NotMade(
            proposal,
            _("The facts changed since you looked. This is the proposal of now; nothing was assigned."),
        )
    return proposal


def _made_way(batch: AssignmentPlan, line: Line) -> PlannedMove:
    """A backup who becomes the primary makes way as backup first."""
    role, why = RelationshipRole.B, PlanReason.MADE_WAY
    return PlannedMove(plan=batch, customer=line.customer, role=role, before=line.to, after=None, why=why)


def _moved(batch: AssignmentPlan, line: Line) -> PlannedMove:
    role, now = RelationshipRole.A, line.now
    return PlannedMove(plan=batch, customer=line.customer, role=role, before=now, after=line.to, why=line.why)


def _make(moves: Sequence[PlannedMove], by: Staff, at: datetime) -> None:
    """The moves of one role; none where there are none."""
    if not moves:
        return
    steps = [Step(one.customer, one.role, one.after) for one in moves]
    source, reason = RelationshipSource.HEAD, moves[0].plan.wishes["reason"]
    move_all(steps, source=source, reason=reason, by=by, at=at)
    PlannedMove.objects.bulk_create(moves)


@transaction.atomic
def undo(*, plan: AssignmentPlan, by: Staff, at: datetime) -> AssignmentPlan:
    """Take a batch back within the preset's days. Customers of whom nothing changed since go back to whom they had;
    the others stay, each with the reason."""
    batch: AssignmentPlan = AssignmentPlan.objects.unscoped(WHY).select_for_update().get(pk=plan.pk)
    on = timezone.localdate(at)
    planning.may_undo(by, batch, on).enforce()
    rows = list(batch.moves.select_related("customer", "before", "after").order_by("customer_id", "pk"))
    hold([row.customer for row in rows])
    for role in (RelationshipRole.A, RelationshipRole.B):  # whoever makes way as A may be B again
        _take_back([row for row in rows if row.role == role], role, by, at)
    PlannedMove.objects.unscoped(WHY).bulk_update(rows, ["result", "note"], batch_size=500)
    batch.undone_by, batch.undone_at = by, at
    batch.save(update_fields=["undone_by", "undone_at"])
    kept = sum(row.result == MoveResult.KEPT for row in rows)
    audit.record(by=by, action=UNDO, target=batch, at=at, after={"undone": len(rows) - kept, "kept": kept})
    return batch


def _take_back(rows: Sequence[PlannedMove], role: str, by: Staff, at: datetime) -> None:
    """Give the customers of one role back, as far as nothing speaks against it, and note on each row what became
    of it."""
    on = timezone.localdate(at)
    against = _no_longer(rows, role, on)
    back = []
    for row in rows:
        row.note = against[row.pk]
        row.result = MoveResult.KEPT if row.note else MoveResult.UNDONE
        if not row.note:
            back.append(Step(row.customer, role, row.before))
    move_all(back, source=RelationshipSource.HEAD, reason=_("Batch undone"), by=by, at=at)


def _no_longer(rows: Sequence[PlannedMove], role: str, on: date) -> Mapping[int, str]:
    """Why each row cannot be undone; empty where it can. Somebody who gets several back takes them one after the
    other, so that a limit stops at the first too many."""
    customers = [row.customer for row in rows]
    running = Relationship.objects.unscoped(WHY).filter(
        customer__in=customers, role=role, period__contains=on
    )
    holders = dict(running.values_list("customer_id", "staff_id"))
    facts = people(list({row.before_id: row.before for row in rows if row.before is not None}.values()), on)
    size, capacity = sizes(customers, on), CAPACITY.on(on)
    taking: Counter[int] = Counter()
    found: dict[int, str] = {}
    for row in rows:
        found[row.pk] = ""
        if holders.get(row.customer_id) != row.after_id:
            found[row.pk] = _("Somebody else decided on this customer since.")
        elif row.before_id is not None:
            verdict = permits.verdict(
                facts[row.before_id],
                size[row.customer_id],
                role=role,
                on=on,
                capacity=capacity,
                taking=taking[row.before_id] + 1,
            )
            found[row.pk] = verdict.reason
            taking[row.before_id] += bool(verdict)
    return found
