"""When a file is to be checked: by the day that somebody named, else by the bank's period, where it has set one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from customers.choices import ArchiveItem
from customers.models import Verification
from customers.rules.archive import ArchivePolicy, VerificationPolicy
from customers.rules.tiering import RANK


class _MonthsLater(Func):
    """A day so many months later; the last day of a shorter month."""

    template = "(%(expressions)s + make_interval(months => %(months)s))::date"
    output_field = DateField()


def _newest(column: str) -> Subquery:
    rows = Verification.objects.filter(customer=OuterRef("customer_id")).order_by("-done_on", "-pk")
    return Subquery(rows.values(column)[:1])


def with_checks(rows: Any, period: VerificationPolicy | None) -> Any:
    """The days of customers with when each file was checked last and is to be checked next."""
    following: Any = F("named_on")
    if period is not None:
        following = Coalesce(following, _MonthsLater(F("checked_on"), months=int(period.months)))
    rows = rows.annotate(checked_on=_newest("done_on"), named_on=_newest("next_due_on"))
    return rows.annotate(check_on=following)


def never_checked(policy: ArchivePolicy) -> Q:
    """Files whose tier asks for a check and that have none."""
    lowest = policy.items.get(ArchiveItem.VERIFICATION)
    return Q(pk__in=[]) if lowest is None else Q(tier_rank__gte=RANK[lowest], checked_on__isnull=True)


def check_due(policy: ArchivePolicy, period: VerificationPolicy | None, day: date) -> Q:
    """Due soon or late. A file that was never checked is due as soon as the bank has set a period; while it has not,
    nobody can say that it is."""
    soon = Q(check_on__lte=day + timedelta(days=policy.expiry_warning_days))
    return soon if period is None else soon | never_checked(policy)
