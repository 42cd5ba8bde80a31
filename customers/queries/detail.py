"""One customer: the summary of the night and the personal data, as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from customers.choices import RevealField, RiskLevel
from customers.models import Customer, CustomerDay
from customers.queries.sight import Amount, Sight
from organisation.masking import Column, shown


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands at the top of a customer's page."""

    number: str
    name: str | None
    tier: str | None
    aum: Amount
    net_assets: Amount
    loans: Amount
    average: Amount
    average_quarter: Amount
    average_year: Amount
    change_day: Amount
    change: Amount
    maturity_on: date | None
    maturity_amount: Amount
    branch: str
    manager: str | None
    backup: str | None


def row_of(sight: Sight, customer: Customer) -> CustomerDay | None:
    """The customer's row of the night with its branch and people; None for one who came after it. One query."""
    rows = sight.days().filter(customer=customer).select_related("branch", "owner", "backup")
    return rows.first()


def summary(sight: Sight, customer: Customer, row: CustomerDay | None) -> Summary | None:
    """The row as the reader may see it. No query."""
    if row is None:
        return None
    return Summary(
        number=customer.customer_no,
        name=sight.name(customer.name),
        tier=sight.unless_absent(Column.TIER, row.tier),
        aum=sight.amount(row.aum),
        net_assets=sight.amount(row.net_assets),
        loans=sight.amount(row.loan_balance),
        average=sight.amount(row.avg_month),
        average_quarter=sight.amount(row.avg_quarter),
        average_year=sight.amount(row.avg_year),
        change_day=sight.amount(row.change_day),
        change=sight.amount(row.change_month),
        maturity_on=sight.unless_absent(Column.ASSETS, row.next_maturity_on),
        maturity_amount=sight.amount(row.next_maturity_amount) if row.next_maturity_on else None,
        branch=row.branch.name,
        manager=row.owner.name if row.owner else None,
        backup=row.backup.name if row.backup else None,
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """Personal data as the reader may see them: masked where they are C2. `identified`: whether these columns are
    the reader's at all, so that a column without a value is not taken for one that is kept from them."""

    identified: bool
    phone: str | None
    id_type: str | None
    id_no: str | None
    id_valid_to: date | None
    address: str | None
    birth_year: int | None
    gender: str | None
    occupation: str | None
    risk_level: str | None
    risk_assessed_on: date | None
    since: date | None
    opt_out: bool | None


def profile(sight: Sight, customer: Customer) -> Profile:
    """No query. Of the birth date only the year is shown; the whole date is personal data (C2)."""

    def identity(value: str, kind: str) -> str | None:
        seen: str | None = shown(sight.staff, Column.IDENTITY, value, kind)
        return seen

    def plain(value: Any) -> Any:
        return sight.unless_absent(Column.PROFILE, value) or None

    return Profile(
        identified=sight.sees(Column.IDENTITY),
        phone=identity(customer.phone, "phone"),
        id_type=plain(customer.get_id_type_display()),
        id_no=identity(customer.id_no, "id_no"),
        id_valid_to=plain(customer.id_valid_to),
        address=identity(customer.address, "address"),
        birth_year=plain(customer.birth_date and customer.birth_date.year),
        gender=plain(customer.get_gender_display()),
        occupation=plain(customer.occupation),
        risk_level=plain(_risk(customer.risk_level)),
        risk_assessed_on=plain(customer.risk_assessed_on),
        since=plain(customer.opened_on),
        opt_out=sight.unless_absent(Column.PROFILE, customer.marketing_opt_out),
    )


def _risk(code: str) -> str:
    """The level in words; a code that the closed list does not know stays a code."""
    return str(RiskLevel(code).label) if code in RiskLevel.values else code


def in_full(customer: Customer, field: RevealField) -> str:
    """The unmasked value. Only the action that reveals, and puts that on record, may ask."""
    return str(getattr(customer, field.value))
