"""What one person did for customers in some days, from the audit trail: on the customers themselves and on whatever
belongs to one of them, such as a need, a document or an alert."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from customers.models import Customer
from organisation.models import AuditEvent, Staff

WHY = "whose customer a row of the trail belongs to"
READ = 2000  # the newest rows of one person's trail that are looked at


@dataclass(frozen=True, slots=True)
class Work:
    customer_id: int
    event: AuditEvent


def work_done(customers: Collection[int], *, by: Staff, first: date, last: date, most: int) -> list[Work]:
    """The newest first. One query for the trail, and one for each kind of row in it that belongs to a customer."""
    rows = AuditEvent.objects.filter(
        actor_no=by.staff_no, at__date__gte=first, at__date__lte=last, result="OK"
    )
    events = list(rows.order_by("-seq")[:READ])
    ids: dict[str, set[int]] = {}
    for event in events:
        if event.entity_id.isdigit():
            ids.setdefault(event.entity, set()).add(int(event.entity_id))
    owners = {entity: _owners(entity, found) for entity, found in ids.items()}
    done = []
    for event in events:
        of = owners[event.entity].get(int(event.entity_id)) if event.entity_id.isdigit() else None
        if of is not None and of in customers:
            done.append(Work(of, event))
    return done[:most]


def _owners(entity: str, ids: Collection[int]) -> Mapping[int, int]:
    """The customer of each row of a kind; nothing for kinds that belong to none."""
    if entity == Customer._meta.label_lower:
        return {one: one for one in ids}
    try:
        model: Any = apps.get_model(entity)
    except (LookupError, ValueError):
        return {}
    to = next((one for one in model._meta.fields if one.name == "customer"), None)
    if to is None or to.related_model is not Customer:
        return {}
    rows = model.objects
    known = rows.unscoped(WHY) if hasattr(rows, "unscoped") else rows
    return dict(known.filter(pk__in=ids).values_list("pk", "customer_id"))
