"""The figures of an office, as a panel of the organisation's branch page."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.queries.branch_board import board, with_all_below
from organisation.guards import StaffRequest, requires
from organisation.queries import night_read_by
from organisation.roles import Permission


@requires(Permission.BRANCH_FIGURES)
@require_safe
def panel(request: StaffRequest, branch_no: str) -> HttpResponse:
    """Averages, asset classes and tiers of the office, and the offices below with the way into each."""
    offices = with_all_below(request.user, branch_no)
    night = night_read_by(request.user)
    context = {"branch": offices[0], "night": night, "board": board(offices, night) if night else None}
    return render(request, "customers/workbench/branch.html", context)


@requires(Permission.BRANCH_FIGURES)
@require_safe
def chart(request: StaffRequest, branch_no: str) -> HttpResponse:
    """The month average of the offices below (or of the asset classes of an outlet) as a ranking."""
    offices = with_all_below(request.user, branch_no)
    night = night_read_by(request.user)
    lines = [] if night is None else (found := board(offices, night)).offices or found.classes
    ranked = sorted(lines, key=lambda line: line.average_month, reverse=True)[:15]
    return JsonResponse(
        {
            "type": "ranking",
            "x": [line.label for line in ranked],
            "unit": "CNY",
            "series": [{"name": "", "data": [str(line.average_month) for line in ranked]}],
            "money": True,
        }
    )
