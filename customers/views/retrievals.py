"""The register of documents taken out (调阅登记)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from customers.forms.contracts import RetrievalsForm
from customers.queries import documents
from customers.queries.register_fields import RETRIEVALS
from customers.queries.registers import table
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.registers import around, as_file, most_rows
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

SHOWN_ROWS = 200
PAGE = "customers/registers/retrievals.html"


def _rows(sight: Sight, form: RetrievalsForm, limit: int) -> Any:
    asked = form.cleaned_data
    return documents.taken(sight, asked["since"], asked["until"], asked["reason"], limit)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def retrievals(request: StaffRequest, sight: Sight) -> HttpResponse:
    form = RetrievalsForm(request.GET)
    context = {"form": form, "most": SHOWN_ROWS, **around(request)}
    if not form.is_valid():
        return htmx.invalid(request, PAGE, context, part="list")
    rows = _rows(sight, form, SHOWN_ROWS + 1)
    shown = table(sight, RETRIEVALS, rows[:SHOWN_ROWS])
    return htmx.page(request, PAGE, context | {"table": shown, "more": len(rows) > SHOWN_ROWS}, part="list")


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    form = RetrievalsForm(request.GET)
    if not form.is_valid():
        raise Http404("no such file")
    rows = _rows(sight, form, most_rows(sight) + 1)
    numbers = [row.number for row in rows]
    return as_file(request, sight, RETRIEVALS, rows, kind, called="retrievals", numbers=numbers)
