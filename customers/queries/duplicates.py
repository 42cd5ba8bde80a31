"""Pairs that may be one person, side by side, and the merges of a customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import LASTING_ROLES, DuplicateEvidence, PairStatus
from customers.models import Account, Customer, CustomerDay, DuplicatePair, Merge, Relationship
from customers.queries import detail
from customers.queries.merged import in_force
from customers.queries.sight import Amount, Sight
from customers.rules.duplicates import Record, strongest_first
from organisation.models import Staff
from organisation.paging import PAGE_ROWS, Page, page_of

# What the core keeps of a person and can correct: the names of the customer's columns, with their words.
FIELDS: Mapping[str, str | Promise] = {
    "name": pgettext_lazy("person", "Name"),
    "id_type": _("Identity document"),
    "id_no": _("Identity number"),
    "id_valid_to": _("Document valid to"),
    "birth_date": _("Birth date"),
    "gender": _("Gender"),
    "phone": _("Phone"),
    "address": _("Address"),
    "occupation": _("Occupation"),
    "risk_level": _("Risk level"),
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the list shows it."""

    pk: int
    evidence: tuple[DuplicateEvidence, ...]
    status: PairStatus
    sides: tuple[tuple[str, str | None, str], tuple[str, str | None, str]]  # number, name, branch
    found_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both records as the reader may see it; `differs` compares the values themselves."""

    field: str
    label: str
    survivor: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records with what hangs on it."""

    customer: Customer
    name: str | None
    branch: str
    tier: str | None
    aum: Amount
    accounts: int
    people: Mapping[str, Staff]


def pairs(staff: Staff) -> QuerySet[DuplicatePair]:
    """The pairs of which the reader has both in scope: of the other half nobody learns that it exists."""
    second = Customer.objects.visible_to(staff).order_by().values("pk")
    rows: QuerySet[DuplicatePair] = DuplicatePair.objects.visible_to(staff).filter(second__in=second)
    return rows.select_related("first__home_branch", "second__home_branch", "decided_by")


def listed(sight: Sight, status: PairStatus, number: int = 1) -> Page[PairRow]:
    """A page of the pairs of a status. One query."""
    return page_of(pairs(sight.staff).filter(status=status), number).of(lambda pair: _row(sight, pair))


def of(sight: Sight, customer: Customer) -> list[PairRow]:
    """The undecided pairs of a customer. One query."""
    either = Q(first=customer) | Q(second=customer)
    return [_row(sight, one) for one in pairs(sight.staff).filter(either, status=PairStatus.OPEN)[:PAGE_ROWS]]


def _row(sight: Sight, pair: DuplicatePair) -> PairRow:
    first, second = (
        (one.customer_no, sight.name(one.name), one.home_branch.name) for one in (pair.first, pair.second)
    )
    return PairRow(
        pair.pk, strongest_first(pair.evidence), PairStatus(pair.status), (first, second), pair.found_on
    )


def merges_of(customer: Customer) -> Sequence[Merge]:
    """What was merged into the customer and what was undone, newest first. One query."""
    rows = Merge.objects.unscoped("of a customer whom the reader has in scope").filter(survivor=customer)
    return list(rows.select_related("absorbed", "merged_by", "undone_by"))


def fuller(pair: DuplicatePair) -> Customer:
    """The record of the two that is offered to stay: the one with more accounts, else the lower number. One query."""
    of = Account.objects.unscoped("of a pair whose records the reader has in scope").values_list(
        "customer_id", flat=True
    )
    held = Counter(of.filter(customer__in=(pair.first_id, pair.second_id)))
    return pair.second if held[pair.second_id] > held[pair.first_id] else pair.first


def merge_of(pair: DuplicatePair) -> Merge | None:
    """The merge by which the pair was decided, while it stands. One query."""
    both = (pair.first_id, pair.second_id)
    rows = Merge.objects.unscoped("of a pair whose records the reader has in scope")
    return rows.filter(undone_at=None, survivor__in=both, absorbed__in=both).first()


def records(*customers: Customer) -> list[Record]:
    """What the rule has to know of each. One query."""
    keys = [one.pk for one in customers]
    standing = list(
        in_force()
        .filter(Q(absorbed__in=keys) | Q(survivor__in=keys))
        .values_list("absorbed_id", "survivor_id")
    )
    absorbed, survivors = {one for one, _to in standing}, {to for _one, to in standing}
    return [
        Record(one.pk, one.id_type, bytes(one.id_hash), one.pk in absorbed, one.pk in survivors)
        for one in customers
    ]


def lines(sight: Sight, survivor: Customer, other: Customer) -> list[Line]:
    """The two records field by field. No query."""
    shown = [detail.profile(sight, one) for one in (survivor, other)]
    names = [sight.name(one.name) for one in (survivor, other)]
    found = []
    for field, label in FIELDS.items():
        if field == "name":
            values: list[Any] = names
        elif field == "birth_date":  # only the year is for the eyes, the whole date tells whether they differ
            values = [one.birth_year for one in shown]
        else:
            values = [getattr(one, field) for one in shown]
        differs = getattr(survivor, field) != getattr(other, field)
        mine, theirs = (_text(value) for value in values)
        found.append(Line(field, str(label), mine, theirs, differs))
    return found


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    return date_format(value, "Y-m-d") if hasattr(value, "isoformat") else str(value)


def sides(sight: Sight, *customers: Customer) -> list[Side]:
    """What hangs on each record: figures of the night, accounts and people. Three queries."""
    keys = [one.pk for one in customers]
    why = "of two customers whom the reader has in scope"
    days = {
        one.customer_id: one
        for one in CustomerDay.objects.unscoped(why).filter(run_id=sight.run_id, customer__in=keys)
    }
    counted = Account.objects.unscoped(why).filter(customer__in=keys).values("customer_id")
    accounts = dict(counted.annotate(rows=Count("pk")).values_list("customer_id", "rows"))
    found = []
    people = people_of(keys, sight.day)
    for one in customers:
        day = days.get(one.pk)
        found.append(
            Side(
                one,
                sight.name(one.name),
                one.home_branch.name,
                day.tier if day else None,
                sight.amount(day.aum) if day else None,
                accounts.get(one.pk, 0),
                people.get(one.pk, {}),
            )
        )
    return found


def people_of(keys: Sequence[int], on: date) -> dict[int, dict[str, Staff]]:
    """A and B of each customer on a day, by role. One query."""
    rows = Relationship.objects.unscoped("of two customers whom the reader has in scope").filter(
        customer__in=keys, role__in=LASTING_ROLES, period__contains=on
    )
    found: dict[int, dict[str, Staff]] = {}
    for row in rows.select_related("staff"):
        found.setdefault(row.customer_id, {})[row.role] = row.staff
    return found
