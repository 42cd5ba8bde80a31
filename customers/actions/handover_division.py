"""Dividing the list of a handover among receivers, and sending each their part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from customers.actions.handover import Refusal, locked, settle
from customers.choices import Goes, GoesWhy, PartStatus
from customers.models import Handover, HandoverItem, HandoverPart
from customers.permissions import handover as permissions
from customers.permissions import sharing
from customers.policies import HANDOVER
from customers.queries.sharing import heads_among
from organisation import audit
from organisation.models import Staff

ALLOCATED = "handover.allocate"
OFFERED = "handover.offer"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the head says about some customers; what is left out stays as it is. Among several receivers the
    customers are divided as the planner would."""

    receivers: Sequence[Staff] = ()
    goes: str = ""
    reason: str = ""


@transaction.atomic
def allocate(
    *, handover: Handover, version: int, item_ids: Collection[int], choice: Choice, by: Staff, at: datetime
) -> list[Refusal]:
    """Say for some customers of the list who gets them, or what goes. Those against whom a rule stands are left
    as they were and come back with the sentence. An exception from what the preset says, and a customer with a
    problem loan, need a reason."""
    row = locked(handover, version)
    permissions.may_allocate(by, row).enforce()
    items = list(
        row.items.select_for_update(of=("self",))
        .filter(pk__in=item_ids, moved_on=None, part=None)
        .select_related("customer", "handover")
        .order_by("pk")
    )
    day = max(row.starts_on, timezone.localdate(at))
    receivers, refused = _receivers(items, choice, day)
    changed = [item for item in items if item.pk not in refused]
    for item in changed:
        _set(item, choice, receivers.get(item.pk))
    HandoverItem.objects.bulk_update(changed, ["receiver", "goes", "why", "reason"])
    row.version += 1
    row.save(update_fields=["version"])
    numbers = [one.staff_no for one in choice.receivers]
    done = {"items": len(changed), "receivers": numbers, "goes": choice.goes}
    audit.record(by=by, action=ALLOCATED, target=row, at=at, after=done, reason=choice.reason)
    return [Refusal(item, refused[item.pk]) for item in items if item.pk in refused]


def _receivers(
    items: Sequence[HandoverItem], choice: Choice, day: date
) -> tuple[Mapping[int, Staff], dict[int, str]]:
    """Who gets which customer, and the sentences for those against whom a rule stands, by item."""
    policy = HANDOVER.on(day)
    heads = heads_among(choice.receivers, day)
    refused: dict[int, str] = {}
    for item in items:
        goes = choice.goes or item.goes
        verdict = permissions.may_leave_out(cause=item.handover.cause, goes=goes)
        if verdict:
            verdict = permissions.explained(item, goes=goes, reason=choice.reason)
        if verdict and choice.receivers and permissions.is_for_head(item, policy):
            verdict = permissions.may_have_problem_loan(head=bool(heads), reason=choice.reason)
        if not verdict:
            refused[item.pk] = verdict.reason
    if not choice.receivers:
        return {}, refused
    free = [item for item in items if item.pk not in refused and (choice.goes or item.goes) != Goes.NOTHING]
    shared = sharing.share_out(free, choice.receivers, on=day, policy=policy)
    return shared.receivers, refused | dict(shared.against)


def _set(item: HandoverItem, choice: Choice, receiver: Staff | None) -> None:
    goes = choice.goes or item.goes
    if goes == Goes.NOTHING:
        item.receiver = None
    elif receiver is not None:
        item.receiver = receiver
    if goes != item.goes or choice.reason:
        item.reason = choice.reason
    item.goes = goes
    if goes != item.goes_by_rule:
        item.why = GoesWhy.EXCEPTION


@transaction.atomic
def offer(*, handover: Handover, version: int, by: Staff, at: datetime) -> int:
    """Send every receiver their part, and answer how many customers were sent. A list of which nothing goes is
    complete at once."""
    row = locked(handover, version)
    permissions.may_allocate(by, row).enforce()
    items = list(row.items.select_for_update().filter(part=None, moved_on=None).exclude(goes=Goes.NOTHING))
    sent = [item for item in items if item.receiver_id is not None]
    parts: dict[int, HandoverPart] = {
        one.receiver_id: one for one in row.parts.filter(status=PartStatus.OFFERED)
    }
    for item in sent:
        receiver_id = item.receiver_id or 0
        if receiver_id not in parts:
            parts[receiver_id] = HandoverPart.objects.create(
                handover=row, receiver_id=receiver_id, offered_at=at
            )
        item.part = parts[receiver_id]
    HandoverItem.objects.bulk_update(sent, ["part"])
    audit.record(by=by, action=OFFERED, target=row, at=at, after={"items": len(sent), "parts": len(parts)})
    settle(row, by=by, at=at)
    return len(sent)
