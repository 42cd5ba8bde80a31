"""Taking rows along as a file: each file of customers is capped, masked, says who took it, when and what for, and is
put on record with whom it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions import protection
from customers.exports import list_file
from customers.policies import USE
from customers.queries.consent import blocked, reasons
from customers.queries.listing import ListRow
from customers.queries.sight import Sight
from organisation import exports
from organisation.exports import Written
from organisation.guards import StaffRequest
from organisation.models import Staff

MARKETING = "marketing"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Named:
    """A file with the numbers of the customers whom it names, empty for a person who is none."""

    written: Written
    numbers: Iterable[str]


def beyond(sight: Sight) -> int:
    """How many rows a view reads for a file: one more than a file may hold by the preset."""
    return USE.on(sight.day).export_rows + 1


def take(
    request: StaffRequest,
    sight: Sight,
    kind: str,
    rows: Sequence[Row],
    write: Callable[[Sequence[Row], str], Named],
    *,
    query: str,
    title: str,
    purpose: str,
    called: str = "",
) -> HttpResponse:
    """The rows as a file, put on record with the filter that they come of (`query`) and whom it names. `rows` are up
    to `beyond`; with that many nothing is written. `write` gets them with the mark that the file begins its marks
    with. `called` names the file on record where it is no list."""
    if kind not in exports.KINDS:
        raise Http404("no such file")
    if len(rows) >= beyond(sight):
        return render(request, "customers/export_refused.html", {"most": beyond(sight) - 1}, status=409)
    now = timezone.now()
    named = write(rows, _mark(request.user, now, purpose))
    protection.note_export(
        by=request.user,
        rows=named.written.rows,
        sha256=named.written.sha256,
        query=query,
        kind=f"{called}.{kind}" if called else kind,
        at=now,
        numbers=[number for number in named.numbers if number],
    )
    return exports.download(named.written, f"{title}-{sight.day}", kind)


def _mark(by: Staff, at: datetime, purpose: str) -> str:
    """Whoever finds the file knows whose it was."""
    return _("Taken by %(name)s %(number)s at %(when)s for: %(purpose)s") % {
        "name": by.name,
        "number": by.staff_no,
        "when": f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        "purpose": purpose,
    }


def take_customers(
    request: StaffRequest, sight: Sight, kind: str, rows: Sequence[ListRow], *, query: str, title: str
) -> HttpResponse:
    """A list of customers. A file for marketing leaves out who must not be contacted, and says in itself how many
    and why."""
    marketing = request.POST.get("purpose") == MARKETING

    def write(rows: Sequence[ListRow], taken: str) -> Named:
        blocks = blocked([row.pk for row in rows], on=timezone.localdate()) if marketing else {}
        kept = [row for row in rows if row.pk not in blocks]
        left_out = reasons(blocks.values())
        return Named(list_file(sight, kept, kind, taken, left_out), [row.number for row in kept])

    query = f"{query}&purpose={MARKETING}" if marketing else query
    purpose = _("marketing contacts") if marketing else _("work with customers")
    return take(request, sight, kind, rows, write, query=query, title=title, purpose=purpose)
