"""The documents of a customer's file and the register of who took them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from customers.models import Customer, Document, Retrieval
from customers.queries.archive import SHOWN, kept_of, note
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
    rows = list(kept_of(Document, sight, customer).select_related("changed_by")[:SHOWN])
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
            name=note(sight, row.name),
            note=note(sight, row.note),
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
