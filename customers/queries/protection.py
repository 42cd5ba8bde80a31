"""Who looked at a customer: opened the page, had a masked value shown, took a file that names the customer.

Read from the trail, which nobody can change, and from the list of whom a file named.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.choices import LookKind, RevealField, RevealReason
from customers.models import Customer, TakenFile
from organisation.models import AuditEvent, Staff

DAYS = 90  # what the panel adds up
SHOWN = 200  # looks on the page
UNUSUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a customer; a refused reveal showed nothing."""

    at: datetime
    number: str
    name: str
    kind: LookKind
    field: str = ""
    reason: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Watcher:
    """What one person did with a customer, and when last."""

    number: str
    name: str
    opened: int
    revealed: int
    taken: int
    last: datetime


def looks(customer: Customer, *, since: datetime | None = None, limit: int = SHOWN) -> list[Look]:
    """The newest looks at a customer who is in the reader's scope. Two queries."""
    seen = AuditEvent.objects.filter(
        entity=customer._meta.label_lower,
        entity_id=str(customer.pk),
        action__in=[LookKind.OPEN, LookKind.REVEAL],
    )
    taken = TakenFile.objects.filter(customer_ids__contains=[customer.pk]).select_related("staff")
    if since:
        seen, taken = seen.filter(at__gte=since), taken.filter(at__gte=since)
    found = [_look(event) for event in seen.order_by("-seq")[:limit]]
    found += [
        Look(one.at, one.staff.staff_no, one.staff.name, LookKind.TAKEN)
        for one in taken.order_by("-at")[:limit]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]


def _look(event: AuditEvent) -> Look:
    code, _colon, words = event.reason.partition(": ")
    reason = f"{RevealReason(code).label}: {words}" if code in RevealReason.values else event.reason
    field = str(RevealField(event.field).label) if event.field in RevealField.values else ""
    kind = LookKind(event.action)
    return Look(event.at, event.actor_no, event.actor_name, kind, field, reason, event.result != "OK")


def watchers(customer: Customer, *, now: datetime) -> list[Watcher]:
    """Who looked in the last 90 days, the latest first. Two queries."""
    by_person: dict[str, list[Look]] = {}
    for one in looks(customer, since=now - timedelta(days=DAYS), limit=5_000):
        by_person.setdefault(one.number, []).append(one)
    return [
        Watcher(
            number,
            done[0].name,
            opened=sum(one.kind is LookKind.OPEN for one in done),
            revealed=sum(one.kind is LookKind.REVEAL and not one.refused for one in done),
            taken=sum(one.kind is LookKind.TAKEN for one in done),
            last=done[0].at,
        )
        for number, done in by_person.items()
    ]


@dataclass(frozen=True, slots=True)
class Often:
    """Somebody who had masked values shown unusually often within an hour; `refused` at the hour's limit."""

    at: datetime
    number: str
    name: str
    times: int
    per_hour: int
    refused: bool


def unusual(reader: Staff, *, action: str, now: datetime) -> list[Often]:
    """Of the last seven days, the people whom the reader may see, not the reader. Two queries."""
    events = AuditEvent.objects.filter(action=action, at__gte=now - timedelta(days=UNUSUAL_DAYS))
    found = list(events.exclude(actor_no=reader.staff_no).order_by("-seq")[:SHOWN])
    people = Staff.objects.visible_to(reader).filter(staff_no__in={event.actor_no for event in found})
    names = {one.staff_no: one.name for one in people}
    return [_often(event, names[event.actor_no]) for event in found if event.actor_no in names]


def _often(event: AuditEvent, name: str) -> Often:
    told = json.loads(event.after)
    return Often(event.at, event.actor_no, name, told["times"], told["per_hour"], event.result != "OK")
