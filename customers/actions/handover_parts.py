"""The receiver's side of a handover: accepting or declining a part, and introducing the customers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions.assignment import move
from customers.actions.credit import divide
from customers.actions.handover import WHY, Refusal, settle
from customers.actions.handover_leads import go_along
from customers.choices import Goes, GoesWhy, PartStatus, RelationshipRole, RelationshipSource
from customers.models import Handover, HandoverItem, HandoverPart, Relationship
from customers.permissions import handover as permissions
from customers.permissions import sharing
from customers.policies import CREDIT, HANDOVER
from organisation import audit
from organisation.models import Staff

ACCEPTED = "handover.accept"
DECLINED = "handover.decline"
INTRODUCED = "handover.introduce"
MOVES = (Goes.BOTH, Goes.RELATIONSHIP)


class NotPossible(Exception):
    """Since the offer a rule has come to stand against some customers; nothing was accepted."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(str(len(refusals)))
        self.refusals = refusals


@transaction.atomic
def accept(*, part: HandoverPart, by: Staff, at: datetime) -> HandoverPart:
    """Take over the customers of the part, from the day of the handover on or from today: the relationship, the
    credit, or both, as the list says. The guards are asked again; nothing is taken over in half."""
    row = _locked(part)
    if row.status == PartStatus.ACCEPTED and row.receiver_id == by.pk:
        return row
    permissions.may_answer(by, row).enforce()
    start = max(row.handover.starts_on, timezone.localdate(at))
    items = list(row.items.select_related("customer", "handover", "handover__giver").order_by("customer_id"))
    moving = [item for item in items if item.goes in MOVES]
    rules = HANDOVER.on(start)
    against = sharing.against_receiver(moving, row.receiver, on=start, policy=rules)
    if against:
        raise NotPossible([Refusal(item, against[item.pk]) for item in moving if item.pk in against])
    policy = CREDIT.on(start)
    for item in items:
        if item.role == RelationshipRole.A and _still_the_givers(item, start):
            divide(item=item, receiver=row.receiver, start=start, policy=policy)
        _take(item, row.receiver, start, by=by, at=at)
    row.status, row.answered_at, row.effective_on = PartStatus.ACCEPTED, at, start
    row.save(update_fields=["status", "answered_at", "effective_on"])
    audit.record(by=by, action=ACCEPTED, target=row.handover, at=at, after={"items": len(items)})
    settle(row.handover, by=by, at=at)
    return row


def _holders(item: HandoverItem, on: date) -> dict[str, int]:
    rows = Relationship.objects.unscoped(WHY).filter(customer=item.customer_id, period__contains=on)
    return {row.role: row.staff_id for row in rows}


def _still_the_givers(item: HandoverItem, on: date) -> bool:
    return _holders(item, on).get(item.role) == item.handover.giver_id


def _take(item: HandoverItem, receiver: Staff, start: date, *, by: Staff, at: datetime) -> None:
    """The relationship of one customer, if the list says so and the giver still has it."""
    held = _holders(item, start)
    if held.get(item.role) != item.handover.giver_id:
        item.goes, item.why = Goes.NOTHING, GoesWhy.EXCEPTION
        item.reason = _("Assigned to somebody else meanwhile")
        item.save(update_fields=["goes", "why", "reason"])
        return
    if item.goes in MOVES:
        backup = RelationshipRole.B
        if item.role == RelationshipRole.A and held.get(backup) == receiver.pk:
            _give(item, backup, None, start, by=by, at=at)  # the backup becomes the primary
        _give(item, item.role, receiver, start, by=by, at=at)
        if item.role == RelationshipRole.A:
            go_along(item, receiver, by=by, at=at)
    item.moved_on = start
    item.save(update_fields=["moved_on"])


def _give(item: HandoverItem, role: str, to: Staff | None, start: date, *, by: Staff, at: datetime) -> None:
    move(
        customer=item.customer,
        role=role,
        to=to,
        source=RelationshipSource.HANDOVER,
        reason=_("Handover: %(cause)s") % {"cause": item.handover.get_cause_display()},
        by=by,
        at=at,
        starts=start,
    )


@transaction.atomic
def decline(*, part: HandoverPart, reason: str, by: Staff, at: datetime) -> None:
    """Give the part back to the head, with the reason."""
    row = _locked(part)
    permissions.may_answer(by, row).enforce()
    row.items.update(part=None, receiver=None)
    row.status, row.answered_at, row.answer_reason = PartStatus.DECLINED, at, reason
    row.save(update_fields=["status", "answered_at", "answer_reason"])
    audit.record(by=by, action=DECLINED, target=row.handover, at=at, reason=reason)
    settle(row.handover, by=by, at=at)


@transaction.atomic
def introduce(*, item: HandoverItem, on: date, how: str, by: Staff, at: datetime) -> None:
    """Put on record how giver and receiver met the customer together; a later record takes the place of it."""
    row: HandoverItem = (
        HandoverItem.objects.unscoped(WHY)
        .select_for_update(of=("self",))
        .select_related("handover", "part", "customer")
        .get(pk=item.pk)
    )
    permissions.may_introduce(by, row).enforce()
    before = row.introduced_how
    row.introduced_on, row.introduced_how, row.introduced_by = on, how, by
    row.save(update_fields=["introduced_on", "introduced_how", "introduced_by"])
    audit.record(by=by, action=INTRODUCED, target=row.customer, at=at, before=before, after=how)


def _locked(part: HandoverPart) -> HandoverPart:
    """The handover first, so that everything about it queues in one order, then the part."""
    Handover.objects.unscoped(WHY).select_for_update().get(pk=part.handover_id)
    return (
        HandoverPart.objects.unscoped(WHY)
        .select_for_update(of=("self",))
        .select_related("handover", "handover__giver", "receiver")
        .get(pk=part.pk)
    )
