"""A customer's averages over any period, by asset class, with the sums of balances (积数) behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from customers.averages import ASSETS
from customers.choices import AssetClass
from customers.models import Balance, Customer
from customers.queries.merged import accounts_of
from customers.queries.sight import Sight
from customers.rules.tiering import average_of_sum
from organisation.rules.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One asset class (or all assets together): the sum of end-of-day balances, and it divided by the days."""

    label: str
    balance_sum: Decimal
    average: Decimal


@dataclass(frozen=True, slots=True)
class PeriodAverages:
    """From `start` to `end`, both included; unweighted, loans and cards not among them."""

    start: date
    end: date
    lines: tuple[PeriodLine, ...]
    total: PeriodLine

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def period_averages(sight: Sight, customer: Customer, start: date, end: date) -> PeriodAverages:
    """Exact for any period up to the business date: each account's sum is the difference of two states of its
    history. Three queries. For readers who see assets in full."""
    classes = dict(accounts_of(customer).values_list("pk", "product__asset_class"))
    before, after = _sums(classes, start), _sums(classes, end + ONE_DAY)
    days = (end - start).days + 1
    sums: dict[str, Decimal] = {}
    for pk, code in classes.items():
        if code in ASSETS and pk in after:
            sums[code] = sums.get(code, Decimal(0)) + after[pk] - before.get(pk, Decimal(0))
    lines = tuple(
        PeriodLine(str(one.label), sums[one], average_of_sum(sums[one], days).rounded)
        for one in AssetClass
        if one in sums
    )
    whole = sum(sums.values(), Decimal(0))
    return PeriodAverages(start, end, lines, PeriodLine("", whole, average_of_sum(whole, days).rounded))


def _sums(accounts: Any, day: date) -> dict[int, Decimal]:
    """Each account's sum of all end-of-day balances before the day; absent where there was none."""
    rows = (
        Balance.objects.filter(account__in=list(accounts), day__lt=day)
        .order_by("account_id", "-day")
        .distinct("account_id")
    )
    return {row.account_id: row.cum + row.balance * (day - row.day).days for row in rows}
