"""The pack of a handover: of each customer what the receiver must know - money that matures, loans, last
movements of the tier - and panels of other apps by their address, where the reader may see the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.urls import NoReverseMatch, reverse

from customers.models import Account, Balance, Customer, CustomerDay, HandoverItem, HandoverPart, Loan
from customers.policies import FLAGS
from customers.queries.sight import Amount, Sight
from organisation.masking import Column, shown
from organisation.roles import Permission

WHY = "the customers of a part that the reader may see"
# What other topics and apps know of a customer: open work, promises, complaints, contacts. By address, not import.
PANELS: tuple[tuple[str, Permission], ...] = (
    ("customers:alerts_of", Permission.ALERT_VIEW),
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
    """One customer of the pack."""

    item: HandoverItem
    number: str
    name: str | None
    tier: str | None
    aum: Amount
    loans: Amount
    maturities: tuple[Due, ...]
    debts: tuple[Due, ...]
    panels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    rows: tuple[PackRow, ...]
    days: int  # how far ahead maturities are shown


def pack(sight: Sight, part: HandoverPart) -> Pack:
    """Everything the receiver must know, largest assets first. Seven queries, however many customers."""
    policy = FLAGS.on(sight.day)
    items = list(part.items.select_related("customer", "handover").order_by("-aum_before", "customer_id"))
    keys = [item.customer_id for item in items]
    days = {
        row.customer_id: row
        for row in CustomerDay.objects.unscoped(WHY).filter(run_id=sight.run_id, customer__in=keys)
    }
    maturities, debts = _maturities(sight, keys, policy.maturity_days), _debts(sight, keys)
    seen = set(Customer.objects.visible_to(sight.staff).filter(pk__in=keys).values_list("pk", flat=True))
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
                maturities=maturities.get(item.customer_id, ()),
                debts=debts.get(item.customer_id, ()),
                panels=_panels(sight, number) if item.customer_id in seen else (),
            )
        )
    return Pack(tuple(rows), policy.maturity_days)


def _panels(sight: Sight, number: str) -> tuple[str, ...]:
    found = []
    for route, permission in PANELS:
        if permission in sight.staff.permissions:
            try:
                found.append(reverse(route, args=[number]))
            except NoReverseMatch:
                continue
    return tuple(found)


def _maturities(sight: Sight, keys: list[int], ahead: int) -> Mapping[int, tuple[Due, ...]]:
    newest = Balance.objects.filter(account=OuterRef("pk"), day__lte=sight.day).order_by("-day")
    last = sight.day + timedelta(days=ahead)
    rows = (
        Account.objects.unscoped(WHY)
        .filter(customer__in=keys, maturity_on__gte=sight.day, maturity_on__lte=last, closed_on=None)
        .select_related("product")
        .annotate(now=Subquery(newest.values("balance")[:1]))
        .order_by("maturity_on", "pk")
    )
    found: dict[int, list[Due]] = {}
    for row in rows:
        number = shown(sight.staff, Column.IDENTITY, row.account_no, "account_no")
        due = Due(row.product.name, number, row.maturity_on, sight.amount(row.now or Decimal(0)))
        found.setdefault(row.customer_id, []).append(due)
    return {key: tuple(dues) for key, dues in found.items()}


def _debts(sight: Sight, keys: list[int]) -> Mapping[int, tuple[Due, ...]]:
    rows = (
        Loan.objects.unscoped(WHY)
        .filter(customer__in=keys, as_of__lte=sight.day)
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
            found.setdefault(row.customer_id, []).append(due)
    return {key: tuple(dues) for key, dues in found.items()}
