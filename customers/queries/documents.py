"""The documents of a customer's file and the register of who took them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from customers.models import Customer, Document, Retrieval
from customers.queries.archive import SHOWN, kept_of
from customers.queries.sight import Sight


@dataclass(frozen=True, slots=True)
class Paper:
    uid: UUID
    kind: str
    name: str | None
    note: str | None
    type: str
    size: int
    by: str
    at: datetime
    valid_to: date | None
    expired: bool
    withdrawn: bool
    taken: int


def documents(sight: Sight, customer: Customer) -> tuple[Paper, ...]:
    """Newest first, withdrawn ones last; how often each was taken out. Two queries."""
    rows = list(kept_of(Document, sight.staff, customer).select_related("changed_by")[:SHOWN])
    return tuple(sorted(papers(sight, rows), key=lambda paper: paper.withdrawn))


def papers(sight: Sight, rows: Sequence[Document]) -> tuple[Paper, ...]:
    """One query for all of them."""
    taken = Counter(
        Retrieval.objects.filter(document__in=rows)
        .visible_to(sight.staff)
        .values_list("document_id", flat=True)
    )
    return tuple(
        Paper(
            uid=row.uid,
            kind=row.get_kind_display(),
            name=sight.note(row.name),
            note=sight.note(row.note),
            type=row.type,
            size=row.size,
            by=row.changed_by.name,
            at=row.changed_at,
            valid_to=row.valid_to,
            expired=row.valid_to is not None and row.valid_to < sight.day,
            withdrawn=row.withdrawn_at is not None,
            taken=taken[row.pk],
        )
        for row in rows
    )


def retrievals(sight: Sight, document: Document) -> tuple[Retrieval, ...]:
    """The register of one document, newest first. One query."""
    rows = Retrieval.objects.filter(document=document).visible_to(sight.staff).select_related("by")
    return tuple(rows[:SHOWN])


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of the register of documents taken out."""

    at: datetime
    number: str
    name: str | None
    uid: UUID
    document: str
    reason: str
    words: str
    by: str


def taken(sight: Sight, since: date | None, until: date | None, reason: str, limit: int) -> tuple[Taken, ...]:
    """The register of everybody's documents in scope, newest first. One query."""
    rows = Retrieval.objects.visible_to(sight.staff)
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    if reason:
        rows = rows.filter(reason=reason)
    return tuple(
        Taken(
            at=row.at,
            number=row.document.customer.customer_no,
            name=sight.name(row.document.customer.name),
            uid=row.document.uid,
            document=str(row.document.get_kind_display()),
            reason=str(row.get_reason_display()),
            words=row.words,
            by=row.by.name,
        )
        for row in rows.select_related("document__customer", "by").order_by("-at", "-pk")[:limit]
    )
