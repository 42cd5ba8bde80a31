"""Panels for the workbench and for the branch page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.guards import StaffRequest, requires
from organisation.models import Branch
from organisation.queries import night_read_by
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from performance.queries import appraisals, cards
from performance.showing import line_views

RANKED = 20


@requires(Permission.SCORE_VIEW)
@require_safe
def score(request: StaffRequest) -> HttpResponse:
    """The reader's own score of the published night, line by line."""
    night = night_read_by(request.user)
    own = cards.own_card(request.user, night)
    compared = cards.comparison(own) if own else None
    lines = line_views(own) if own else []
    context = {
        "card": own,
        "lines": lines,
        "scored": any(line.points is not None for line in lines),
        "most": own.total + own.open_points if own else None,
        "comparison": compared,
        "night": night,
    }
    return render(request, "performance/panel_score.html", context)


@requires(Permission.SCORE_VIEW)
@require_safe
def ranking(request: StaffRequest) -> HttpResponse:
    """The managers of the reader's own branch and below."""
    posting = request.user.posting
    return _ranking(request, posting.branch if posting else None)


@requires(Permission.SCORE_VIEW)
@require_safe
def branch_ranking(request: StaffRequest, branch_no: str) -> HttpResponse:
    """The managers of one branch and below, for the branch's page."""
    return _ranking(request, get_visible_or_404(Branch, request.user, branch_no=branch_no))


def _ranking(request: StaffRequest, branch: Branch | None) -> HttpResponse:
    rows = cards.ranking(request.user, branch.path, RANKED + 1) if branch else []
    context = {"branch": branch, "rows": rows[:RANKED], "more": len(rows) > RANKED}
    return render(request, "performance/panel_ranking.html", context)


@requires(Permission.APPRAISAL_VIEW)
@require_safe
def appraisal(request: StaffRequest) -> HttpResponse:
    """The newest quarter with cards, and what keeps it from being complete."""
    quarter = next(iter(appraisals.quarters(request.user)[:1]), None)
    seen = appraisals.cards_of(request.user, quarter) if quarter else None
    context = {"quarter": quarter, "missing": cards.missing_lines(seen)[:4] if seen is not None else []}
    return render(request, "performance/panel_appraisal.html", context)
