"""The tier migration of a branch, the bank or one's own customers: a year as a chart, a month as a matrix."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from customers.forms.tiers import BoardForm, BoardMovesForm
from customers.queries import migration
from customers.queries.migration import Migration, sees_customers
from customers.queries.narrowing import branches_seen, with_depth
from customers.queries.sight import Sight
from customers.queries.tiers import reason_words
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.masking import Column
from organisation.paging import page_of
from organisation.roles import Permission
from organisation.scoping import Subject

_RISEN, _FALLEN = _("Risen"), _("Fallen")


def _asked(request: StaffRequest, sight: Sight) -> Migration:
    form = BoardForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such board")
    given = form.cleaned_data
    return migration.migration(request.user, sight.day, branch_no=given["branch"], month=given["month"])


@requires(Permission.TIER_BOARD_VIEW)
@require_safe
@with_sight
def board(request: StaffRequest, sight: Sight) -> HttpResponse:
    found = _asked(request, sight)
    context = {
        "found": found,
        "branches": with_depth(branches_seen(request.user, Subject.BRANCH)),
        "cells": _cells(found) if sees_customers(request.user) else "",
        "query": BoardForm.read(request.GET).query,
        "sight": sight,
    }
    return htmx.page(request, "customers/tiers/board.html", context, part="board")


def _cells(found: Migration) -> str:
    """The address of the list behind a cell, to which the cell adds its tiers."""
    branch = f"branch={found.branch.branch_no}&" if found.branch else ""
    return f"{reverse('customers:tier_moves')}?month={found.month}&{branch}"


@requires(Permission.TIER_BOARD_VIEW)
@require_safe
@with_sight
def chart(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Customers who rose, above the axis, and who fell, below it, month by month."""
    months = _asked(request, sight).months
    return JsonResponse(
        {
            "type": "bar",
            "x": [one.month.strftime("%Y-%m") for one in months],
            "series": [
                {"name": str(_RISEN), "data": [str(one.up) for one in months], "stack": "moves"},
                {"name": str(_FALLEN), "data": [str(-one.down) for one in months], "stack": "moves"},
            ],
        }
    )


@requires(Permission.TIER_BOARD_VIEW)
@require_safe
@with_sight
def moves(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The customers behind one cell, of those in the reader's scope."""
    form = BoardMovesForm.read(request.GET)
    if not form.is_valid() or not form.cleaned_data["after"]:
        raise Http404("no such cell")
    given = form.cleaned_data
    found = migration.migration(request.user, sight.day, branch_no=given["branch"], month=given["month"])
    rows = migration.moved(
        request.user, month=given["month"], before=given["before"], after=given["after"], branch=found.branch
    )
    rows = rows.order_by("-average" if sight.full(Column.ASSETS) else "customer__customer_no", "customer_id")
    page = page_of(rows, form.number)
    sees_why = sight.sees(Column.ASSETS)
    context = {
        "found": found,
        "given": given,
        "rows": [
            (
                one.customer.customer_no,
                sight.name(one.customer.name),
                sight.amount(one.average),
                reason_words(one.reasons) if sees_why else (),
            )
            for one in page.rows
        ],
        "links": form.links(page),
    }
    return htmx.page(request, "customers/tiers/moves.html", context, part="list")
