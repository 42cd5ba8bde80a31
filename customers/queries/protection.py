"""Who looked at a customer: opened the page, had a masked value shown, took a file that names the customer.

Read from the trail, which nobody can change, and from the list of whom a file named.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from customers.choices import REVEALED_OFTEN, LookKind, RevealField, RevealReason
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


def looks(customer: Customer) -> list[Look]:
    """The newest looks at a customer who is in the reader's scope. Two queries."""
    found = [_look(event) for event in _looked(customer).order_by("-seq")[:SHOWN]]
    found += [
        Look(one.at, one.staff.staff_no, one.staff.name, LookKind.TAKEN)
        for one in _took(customer).select_related("staff").order_by("-at")[:SHOWN]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def _looked(customer: Customer) -> QuerySet[AuditEvent]:
    """The page opened, or a masked value asked for."""
    return AuditEvent.objects.filter(
        entity=customer._meta.label_lower,
        entity_id=str(customer.pk),
        action__in=[LookKind.OPEN, LookKind.REVEAL],
    )


def _took(customer: Customer) -> QuerySet[TakenFile]:
    """The files that name the customer."""
    return TakenFile.objects.filter(customer_ids__contains=[customer.pk])


def _look(event: AuditEvent) -> Look:
    code, _colon, words = event.reason.partition(": ")
    reason = f"{RevealReason(code).label}: {words}" if code in RevealReason.values else event.reason
    field = str(RevealField(event.field).label) if event.field in RevealField.values else ""
    kind = LookKind(event.action)
    return Look(event.at, event.actor_no, event.actor_name, kind, field, reason, event.result != "OK")


def watchers(customer: Customer, *, now: datetime) -> list[Watcher]:
    """Who looked in the last 90 days, the latest first; counted by the database, however often it was. Two queries."""
    since = now - timedelta(days=DAYS)
    shown = Q(action=LookKind.REVEAL, result="OK")
    seen = (
        _looked(customer)
        .filter(at__gte=since)
        .values_list("actor_no")
        .annotate(
            name=Max("actor_name"),
            opened=Count("pk", filter=Q(action=LookKind.OPEN)),
            revealed=Count("pk", filter=shown),
            last=Max("at"),
        )
    )
    found = {
        number: Watcher(number, name, opened, revealed, 0, last)
        for number, name, opened, revealed, last in seen.order_by()
    }
    files = _took(customer).filter(at__gte=since).values_list("staff__staff_no", "staff__name")
    for number, name, taken, last in files.annotate(files=Count("pk"), last=Max("at")).order_by():
        known = found.get(number, Watcher(number, name, 0, 0, 0, last))
        found[number] = replace(known, taken=taken, last=max(known.last, last))
    return sorted(found.values(), key=lambda one: one.last, reverse=True)


@dataclass(frozen=True, slots=True)
class Often:
    """Somebody who had masked values shown unusually often within an hour; `refused` at the hour's limit."""

    at: datetime
    number: str
    name: str
    times: int
    per_hour: int
    refused: bool


def unusual(reader: Staff, *, now: datetime) -> list[Often]:
    """Of the last seven days, the people whom the reader may see, not the reader. Two queries."""
    events = AuditEvent.objects.filter(action=REVEALED_OFTEN, at__gte=now - timedelta(days=UNUSUAL_DAYS))
    found = list(events.exclude(actor_no=reader.staff_no).order_by("-seq")[:SHOWN])
    people = Staff.objects.visible_to(reader).filter(staff_no__in={event.actor_no for event in found})
    names = {one.staff_no: one.name for one in people}
    return [_often(event, names[event.actor_no]) for event in found if event.actor_no in names]


def _often(event: AuditEvent, name: str) -> Often:
    told = json.loads(event.after)
    return Often(event.at, event.actor_no, name, told["times"], told["per_hour"], event.result != "OK")
