"""A list of customers taken as a file: those of a filter, of a segment, of a choice; marketing's is cut by consent."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone

from customers.actions import protection
from customers.exports import list_file
from customers.queries.consent import blocked, reasons
from customers.queries.listing import ListRow
from customers.queries.sight import Sight
from organisation import exports
from organisation.guards import StaffRequest

MARKETING = "marketing"


def take(
    request: StaffRequest, sight: Sight, rows: Sequence[ListRow], kind: str, *, query: str, title: str
) -> HttpResponse:
    """The rows as a file with names masked, put on record with everybody it names. A file for marketing leaves out
    who must not be contacted, and says in itself how many and why."""
    marketing = request.POST.get("purpose") == MARKETING
    blocks = blocked([row.pk for row in rows], on=timezone.localdate()) if marketing else {}
    kept = [row for row in rows if row.pk not in blocks]
    written = list_file(sight, kept, kind, reasons(blocks.values()))
    protection.note_export(
        by=request.user,
        rows=written.rows,
        sha256=written.sha256,
        query=f"{query}&purpose={MARKETING}" if marketing else query,
        kind=kind,
        at=timezone.now(),
        numbers=[row.number for row in kept],
    )
    return exports.download(written, f"{title}-{sight.day}", kind)
