"""The pack of a handover: of each customer what the receiver must know - money that matures, loans, what is to be
done - and panels of other apps by their address, where the reader may see the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from customers.models import Account, Customer, CustomerDay, HandoverItem, HandoverPart, Loan
from customers.policies import FLAGS
from customers.queries.alerts import AlertRow, open_alerts_of
from customers.queries.archive import NeedLine, open_needs_of
from customers.queries.balances import balance_on
from customers.queries.merged import absorbed, records_of
from customers.queries.sight import Amount, Sight
from organisation.masking import Column, shown
from organisation.roles import Permission

WHY = "the customers of a part that the reader may see"
PAGE = 20
# What other apps know of a customer: promises, complaints, contacts. By address, not import.
PANELS: tuple[tuple[str, Permission], ...] = (
    ("services:customer_panel", Permission.SERVICE_VIEW),
    ("complaints:customer_panel", Permission.COMPLAINT_VIEW),
)


@dataclass(frozen=True, slots=True)
class Due:
    """Money that falls due: a deposit or product that matures, or the end of a loan."""

    what: str
    number: str | None
    on: date | None
    amount: Amount
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One customer of the pack. `reachable`: the reader has the customer in scope, so that links lead somewhere."""

    item: HandoverItem
    number: str
    name: str | None
    tier: str | None
    aum: Amount
    loans: Amount
    problem_loan: bool
    maturities: tuple[Due, ...]
    debts: tuple[Due, ...]
    alerts: tuple[AlertRow, ...]
    needs: tuple[NeedLine, ...]
    reachable: bool
    panels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    rows: tuple[PackRow, ...]
    days: int  # how far ahead maturities are shown


def listed(sight: Sight, part: HandoverPart) -> QuerySet[HandoverItem]:
    """The customers of the part, largest assets first."""
    in_scope = Customer.objects.filter(pk=OuterRef("customer")).visible_to(sight.staff)
    rows = part.items.select_related("customer", "handover").order_by("-aum_before", "customer_id", "role")
    return rows.annotate(records=absorbed(), reachable=Exists(in_scope))


def pack(sight: Sight, items: Sequence[Any]) -> Pack:
    """What the receiver must know of the customers, which are `listed`. Seven queries, however many."""
    policy = FLAGS.on(sight.day)
    records = records_of((item.customer_id, item.records) for item in items)
    figures = CustomerDay.objects.unscoped(WHY).filter(run_id=sight.run_id, customer__in=records)
    days = {row.customer_id: row for row in figures}
    maturities, debts = _maturities(sight, records, policy.maturity_days), _debts(sight, records)
    may, today = sight.staff.permissions, timezone.localdate()
    alerts = open_alerts_of(sight, records, WHY) if Permission.ALERT_VIEW in may else {}
    needs = open_needs_of(sight, records, today, WHY) if Permission.ARCHIVE_VIEW in may else {}
    rows = []
    for item in items:
        row = days.get(item.customer_id)
        number = item.customer.customer_no
        rows.append(
            PackRow(
                item=item,
                number=number,
                name=sight.name(item.customer.name),
                tier=sight.unless_absent(Column.TIER, row.tier if row else ""),
                aum=sight.amount(row.aum if row else Decimal(0)),
                loans=sight.amount(row.loan_balance if row else Decimal(0)),
                problem_loan=item.problem_loan and sight.sees(Column.ASSETS),
                maturities=maturities.get(item.customer_id, ()),
                debts=debts.get(item.customer_id, ()),
                alerts=alerts.get(item.customer_id, ()),
                needs=needs.get(item.customer_id, ()),
                reachable=item.reachable,
                panels=_panels(sight, number) if item.reachable else (),
            )
        )
    return Pack(tuple(rows), policy.maturity_days)


def _panels(sight: Sight, number: str) -> tuple[str, ...]:
    """A panel of another app appears as soon as its route exists, as on the customer's page."""
    found = []
    for route, permission in PANELS:
        if permission in sight.staff.permissions:
            try:
                found.append(reverse(route, args=[number]))
            except NoReverseMatch:
                continue
    return tuple(found)


def _maturities(sight: Sight, records: Mapping[int, int], ahead: int) -> Mapping[int, tuple[Due, ...]]:
    last = sight.day + timedelta(days=ahead)
    rows = (
        Account.objects.unscoped(WHY)
        .filter(customer__in=records, maturity_on__gte=sight.day, maturity_on__lte=last, closed_on=None)
        .select_related("product")
        .annotate(now=balance_on(sight.day))
        .order_by("maturity_on", "pk")
    )
    found: dict[int, list[Due]] = {}
    for row in rows:
        number = shown(sight.staff, Column.IDENTITY, row.account_no, "account_no")
        due = Due(row.product.name, number, row.maturity_on, sight.amount(row.now or Decimal(0)))
        found.setdefault(records[row.customer_id], []).append(due)
    return {key: tuple(dues) for key, dues in found.items()}


def _debts(sight: Sight, records: Mapping[int, int]) -> Mapping[int, tuple[Due, ...]]:
    rows = (
        Loan.objects.unscoped(WHY)
        .filter(customer__in=records, as_of__lte=sight.day)
        .select_related("product")
        .order_by("loan_no_hash", "-as_of")
        .distinct("loan_no_hash")
    )
    found: dict[int, list[Due]] = {}
    for row in rows:
        if row.balance > 0:
            tone = "late" if row.overdue_days else ""
            number = shown(sight.staff, Column.IDENTITY, row.loan_no, "account_no")
            name = row.product.name if row.product else ""
            due = Due(name, number, row.due_on, sight.amount(row.balance), tone, row.get_five_class_display())
            found.setdefault(records[row.customer_id], []).append(due)
    return {key: tuple(dues) for key, dues in found.items()}
