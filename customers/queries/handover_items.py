"""The customers on the list of a handover: page by page, by how far each is, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from customers.choices import Goes, ItemState
from customers.models import Customer, HandoverItem
from customers.queries.sight import Amount, Sight
from organisation.masking import Column
from organisation.models import Staff
from organisation.paging import Page, page_of

PAGE_ROWS = 50
_TO_GO = Q(moved_on=None) & ~Q(goes=Goes.NOTHING)
_STATES = {
    ItemState.OPEN: _TO_GO & Q(part=None, receiver=None),
    ItemState.READY: _TO_GO & Q(part=None, receiver__isnull=False),
    ItemState.SENT: _TO_GO & Q(part__isnull=False),
    ItemState.GONE: Q(moved_on__isnull=False),
    ItemState.STAYS: Q(moved_on=None, goes=Goes.NOTHING),
}
CHANGEABLE = Q(moved_on=None, part=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is looked at; what is empty does not narrow it."""

    state: str = ""
    receiver: str = ""
    special: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One customer of a list, as the reader may see them."""

    item: HandoverItem
    number: str
    name: str | None
    aum: Amount
    loans: Amount
    problem_loan: bool
    receiver: Staff | None
    open: bool
    reachable: bool  # the reader has the customer in scope


@dataclass(frozen=True, slots=True)
class Progress:
    """How many customers of the list are in which state, match what is looked at, and may still be changed of these."""

    total: int
    open: int
    ready: int
    sent: int
    gone: int
    stays: int
    matches: int
    changeable: int

    @property
    def goes(self) -> int:
        return self.total - self.stays

    @property
    def undivided(self) -> int:
        """Of whom it may still be said what goes and to whom."""
        return self.open + self.ready + self.stays

    @property
    def percent(self) -> int:
        return 100 * self.gone // self.goes if self.goes else 100


def progress(rows: QuerySet[HandoverItem], wanted: Wanted) -> Progress:
    """The whole list by state, and what of it matches. One query."""
    counts = {state.value.lower(): Count("pk", filter=condition) for state, condition in _STATES.items()}
    match = matching(wanted)
    counts["matches"] = Count("pk", filter=match)
    counts["changeable"] = Count("pk", filter=match & CHANGEABLE)
    return Progress(**rows.aggregate(total=Count("pk"), **counts))


def matching(wanted: Wanted) -> Q:
    found = Q(pk__isnull=False)
    if wanted.state:
        found &= _STATES[ItemState(wanted.state)]
    if wanted.receiver:
        found &= Q(part__receiver__staff_no=wanted.receiver) | Q(
            part=None, receiver__staff_no=wanted.receiver
        )
    if wanted.special == "problem":
        found &= Q(problem_loan=True)
    elif wanted.special == "exception":
        found &= ~Q(goes=F("goes_by_rule"))
    elif wanted.special:
        found &= Q(role=wanted.special)
    if wanted.text:
        found &= Q(customer__customer_no__startswith=wanted.text)
    return found


def page(sight: Sight, rows: QuerySet[HandoverItem], number: int) -> Page[ItemRow]:
    """A page, largest assets first for those who see them. One query."""
    in_scope = Customer.objects.filter(pk=OuterRef("customer")).visible_to(sight.staff)
    found: QuerySet[Any] = rows.select_related("customer", "receiver", "part", "part__receiver", "handover")
    found = found.annotate(reachable=Exists(in_scope))
    largest = ["-aum_before"] if sight.sees(Column.ASSETS) else []
    ordered = found.order_by(*largest, "customer__customer_no", "role")
    return page_of(ordered, number, PAGE_ROWS).of(lambda row: _row(sight, row))


def _row(sight: Sight, row: Any) -> ItemRow:
    return ItemRow(
        item=row,
        number=row.customer.customer_no,
        name=sight.name(row.customer.name),
        aum=sight.amount(row.aum_before),
        loans=sight.amount(row.loans_before),
        problem_loan=row.problem_loan and sight.sees(Column.ASSETS),
        receiver=row.part.receiver if row.part else row.receiver,
        open=row.moved_on is None and row.part is None,
        reachable=row.reachable,
    )
