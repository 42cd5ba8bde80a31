"""Lists of alerts: what is to be done, what was done, and the register of movements and closures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from customers.choices import AlertStatus, RetentionWay
from customers.models import Alert
from customers.queries.alerts import AlertRow, alerts_seen, row_of
from customers.queries.sight import Amount, Sight
from customers.rules.alerts import REGISTERED
from organisation.paging import Page, page_of

LAST_PAGE = 40  # further back the reader narrows the list
SHOWN = 8

OPEN, LATE, HANDLED, ALL = "open", "late", "handled", "all"


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """What the reader asked for: a state of the list, a rule, and whether only their own."""

    state: str = OPEN
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """How much is open in the reader's scope, and how much of it is late."""

    open: int
    late: int
    soonest: date | None


def load(sight: Sight) -> Load:
    """One query, one more for whoever sees several branches: of the whole bank no customer is looked at."""
    rows = Alert.objects.unscoped("the reader's scope is the whole bank")
    if not sight.whole_bank:
        rows = rows.visible_to(sight.staff)
    rows = rows.filter(status=AlertStatus.OPEN)
    found = rows.aggregate(
        n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=timezone.localdate())), soonest=Min("due_on")
    )
    return Load(found["n"], found["late"], found["soonest"])


def page(sight: Sight, wanted: AlertFilter, number: int = 1) -> Page[AlertRow]:
    """A page of alerts: open ones by their due date, closed ones newest first. One query."""
    rows: Any = alerts_seen(sight)
    if wanted.state in (OPEN, LATE):
        rows = rows.filter(status=AlertStatus.OPEN).order_by("due_on", "pk")
    elif wanted.state == HANDLED:
        rows = rows.exclude(status=AlertStatus.OPEN).order_by("-closed_on", "-pk")
    else:
        rows = rows.order_by("-raised_on", "-pk")
    if wanted.state == LATE:
        rows = rows.filter(due_on__lt=timezone.localdate())
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.mine:
        rows = rows.filter(owner=sight.staff)
    return page_of(rows, number, last=LAST_PAGE).of(lambda alert: row_of(sight, alert))


def next_due(sight: Sight) -> tuple[AlertRow, ...]:
    """The alerts that are due first, for the workbench. One query."""
    return page(sight, AlertFilter()).rows[:SHOWN]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of 《优质客户异动销户记录表》: the alert, what was done to keep the customer, and what it saved."""

    alert: AlertRow
    attempts: int
    last_way: str
    kept: Amount


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Events from a day to a day, both included, of one kind or of all that the register asks for."""

    since: date
    until: date
    kind: str = ""


def register(sight: Sight, wanted: RegisterFilter, limit: int) -> tuple[RegisterRow, ...]:
    """The register, newest first. One query."""
    kinds = [kind for kind in REGISTERED if wanted.kind in ("", kind)]
    rows: Any = alerts_seen(sight).filter(
        kind__in=kinds, raised_on__gte=wanted.since, raised_on__lte=wanted.until
    )
    rows = rows.annotate(
        tried=Count("retentions"), kept=Sum("retentions__amount_kept"), way=Max("retentions__way")
    )
    return tuple(
        RegisterRow(
            row_of(sight, alert),
            alert.tried,
            str(RetentionWay(alert.way).label) if alert.way else "",
            sight.amount(alert.kept),
        )
        for alert in rows.order_by("-raised_on", "-pk")[:limit]
    )
