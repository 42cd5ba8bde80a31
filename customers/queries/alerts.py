"""Reading alerts: what is open, for whom, what was done, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from customers.choices import AlertStatus, FlagKind, LifecycleStage, RelationshipRole
from customers.models import Alert, Customer, Relationship, Retention, StageChange
from customers.policies import ALERTS
from customers.queries.evidence import Fact, facts
from customers.queries.sight import Amount, Sight
from customers.rules.alerts import starting_stage
from organisation.models import Staff
from organisation.queries import heads_of
from organisation.scoping import ScopedQuerySet


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as one reader sees it."""

    pk: int
    version: int
    number: str
    name: str | None
    kind: FlagKind
    tier: str
    amount: Amount
    evidence: tuple[Fact, ...]
    raised_on: date
    due_on: date
    days_left: int
    owner: str
    owner_no: str
    status: AlertStatus
    outcome: str
    reason: str
    closed_on: date | None

    @property
    def late(self) -> bool:
        return self.status == AlertStatus.OPEN and self.days_left < 0


def row_of(sight: Sight, alert: Alert) -> AlertRow:
    """The alert through the reader's eyes. Its customer and owner must be loaded. What people have to do is due by
    the calendar, whatever day the figures are of."""
    return AlertRow(
        pk=alert.pk,
        version=alert.version,
        number=alert.customer.customer_no,
        name=sight.name(alert.customer.name),
        kind=FlagKind(alert.kind),
        tier=alert.tier,
        amount=sight.amount(alert.amount),
        evidence=facts(sight, alert.kind, alert.evidence),
        raised_on=alert.raised_on,
        due_on=alert.due_on,
        days_left=(alert.due_on - timezone.localdate()).days,
        owner=alert.owner.name if alert.owner else "",
        owner_no=alert.owner.staff_no if alert.owner else "",
        status=AlertStatus(alert.status),
        outcome=str(alert.get_outcome_display()) if alert.outcome else "",
        reason=str(alert.get_reason_display()) if alert.reason else "",
        closed_on=alert.closed_on,
    )


def alerts_seen(sight: Sight) -> ScopedQuerySet[Alert]:
    """Alerts of the customers in the reader's scope, with customer and owner."""
    return Alert.objects.visible_to(sight.staff).select_related("customer", "owner")


def open_alerts(sight: Sight, customer: Customer) -> tuple[AlertRow, ...]:
    """What is to be done about the customer, the soonest first. One query."""
    rows = alerts_seen(sight).filter(customer=customer, status=AlertStatus.OPEN)
    return tuple(row_of(sight, alert) for alert in rows.order_by("due_on", "pk"))


def open_alerts_of(sight: Sight, records: Mapping[int, int], why: str) -> dict[int, tuple[AlertRow, ...]]:
    """What is to be done about each customer of the records, the soonest first. The caller has checked that the
    reader may know, and says why. One query."""
    rows = Alert.objects.unscoped(why).filter(customer__in=records, status=AlertStatus.OPEN)
    found: dict[int, tuple[AlertRow, ...]] = {}
    for alert in rows.select_related("customer", "owner").order_by("due_on", "pk"):
        key = records[alert.customer_id]
        found[key] = (*found.get(key, ()), row_of(sight, alert))
    return found


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to keep the customer, as one reader sees it."""

    on: date
    way: str
    reason: str
    kept: Amount
    note: str | None
    by: str


def attempts(sight: Sight, alert: Alert) -> tuple[Attempt, ...]:
    """What was done to keep the customer, newest first. One query."""
    rows = Retention.objects.visible_to(sight.staff).filter(alert=alert).select_related("by")
    return tuple(
        Attempt(
            row.on,
            str(row.get_way_display()),
            str(row.get_reason_display()),
            sight.amount(row.amount_kept),
            sight.note(row.note),
            row.by.name,
        )
        for row in rows
    )


def hands(customer: Customer, on: date) -> list[Staff]:
    """Who may be given an alert: those who look after the customer on the day and the head of the branch."""
    held = Relationship.objects.unscoped("offered to the head").filter(customer=customer, period__contains=on)
    people = [row.staff for row in held.select_related("staff").order_by("role")]
    people += heads_of(customer.home_branch, on)
    return [person for person in dict.fromkeys(people) if person.is_active]


def responsible(customer: Customer, on: date) -> Staff | None:
    """Who has to act: A, else B, else the head of the branch. One query, two without managers."""
    held = Relationship.objects.unscoped("who has to act, whoever asks").filter(
        customer=customer, period__contains=on, role__in=[RelationshipRole.A, RelationshipRole.B]
    )
    managers = held.select_related("staff").order_by("role")
    if managers:
        return managers[0].staff
    return next(iter(heads_of(customer.home_branch, on)), None)


def stage_of(customer: Customer, on: date) -> LifecycleStage:
    """Where the customer stands: the newest recorded step, else by the time with the bank. Two queries at most."""
    newest = steps_of(customer).first()
    if newest is not None:
        return LifecycleStage(newest.stage)
    return starting_stage(customer.opened_on, on, ALERTS.on(on))


def steps_of(customer: Customer) -> QuerySet[StageChange]:
    """The recorded steps of a customer, newest first; the caller has checked the scope."""
    rows: QuerySet[StageChange] = StageChange.objects.unscoped("of a customer in scope").filter(
        customer=customer
    )
    return rows.select_related("by").order_by("-pk")
