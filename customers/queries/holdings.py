"""What a customer holds: by asset class, by account, loans, and the last movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import AssetClass, FiveClass
from customers.models import Balance, Customer, HoldingDay
from customers.policies import TIERING
from customers.queries.balances import balance_before, balance_on
from customers.queries.merged import accounts_of, loans_of
from customers.queries.sight import Amount, Sight
from customers.rules.tiering import TierPolicy, average_of_sum, divisor_to_date
from organisation.masking import Column, shown
from organisation.rules.periods import PeriodKind, containing

MOVEMENTS = 12


@dataclass(frozen=True, slots=True)
class Holding:
    """What the customer holds of one asset class, with averages to date; unweighted."""

    asset_class: str
    label: str
    accounts: int
    balance: Amount
    month: Amount
    quarter: Amount
    year: Amount
    counts: bool  # whether the class counts as assets of the tier


def holdings(sight: Sight, customer: Customer) -> tuple[Holding, ...]:
    """Holdings by asset class in the order of the classes. Two queries."""
    policy = TIERING.on(sight.day)
    rows = HoldingDay.objects.filter(run_id=sight.run_id, customer=customer).visible_to(sight.staff)
    place = {code: number for number, code in enumerate(AssetClass.values)}
    found = []
    for row in sorted(rows, key=lambda one: place[one.asset_class]):
        asset_class = AssetClass(row.asset_class)
        found.append(
            Holding(
                asset_class=row.asset_class,
                label=str(asset_class.label),
                accounts=row.accounts,
                balance=sight.amount(row.balance),
                month=sight.amount(_to_date(row.sum_month, PeriodKind.MONTH, sight.day, policy)),
                quarter=sight.amount(_to_date(row.sum_quarter, PeriodKind.QUARTER, sight.day, policy)),
                year=sight.amount(_to_date(row.sum_year, PeriodKind.YEAR, sight.day, policy)),
                counts=policy.weight(asset_class) > 0,
            )
        )
    return tuple(found)


def _to_date(total: Decimal, kind: PeriodKind, day: date, policy: TierPolicy) -> Decimal:
    """The average from the first day of the period to the day, both included."""
    first = containing(kind, day).first
    return average_of_sum(total, divisor_to_date(policy, first=first, on=day)).rounded


@dataclass(frozen=True, slots=True)
class AccountLine:
    number: str | None
    product: str
    asset_class: str
    balance: Amount
    opened_on: date | None
    closed_on: date | None
    maturity_on: date | None
    rate: Decimal | None
    status: str


def accounts(sight: Sight, customer: Customer) -> tuple[AccountLine, ...]:
    """The customer's accounts with the balance at the end of the business date, open ones first. One query."""
    rows = accounts_of(customer).select_related("product").annotate(now=balance_on(sight.day))
    lines = [
        AccountLine(
            number=shown(sight.staff, Column.IDENTITY, row.account_no, "account_no"),
            product=row.product.name,
            asset_class=row.product.get_asset_class_display(),
            balance=sight.amount(row.now),
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            maturity_on=row.maturity_on,
            rate=row.rate,
            status=row.status,
        )
        for row in rows
    ]
    return tuple(
        sorted(lines, key=lambda one: (one.closed_on is not None, one.asset_class, one.number or ""))
    )


@dataclass(frozen=True, slots=True)
class LoanLine:
    number: str | None
    product: str
    principal: Amount
    balance: Amount
    rate: Decimal | None
    due_on: date | None
    five_class: str
    label: str
    performing: bool
    overdue_days: int
    as_of: date


def loans(sight: Sight, customer: Customer) -> tuple[LoanLine, ...]:
    """Each loan as it stands at its newest day up to the business date. One query."""
    rows = (
        loans_of(customer)
        .filter(as_of__lte=sight.day)
        .select_related("product")
        .order_by("loan_no_hash", "-as_of")
        .distinct("loan_no_hash")
    )
    return tuple(
        LoanLine(
            number=shown(sight.staff, Column.IDENTITY, row.loan_no, "account_no"),
            product=row.product.name if row.product else "",
            principal=sight.amount(row.principal),
            balance=sight.amount(row.balance),
            rate=row.rate,
            due_on=row.due_on,
            five_class=row.five_class,
            label=row.get_five_class_display(),
            performing=row.five_class in (FiveClass.NORMAL, FiveClass.SPECIAL_MENTION),
            overdue_days=row.overdue_days,
            as_of=row.as_of,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """A day on which an account's end-of-day balance changed."""

    day: date
    account: str | None
    product: str
    change: Amount
    balance: Amount


def movements(sight: Sight, customer: Customer) -> tuple[Movement, ...]:
    """The newest changes of end-of-day balances over all accounts. Two queries."""
    held = {row.pk: row for row in accounts_of(customer).select_related("product")}
    rows = (
        Balance.objects.filter(account__in=list(held), day__lte=sight.day)
        .annotate(earlier=balance_before())
        .order_by("-day", "account_id")[:MOVEMENTS]
    )
    return tuple(
        Movement(
            day=row.day,
            account=shown(sight.staff, Column.IDENTITY, held[row.account_id].account_no, "account_no"),
            product=held[row.account_id].product.name,
            change=sight.amount(row.balance - (row.earlier or Decimal(0))),
            balance=sight.amount(row.balance),
        )
        for row in rows
    )
