"""The file of one customer, as the reader may see it: entries, completeness, checks, documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from customers.choices import ArchiveItem, NeedStatus, Tier
from customers.models import (
    Competitor,
    Customer,
    ImportantDate,
    Need,
    Preference,
    Research,
    Survey,
    Verification,
)
from customers.models.archive import Filed
from customers.policies import ARCHIVE, VERIFICATION
from customers.queries.files import present_of
from customers.queries.sight import Amount, Sight
from customers.rules.archive import (
    Completeness,
    VerificationPolicy,
    comes_next,
    completeness,
    next_check,
)
from organisation.masking import Column
from organisation.models import Staff
from organisation.scoping import ScopedQuerySet

SHOWN = 50
Entry = TypeVar("Entry", bound=Filed)


def kept_of(model: type[Entry], staff: Staff, customer: Customer) -> ScopedQuerySet[Entry]:
    """The entries of a kind in the customer's file."""
    rows = cast("ScopedQuerySet[Entry]", model.objects.filter(customer=customer))
    return rows.visible_to(staff)


@dataclass(frozen=True, slots=True)
class NeedLine:
    uid: UUID
    kind: str
    text: str | None
    product: str
    amount: Amount
    due_on: date | None
    status: str
    open: bool
    late: bool


def needs(sight: Sight, customer: Customer) -> tuple[NeedLine, ...]:
    """Open ones first, the soonest first. One query."""
    today = timezone.localdate()
    rows = sorted(
        kept_of(Need, sight.staff, customer)[:SHOWN],
        key=lambda row: (row.status != NeedStatus.OPEN, row.due_on or date.max, row.pk),
    )
    return tuple(_need_line(sight, row, today) for row in rows)


def open_needs_of(
    sight: Sight, records: Mapping[int, int], today: date, why: str
) -> dict[int, tuple[NeedLine, ...]]:
    """What was promised to each customer of the records and is open, the soonest first. The caller has checked that
    the reader may know, and says why. One query."""
    rows = Need.objects.unscoped(why).filter(customer__in=records, status=NeedStatus.OPEN)
    found: dict[int, tuple[NeedLine, ...]] = {}
    for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk"):
        key = records[row.customer_id]
        found[key] = (*found.get(key, ()), _need_line(sight, row, today))
    return found


def _need_line(sight: Sight, row: Need, today: date) -> NeedLine:
    return NeedLine(
        uid=row.uid,
        kind=row.get_kind_display(),
        text=sight.note(row.text),
        product=row.get_asset_class_display() if row.asset_class else "",
        amount=sight.amount(row.amount),
        due_on=row.due_on,
        status=row.get_status_display(),
        open=row.status == NeedStatus.OPEN,
        late=row.status == NeedStatus.OPEN and row.due_on is not None and row.due_on < today,
    )


@dataclass(frozen=True, slots=True)
class DateLine:
    uid: UUID
    kind: str
    note: str | None
    next_on: date | None
    days_left: int | None
    yearly: bool


def dates(sight: Sight, customer: Customer, today: date) -> tuple[DateLine, ...]:
    """What comes next first; what is over last. One query."""
    lines = []
    for row in kept_of(ImportantDate, sight.staff, customer)[:SHOWN]:
        ahead = comes_next(row.on, row.yearly, today)
        left = (ahead - today).days if ahead else None
        lines.append(DateLine(row.uid, row.get_kind_display(), sight.note(row.note), ahead, left, row.yearly))
    return tuple(sorted(lines, key=lambda line: line.next_on or date.max))


@dataclass(frozen=True, slots=True)
class Preferred:
    uid: UUID
    channel: str
    time: str
    note: str | None
    changed_at: datetime


def entry_of(model: type[Entry], staff: Staff, customer: Customer, **which: Any) -> Entry | None:
    """The one entry of its kind in the customer's file, None when there is none. One query."""
    return kept_of(model, staff, customer).filter(**which).first()


def preference(sight: Sight, customer: Customer) -> Preferred | None:
    """One query."""
    row = kept_of(Preference, sight.staff, customer).first()
    if row is None:
        return None
    words = sight.note(row.note)
    return Preferred(row.uid, row.get_channel_display(), row.get_time_display(), words, row.changed_at)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The market research sheet: the fields of the source in their order, as (name, text)."""

    uid: UUID
    fields: tuple[tuple[str, str | None], ...]
    changed_at: datetime
    changed_by: str

    @property
    def filled(self) -> int:
        return sum(1 for _name, text in self.fields if text)


def research(sight: Sight, customer: Customer) -> Sheet | None:
    """One query."""
    row = kept_of(Research, sight.staff, customer).select_related("changed_by").first()
    if row is None:
        return None
    fields = tuple((name, sight.note(getattr(row, name))) for name in Research.FIELDS)
    return Sheet(row.uid, fields, row.changed_at, row.changed_by.name)


@dataclass(frozen=True, slots=True)
class CompetitorLine:
    uid: UUID
    bank: str | None
    product: str | None
    amount: Amount
    rate_pct: Decimal | None
    matures_on: date | None
    noted_on: date


def competitors(sight: Sight, customer: Customer) -> tuple[CompetitorLine, ...]:
    """Newest first. One query."""
    return tuple(
        CompetitorLine(
            uid=row.uid,
            bank=sight.note(row.bank),
            product=sight.note(row.product),
            amount=sight.amount(row.amount),
            rate_pct=row.rate_pct,
            matures_on=row.matures_on,
            noted_on=row.noted_on,
        )
        for row in kept_of(Competitor, sight.staff, customer)[:SHOWN]
    )


@dataclass(frozen=True, slots=True)
class SurveyLine:
    product: str
    share_pct: int
    satisfaction: int
    benefit: int
    surveyed_on: date
    note: str | None


def surveys(sight: Sight, customer: Customer) -> tuple[SurveyLine, ...]:
    """The newest of each product. One query. For readers of assets."""
    newest: dict[str, Survey] = {}
    for row in kept_of(Survey, sight.staff, customer)[:SHOWN]:
        newest.setdefault(row.asset_class, row)
    return tuple(
        SurveyLine(
            product=row.get_asset_class_display(),
            share_pct=row.share_pct,
            satisfaction=row.satisfaction,
            benefit=row.benefit,
            surveyed_on=row.surveyed_on,
            note=sight.note(row.note),
        )
        for row in newest.values()
    )


@dataclass(frozen=True, slots=True)
class Check:
    done_on: date
    outcome: str
    by: str
    next_due_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of a file, newest first; when the next is due, and whether that day is past; whether the bank has
    said how often; until when the identity document is valid."""

    rows: tuple[Check, ...]
    due_on: date | None
    late: bool
    period_known: bool
    id_valid_to: date | None
    id_days_left: int | None


def _due_on(newest: Verification | None, period: VerificationPolicy | None) -> date | None:
    """By the day that the newest check names, else by the bank's period; a file that was never checked has none."""
    if newest is None:
        return None
    return newest.next_due_on or next_check(newest.done_on, period)


def next_check_of(sight: Sight, customer: Customer, period: VerificationPolicy | None) -> date | None:
    """When the file is to be checked next. One query."""
    return _due_on(kept_of(Verification, sight.staff, customer).first(), period)


def checks(sight: Sight, customer: Customer, today: date) -> Checks:
    """Two queries."""
    period = VERIFICATION.filled_in(today)
    kept = list(kept_of(Verification, sight.staff, customer).select_related("changed_by")[:SHOWN])
    rows = tuple(
        Check(
            row.done_on,
            row.get_outcome_display(),
            row.changed_by.name,
            row.next_due_on,
            sight.note(row.note),
        )
        for row in kept
    )
    due_on = _due_on(kept[0] if kept else None, period)
    expires = customer.id_valid_to if sight.sees(Column.PROFILE) else None
    return Checks(
        rows=rows,
        due_on=due_on,
        late=due_on is not None and due_on < today,
        period_known=period is not None,
        id_valid_to=expires,
        id_days_left=(expires - today).days if expires else None,
    )


@dataclass(frozen=True, slots=True)
class FileState:
    """How complete the file is for the customer's tier."""

    tier: str
    state: Completeness
    has: frozenset[ArchiveItem]


def file_state(sight: Sight, customer: Customer) -> FileState | None:
    """None for a customer who came after the night and has no tier yet. Two queries."""
    policy = ARCHIVE.on(timezone.localdate())
    found = present_of(sight, customer)
    if found is None:
        return None
    tier, present = found
    return FileState(tier, completeness(Tier(tier), present, policy), present)
