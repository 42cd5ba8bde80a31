"""The rows behind an average: each account's end-of-day balances over a period, and the days each of them stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from customers.averages import ASSETS
from customers.models import Balance, Customer
from customers.queries.merged import accounts_of
from customers.queries.sight import Sight
from customers.rules.tiering import average_of_sum
from organisation.masking import Column, shown
from organisation.rules.periods import ONE_DAY

SHOWN = 300
WHY = "balances of a customer whom the reader has in scope"


@dataclass(frozen=True, slots=True)
class Stood:
    """A balance of an account that stood from `since` to `until`, both included, within the period."""

    account: str | None
    product: str
    since: date
    until: date
    balance: Decimal

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def balance_sum(self) -> Decimal:
        return self.balance * self.days


@dataclass(frozen=True, slots=True)
class BalanceRows:
    """The newest rows first, at most SHOWN of `count`; the sum is that of all of them."""

    rows: tuple[Stood, ...]
    count: int
    days: int
    balance_sum: Decimal
    average: Decimal


def balance_rows(
    sight: Sight, customer: Customer, *, start: date, end: date, asset_class: str = ""
) -> BalanceRows:
    """For readers who see assets in full. Days on which an account held nothing have no row. Two queries.

    100 000 from 1 to 10 June and 40 000 from the 11th on: 1 000 000 + 800 000 over 30 days, 60 000.00 on average.
    """
    classes = [asset_class] if asset_class else sorted(ASSETS)
    held = {
        row.pk: (shown(sight.staff, Column.IDENTITY, row.account_no, "account_no"), row.product.name)
        for row in accounts_of(customer).filter(product__asset_class__in=classes).select_related("product")
    }
    rows = sorted(_stood(held, start, end), key=lambda row: (row.since, row.product), reverse=True)
    days, total = (end - start).days + 1, sum((row.balance_sum for row in rows), Decimal(0))
    return BalanceRows(tuple(rows[:SHOWN]), len(rows), days, total, average_of_sum(total, days).rounded)


def _stood(held: dict[int, tuple[str | None, str]], start: date, end: date) -> Iterator[Stood]:
    kept = Balance.objects.unscoped(WHY).filter(account__in=list(held))
    before = kept.filter(account=OuterRef("account"), day__lte=start).order_by("-day").values("day")[:1]
    found = (
        kept.filter(day__lte=end)
        .annotate(first=Coalesce(Subquery(before), F("day")))
        .filter(day__gte=F("first"))
        .order_by("account", "day")
        .values_list("account_id", "day", "balance")
    )
    for account, rows in groupby(found, key=lambda row: row[0]):
        number, product = held[account]
        for (day, balance), following in _with_next((row[1:] for row in rows), end + ONE_DAY):
            if balance:
                yield Stood(number, product, max(day, start), following - ONE_DAY, balance)


def _with_next(
    rows: Iterable[tuple[date, Decimal]], after: date
) -> Iterator[tuple[tuple[date, Decimal], date]]:
    """Each row with the day from which the next one stands."""
    for row, (following, _balance) in pairwise([*rows, (after, Decimal(0))]):
        yield row, following
