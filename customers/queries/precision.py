"""How good each rule is: of the alerts that people handled, the share in which the rule was right, over time.

Counts only, without customers: head office reads them for the whole bank, everybody else for their own scope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from customers.choices import AlertStatus, FlagKind
from customers.models import Alert
from customers.policies import LARGE_MOVEMENTS
from customers.rules.alerts import KINDS, REAL, AlertPolicy, Precision
from organisation.models import Staff
from organisation.policies import PresetMissing
from organisation.rules.periods import Period, PeriodKind, containing
from organisation.rules.presets import PresetBlank
from organisation.scoping import Reach, Subject, scope_of

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its precision in each month and quarter, oldest first, and over all of them."""

    kind: FlagKind
    raised: int
    open: int
    cleared: int
    over: Precision
    months: Sequence[Precision]
    quarters: Sequence[Precision]
    noisy: bool


def quarters_until(day: date) -> Sequence[Period]:
    current = containing(PeriodKind.QUARTER, day)
    return tuple(current.shifted(-back) for back in range(QUARTERS - 1, -1, -1))


def months_until(day: date) -> Sequence[Period]:
    """The months of the quarters, up to that of the day."""
    current = containing(PeriodKind.MONTH, day)
    first = quarters_until(day)[0].first
    count = (current.first.year - first.year) * 12 + current.first.month - first.month
    return tuple(current.shifted(-back) for back in range(count, -1, -1))


def rules(staff: Staff, policy: AlertPolicy, day: date) -> Sequence[RuleRow]:
    """Every rule that alerts, by the month and quarter in which its alerts were raised. One query."""
    months = months_until(day)
    seen = _counted(staff).filter(raised_on__gte=months[0].first)
    handled = Q(status__in=[AlertStatus.DONE, AlertStatus.DISMISSED])
    found = (
        seen.annotate(month=TruncMonth("raised_on"))
        .order_by()
        .values("kind", "month")
        .annotate(
            raised=Count("pk"),
            open=Count("pk", filter=Q(status=AlertStatus.OPEN)),
            cleared=Count("pk", filter=Q(status=AlertStatus.CLEARED)),
            handled=Count("pk", filter=handled),
            real=Count("pk", filter=Q(outcome__in=list(REAL))),
        )
    )
    counts = {(row["kind"], row["month"]): row for row in found}
    return tuple(_row(kind, day, counts, policy) for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Course:
    """The rules of which people have handled alerts, month by month, from the first month with a handled one."""

    months: Sequence[Period]
    by_rule: Sequence[tuple[FlagKind, Sequence[Precision]]]


def course(rows: Sequence[RuleRow], day: date) -> Course:
    first = min((place for row in rows for place, one in enumerate(row.months) if one.handled), default=0)
    by_rule = tuple((row.kind, row.months[first:]) for row in rows if row.over.handled)
    return Course(months_until(day)[first:], by_rule)


def outflow_is_silent(day: date) -> bool:
    """Whether the bank has not yet said from which amount an outflow is large: the rule then raises nothing."""
    try:
        LARGE_MOVEMENTS.on(day)
    except (PresetBlank, PresetMissing):
        return True
    return False


def _counted(staff: Staff) -> Any:
    """Alerts to count: those in scope; the whole bank for those who see every branch and no customer."""
    if scope_of(staff, Subject.BRANCH).reach is Reach.ALL:
        return Alert.objects.unscoped("counts of rules without customers, for head office")
    return Alert.objects.visible_to(staff)


def _row(kind: FlagKind, day: date, counts: Any, policy: AlertPolicy) -> RuleRow:
    own = {month.first: counts.get((kind, month.first), {}) for month in months_until(day)}

    def total(name: str, within: Period | None = None) -> int:
        return sum(row.get(name, 0) for first, row in own.items() if within is None or within.contains(first))

    over = Precision(total("handled"), total("real"))
    return RuleRow(
        kind,
        total("raised"),
        total("open"),
        total("cleared"),
        over,
        tuple(Precision(row.get("handled", 0), row.get("real", 0)) for row in own.values()),
        tuple(Precision(total("handled", one), total("real", one)) for one in quarters_until(day)),
        over.noisy(policy),
    )
