"""The night's answers worked out day by day in plain Python, from the drops alone and in no particular order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from customers.rules.tiering import TierDecision, TierPolicy, path
from organisation.rules.numbers import round_half_up
from organisation.rules.periods import PeriodKind, containing
from tests.customers.nightly.drops import Drop

ONE_DAY = timedelta(days=1)
ZERO = Decimal("0.00")


def days_of(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


@dataclass(frozen=True)
class Account:
    """An account as the newest drop that speaks of it has it, with what the core reported by day."""

    account_no: str
    customer_no: str
    asset_class: str
    closed_on: date | None
    reported: Mapping[date, Decimal]

    def balance(self, day: date) -> Decimal:
        if self.closed_on is not None and day >= self.closed_on:
            return ZERO
        known = [one for one in self.reported if one <= day]
        return self.reported[max(known)] if known else ZERO

    def total(self, first: date, last: date) -> Decimal:
        return sum((self.balance(day) for day in days_of(first, last)), ZERO)

    @property
    def change_days(self) -> dict[date, Decimal]:
        """Days with a row in the history and the balance from then on."""
        days = set(self.reported)
        closed = self.closed_on
        if closed is not None and any(day < closed for day in days):
            before = self.reported[max(day for day in days if day < closed)]
            if before != 0:
                days.add(closed)
        return {day: self.balance(day) for day in sorted(days)}


@dataclass(frozen=True)
class Bank:
    """All accounts and customers after some drops, closed at the newest of their days."""

    accounts: Mapping[str, Account]
    customers: Mapping[str, str]
    business_date: date

    @classmethod
    def after(cls, drops: Iterable[Drop]) -> Bank:
        """What the drops say together: of each key the newest drop's row."""
        in_order = sorted(drops, key=lambda one: one.as_of)
        products: dict[str, str] = {}
        customers: dict[str, str] = {}
        accounts: dict[str, dict[str, object]] = {}
        reported: dict[str, dict[date, Decimal]] = {}
        for drop in in_order:
            for row in drop.tables.get("products", ()):
                products[row["product_code"]] = row["asset_class"]
            for row in drop.tables.get("customers", ()):
                customers[row["customer_no"]] = row["home_branch_no"]
            for row in drop.tables.get("accounts", ()):
                accounts[row["account_no"]] = dict(row)
            for row in drop.tables.get("balances", ()):
                days = reported.setdefault(row["account_no"], {})
                days[_day(row["as_of"])] = Decimal(row["balance"])
        made = {
            number: Account(
                number,
                str(row["customer_no"]),
                products[str(row["product_code"])],
                _day(row.get("closed_on")),
                reported.get(number, {}),
            )
            for number, row in accounts.items()
        }
        return cls(made, customers, in_order[-1].as_of)

    def of(self, customer_no: str) -> list[Account]:
        return [one for one in self.accounts.values() if one.customer_no == customer_no]

    def starts(self) -> dict[str, date]:
        return {str(kind).lower(): containing(kind, self.business_date).first for kind in PeriodKind}

    def weighted(self, customer_no: str, first: date, last: date, policy: TierPolicy) -> Decimal:
        return sum(
            (one.total(first, last) * policy.weights.get(one.asset_class, 0) for one in self.of(customer_no)),
            ZERO,
        )

    def assets(self, customer_no: str, day: date, policy: TierPolicy) -> Decimal:
        return self.weighted(customer_no, day, day, policy)

    def decisions(self, customer_no: str, policy: TierPolicy) -> dict[date, tuple[Decimal, TierDecision]]:
        """Month, rounded average and decision from the customer's first month to the last that has ended."""
        reported = [day for one in self.of(customer_no) for day in one.reported]
        if not reported:
            return {}
        month = containing(PeriodKind.MONTH, min(reported))
        months = []
        while month.last <= self.business_date:
            months.append(month)
            month = month.following()
        exact = [
            self.weighted(customer_no, one.first, one.last, policy) / Decimal(one.days) for one in months
        ]
        decided = path(None, exact, policy)
        return {
            one.first: (round_half_up(average), decision)
            for one, average, decision in zip(months, exact, decided, strict=True)
        }
