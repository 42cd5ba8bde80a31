"""What the pages of all registers do alike: who may take one along, and the file put on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from customers.actions import protection
from customers.exports_register import register_file
from customers.permissions import customer_data
from customers.policies import USE
from customers.queries.registers import Book, Row, table
from customers.queries.sight import Sight
from organisation import exports
from organisation.guards import StaffRequest
from organisation.roles import Permission


def around(request: StaffRequest) -> dict[str, Any]:
    """What the page of a register needs beside its rows."""
    return {
        "kinds": exports.KINDS,
        "query": request.GET.urlencode(),
        "may_export": customer_data.may_export(request.user),
        "may_see_presets": Permission.PRESET_VIEW in request.user.permissions,
    }


def most_rows(sight: Sight) -> int:
    """The rows of a file at most."""
    policy = USE.on(sight.day)
    return policy.export_rows


def as_file(
    request: StaffRequest,
    sight: Sight,
    book: Book[Row],
    rows: Sequence[Row],
    kind: str,
    *,
    called: str,
    numbers: Iterable[str],
    about: Sequence[str] = (),
) -> HttpResponse:
    """The register as a file, put on record under a name with whom it names. `rows`: up to one more than allowed."""
    if kind not in exports.KINDS:
        raise Http404("no such file")
    most = most_rows(sight)
    if len(rows) > most:
        return render(request, "customers/export_refused.html", {"most": most}, status=409)
    written = register_file(sight, table(sight, book, rows), kind, about)
    protection.note_export(
        by=request.user,
        rows=written.rows,
        sha256=written.sha256,
        query=request.GET.urlencode(),
        kind=f"{called}.{kind}",
        at=timezone.now(),
        numbers=[number for number in numbers if number],
    )
    return exports.download(written, f"{book.register.label}-{sight.day}", kind)
