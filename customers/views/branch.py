"""The figures of an office, as a panel of the organisation's branch page."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.queries.boards import board
from organisation.guards import StaffRequest, requires
from organisation.models import Branch
from organisation.queries import night_read_by
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404


@requires(Permission.BRANCH_VIEW)
@require_safe
def panel(request: StaffRequest, branch_no: str) -> HttpResponse:
    """Averages, asset classes and tiers of the office, and the offices below with the way into each."""
    branch = get_visible_or_404(Branch, request.user, branch_no=branch_no)
    night = night_read_by(request.user)
    context = {"branch": branch, "night": night, "board": board(branch, night) if night else None}
    return render(request, "customers/panel_branch.html", context)


@requires(Permission.BRANCH_VIEW)
@require_safe
def chart(request: StaffRequest, branch_no: str) -> HttpResponse:
    """The month average of the offices below (or of the asset classes of an outlet) as a ranking."""
    branch = get_visible_or_404(Branch, request.user, branch_no=branch_no)
    night = night_read_by(request.user)
    lines = [] if night is None else (found := board(branch, night)).offices or found.classes
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
