"""The customer list: filters, allow-listed orders, keyset pages, count and sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import Http404

from customers import search
from customers.choices import FlagKind, TierMove
from customers.models import Customer, CustomerDay
from customers.queries import scope_sums
from customers.queries.conditions import below, flagged, moved
from customers.queries.sight import Amount, Sight
from organisation import vault
from organisation.masking import Column

PAGE_ROWS = 25
COUNTED_ROWS = 20_000  # beyond this a list says "more than", instead of reading a whole night
NOBODY = "-"
MOVES = {"any": (), "up": (TierMove.UP,), "down": (TierMove.DOWN,)}


@dataclass(frozen=True, slots=True)
class Order:
    """A column by which the list may be sorted. `served`: an index gives the order in any scope."""

    field: str
    column: Column | None
    served: bool
    nullable: bool = False


ORDERS: Mapping[str, Order] = {
    "number": Order("customer__customer_no", None, served=True),
    "tier": Order("tier_rank", Column.TIER, served=False),
    "aum": Order("aum", Column.ASSETS, served=True),
    "average": Order("avg_month", Column.ASSETS, served=True),
    "change": Order("change_month", Column.ASSETS, served=False),
    "change_day": Order("change_day", Column.ASSETS, served=False),
    "maturity": Order("next_maturity_on", Column.ASSETS, served=False, nullable=True),
}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the reader asked for. `branch` takes in all below it; `manager` is an A manager's number, or `-` for
    customers without one; `q` is the beginning of a customer number, of the pinyin or of its initials."""

    tiers: tuple[str, ...] = ()
    branch: str = ""
    manager: str = ""
    aum_from: Decimal | None = None
    aum_to: Decimal | None = None
    near: bool = False
    moved: str = ""
    maturity_days: int | None = None
    q: str = ""

    @property
    def narrow(self) -> bool:
        """Whether so few rows are left that any order is quick."""
        return bool(self.branch or self.manager or self.near or self.maturity_days is not None)

    @property
    def columns(self) -> frozenset[Column]:
        """The columns that the filter looks at: each must be seen in full."""
        asked = {
            Column.TIER: bool(self.tiers or self.moved),
            Column.ASSETS: self.near
            or any(value is not None for value in (self.aum_from, self.aum_to, self.maturity_days)),
            Column.NAME: bool(self.q) and not any(letter.isdigit() for letter in self.q),
        }
        return frozenset(column for column, used in asked.items() if used)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A customer in the list, as the reader may see it."""

    pk: int
    number: str
    name: str | None
    tier: str | None
    aum: Amount
    average: Amount
    change_day: Amount
    change: Amount
    maturity_on: date | None
    maturity_amount: Amount
    branch: str
    manager: str | None
    backup: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Count and sum of everything that the filter takes in; `beyond` when there are more than were counted."""

    count: int
    aum: Decimal | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """25 rows and the customer numbers from which the pages beside them start ("" where there is none)."""

    rows: tuple[ListRow, ...]
    before: str
    after: str


def default_order(sight: Sight) -> str:
    """Largest assets first; by number for those who may not compare assets. Names are sealed: the database knows no
    order of theirs."""
    return "-aum" if sight.full(Column.ASSETS) else "number"


def may_order(sight: Sight, key: str, narrowed: bool) -> bool:
    """Whether the reader may sort by the key: the column in full, and an index or a scope of moderate size."""
    order = ORDERS[key]
    visible = order.column is None or sight.full(order.column)
    return visible and (order.served or narrowed or not sight.wide)


def filtered(sight: Sight, wanted: ListFilter) -> QuerySet[CustomerDay]:
    """The rows in the reader's scope that the filter takes in. No query yet."""
    rows: QuerySet[CustomerDay] = sight.days()
    if wanted.tiers:
        rows = rows.filter(tier__in=wanted.tiers)
    if wanted.branch:
        rows = rows.filter(below(wanted.branch))
    if wanted.manager:
        nobody = wanted.manager == NOBODY
        rows = rows.filter(owner__isnull=True) if nobody else rows.filter(owner__staff_no=wanted.manager)
    if wanted.aum_from is not None:
        rows = rows.filter(aum__gte=wanted.aum_from)
    if wanted.aum_to is not None:
        rows = rows.filter(aum__lte=wanted.aum_to)
    if wanted.near:
        rows = rows.filter(flagged(sight, [FlagKind.NEAR_LINE]))
    if wanted.moved:
        rows = rows.filter(moved(*MOVES[wanted.moved]))
    if wanted.maturity_days is not None:
        last = sight.day + timedelta(days=wanted.maturity_days)
        rows = rows.filter(next_maturity_on__gte=sight.day, next_maturity_on__lte=last)
    if wanted.q:
        rows = rows.filter(_begins(wanted.q))
    return rows


def _begins(text: str) -> Q:
    """Number, pinyin or initials begin with the text. A name itself never stands in an address line."""
    wanted = search.normalise(text)
    number = Q(customer__customer_no__startswith=wanted.upper())
    if any(letter.isdigit() for letter in wanted):
        return number
    keys = [
        make(wanted, key)
        for make in (search.pinyin_token, search.initials_token)
        for key in search.key_numbers()
    ]
    return number | Q(customer__name_tokens__overlap=keys)


def totals(sight: Sight, rows: QuerySet[CustomerDay], wanted: ListFilter | None = None) -> Totals:
    """Exact count and sum: of a whole scope from the roll-ups, of what a filter leaves up to COUNTED_ROWS rows.
    The sum only for readers of assets. One query, two where a scope has no roll-up."""
    known = scope_sums.of_scope(sight) if wanted == ListFilter() else None
    if known is not None:
        return Totals(known[0], known[1] if sight.full(Column.ASSETS) else None, beyond=False)
    counted = rows.order_by("-aum", "-customer_id").annotate(held=F("aum")).values("held")[: COUNTED_ROWS + 1]
    found = counted.aggregate(rows=Count("held"), aum=Sum("held"))
    beyond = found["rows"] > COUNTED_ROWS
    total = None if beyond or not sight.full(Column.ASSETS) else found["aum"] or Decimal(0)
    return Totals(min(found["rows"], COUNTED_ROWS), total, beyond)


def page(
    sight: Sight, rows: QuerySet[CustomerDay], sort: str, *, after: str = "", before: str = ""
) -> ListPage:
    """The 25 rows after (or before) the customer with that number, in the order of `sort` ("-" descending).

    The position is a customer, not a value, so that no amount and no name stands in an address. One query, one
    more to find the position. A position outside the reader's scope is not found (404).
    """
    back = bool(before)
    ordered = in_order(_beyond(sight, rows, sort, before or after, back=back), sort, back=back)
    found = read(sight, ordered[: PAGE_ROWS + 1])
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if back:
        found.reverse()
    if not found:
        return ListPage((), "", "")
    has_earlier, has_later = (more, True) if back else (bool(after), more)
    return ListPage(
        tuple(found), found[0].number if has_earlier else "", found[-1].number if has_later else ""
    )


def in_order(rows: QuerySet[CustomerDay], sort: str, *, back: bool = False) -> QuerySet[CustomerDay]:
    """Rows by the sort key and then by customer, both in the same direction; empty values always last."""
    order, down = ORDERS[sort.removeprefix("-")], sort.startswith("-")
    falling = down is not back
    value = F(order.field)
    empty = {"nulls_first" if back else "nulls_last": True} if order.nullable else {}
    by = value.desc(**empty) if falling else value.asc(**empty)
    return rows.order_by(by, "-customer_id" if falling else "customer_id")


def _beyond(
    sight: Sight, rows: QuerySet[CustomerDay], sort: str, number: str, *, back: bool
) -> QuerySet[CustomerDay]:
    """The rows that come after the customer with the number in the order, or before it when going back."""
    if not number:
        return rows
    order, down = ORDERS[sort.removeprefix("-")], sort.startswith("-")
    anchor = sight.days().filter(customer__customer_no=number).values_list(order.field, "customer_id").first()
    if anchor is None:
        raise Http404("no such position")
    value, pk = anchor
    way = "lt" if down is not back else "gt"
    tied = Q(**{f"customer_id__{way}": pk})
    if value is None:
        # Empty values stand last: behind one come only empty ones, before it also every filled one.
        empty = Q(**{f"{order.field}__isnull": True}) & tied
        return rows.filter(empty | Q(**{f"{order.field}__isnull": False}) if back else empty)
    reached = Q(**{f"{order.field}__{way}e": value})  # bounds the index scan
    past = reached & (Q(**{f"{order.field}__{way}": value}) | tied)
    if order.nullable and not back:
        past |= Q(**{f"{order.field}__isnull": True})
    return rows.filter(past)


_FIELDS = (
    "customer_id",
    "customer__customer_no",
    "customer__name_sealed",
    "tier",
    "aum",
    "avg_month",
    "change_day",
    "change_month",
    "next_maturity_on",
    "next_maturity_amount",
    "branch__name",
    "owner__name",
    "backup__name",
)


def read(sight: Sight, rows: QuerySet[CustomerDay]) -> list[ListRow]:
    """The rows as the reader may see them. One query, whatever the number of rows."""
    return [
        ListRow(
            pk=pk,
            number=number,
            name=sight.name(vault.opened(Customer, "name", row=number, kept=name)),
            tier=sight.unless_absent(Column.TIER, tier),
            aum=sight.amount(aum),
            average=sight.amount(average),
            change_day=sight.amount(change_day),
            change=sight.amount(change),
            maturity_on=sight.unless_absent(Column.ASSETS, maturity_on),
            maturity_amount=sight.amount(maturity_amount) if maturity_on else None,
            branch=branch,
            manager=manager,
            backup=backup,
        )
        for (
            pk, number, name, tier, aum, average, change_day, change, maturity_on, maturity_amount,
            branch, manager, backup,
        ) in rows.values_list(*_FIELDS)
    ]  # fmt: skip
