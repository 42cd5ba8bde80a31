"""A customer's averages over any period, by asset class, with the sums of balances (积数) behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.averages import sums_of
from customers.choices import AssetClass
from customers.models import Customer
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


def period_averages(customer: Customer, start: date, end: date) -> PeriodAverages:
    """Exact for any period up to the business date: each account's sum is the difference of two states of its
    history. One query. For readers who see assets in full."""
    days = (end - start).days + 1
    sums = sums_of({customer.pk: (start, end + ONE_DAY)}).get(customer.pk, {})
    lines = tuple(
        PeriodLine(str(one.label), sums[one], average_of_sum(sums[one], days).rounded)
        for one in AssetClass
        if one in sums
    )
    whole = sum(sums.values(), Decimal(0))
    return PeriodAverages(start, end, lines, PeriodLine("", whole, average_of_sum(whole, days).rounded))
