"""Committing a proposal of the planner as one batch, and taking a batch back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions.assignment import hold, move
from customers.choices import MoveResult, PlanReason, RelationshipRole, RelationshipSource
from customers.models import AssignmentPlan, Customer, PlannedMove, Relationship
from customers.permissions import assignment as permits
from customers.permissions import planning
from customers.queries.planning import Line, Proposal, planner_policy, propose
from customers.rules.planning import Terms
from organisation import audit
from organisation.concurrency import once

if TYPE_CHECKING:
    from organisation.models import Staff

COMMIT = "assignment.commit"
UNDO = "assignment.undo"
WHY = "the batch that the head sees"


class Overtaken(Exception):
    """The facts changed since the proposal was shown; it carries the proposal of now."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.proposal = proposal


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
    once(uid)
    made: AssignmentPlan | None = AssignmentPlan.objects.unscoped(WHY).filter(uid=uid, made_by=by).first()
    if made is not None:
        return made
    for customer in sorted(customers, key=lambda one: one.pk):
        hold(customer)
    on = timezone.localdate(at)
    proposal = propose(customers, terms, on)
    planning.may_commit(proposal).enforce()
    if proposal.digest != digest:
        raise Overtaken(proposal)
    batch: AssignmentPlan = AssignmentPlan.objects.create(
        uid=uid,
        branch=by.posting.branch if by.posting else proposal.moves[0].customer.home_branch,
        wishes={**asdict(terms), "reason": reason},
        made_by=by,
        made_at=at,
        undo_until=on + timedelta(days=planner_policy(on).undo_days),
    )
    for line in proposal.moves:
        _make(batch, line, reason, by, at)
    audit.record(
        by=by, action=COMMIT, target=batch, at=at, after={"customers": len(proposal.moves)}, reason=reason
    )
    return batch


def _make(batch: AssignmentPlan, line: Line, reason: str, by: Staff, at: datetime) -> None:
    """One customer of the batch. A backup who becomes the primary makes way as backup first."""

    def one(role: str, before: Staff | None, after: Staff | None, why: PlanReason) -> None:
        move(
            customer=line.customer,
            role=role,
            to=after,
            source=RelationshipSource.HEAD,
            reason=reason,
            by=by,
            at=at,
        )
        PlannedMove.objects.create(
            plan=batch, customer=line.customer, role=role, before=before, after=after, why=why
        )

    if line.to is not None and line.to.pk == line.backup:
        one(RelationshipRole.B, line.to, None, PlanReason.MADE_WAY)
    one(RelationshipRole.A, line.now, line.to, line.why)


@transaction.atomic
def undo(*, plan: AssignmentPlan, by: Staff, at: datetime) -> AssignmentPlan:
    """Take a batch back within the preset's days. Customers of whom nothing changed since go back to whom they had;
    the others stay, each with the reason."""
    batch: AssignmentPlan = AssignmentPlan.objects.unscoped(WHY).select_for_update().get(pk=plan.pk)
    on = timezone.localdate(at)
    planning.may_undo(by, batch, on).enforce()
    rows = list(batch.moves.select_related("customer", "before", "after").order_by("customer_id", "-pk"))
    for row in rows:
        hold(row.customer)
    for row in rows:
        row.note = _against(row, on)
        row.result = MoveResult.KEPT if row.note else MoveResult.UNDONE
        if not row.note:
            move(
                customer=row.customer,
                role=row.role,
                to=row.before,
                source=RelationshipSource.HEAD,
                reason=_("Batch undone"),
                by=by,
                at=at,
            )
        row.save(update_fields=["result", "note"])
    batch.undone_by, batch.undone_at = by, at
    batch.save(update_fields=["undone_by", "undone_at"])
    kept = sum(row.result == MoveResult.KEPT for row in rows)
    audit.record(by=by, action=UNDO, target=batch, at=at, after={"undone": len(rows) - kept, "kept": kept})
    return batch


def _against(row: PlannedMove, on: date) -> str:
    """Why a row cannot be undone; empty where it can."""
    running = Relationship.objects.unscoped(WHY).filter(
        customer=row.customer, role=row.role, period__contains=on
    )
    holder = running.values_list("staff_id", flat=True).first()
    if holder != row.after_id:
        return _("Somebody else decided on this customer since.")
    if row.before is None:
        return ""
    return permits.may_take(customer=row.customer, staff=row.before, role=row.role, on=on).reason
