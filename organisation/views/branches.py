"""The branch tree and a branch: what it is, who works there; figures come as panels of other apps."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from organisation.choices import BranchLevel
from organisation.guards import StaffRequest, requires
from organisation.models import Branch
from organisation.permissions import may_keep_service_point
from organisation.queries import calendar_for, night_read_by, staff_of
from organisation.queries.people import calendar_state, staffing_of
from organisation.queries.service_points import premises_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

# The norms of seed 001 (domain.md A5): guidance, so that a breach warns and never blocks.
SHARE = "FRONT_SHARE"
NORMS = {
    "WEALTH_MANAGERS": _("Wealth managers"),
    "LOBBY_MANAGERS": _("Lobby managers"),
    "MARKETING_MANAGERS": _("Marketing managers"),
    SHARE: _("Managers and non-cash tellers among all staff"),
    "CERTIFICATES": _("People with AFP or CFP"),
}
PREMISES = {
    "VIP_AREA": _("Floor for premium customers only, %"),
    "VIP_ROOMS": _("Rooms for premium customers"),
    "OUTAGE": _("Longest outage of a self-service machine in the last month, hours"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the tree; `short` names the staffing norms that an outlet misses, None where none apply."""

    branch: Branch
    depth: int
    short: list[str] | None


@requires(Permission.BRANCH_VIEW)
@require_safe
def branches(request: StaffRequest) -> HttpResponse:
    """The tree of the offices that the person may see, in the order of their path, and the norms that outlets miss."""
    rows = list(Branch.objects.visible_to(request.user).order_by("path"))
    top = min((row.path.count("/") for row in rows), default=0)
    outlets = [row.pk for row in rows if row.level == BranchLevel.OUTLET]
    reports = staffing_of(outlets, timezone.localdate())
    tree = [
        Office(
            row,
            row.path.count("/") - top,
            [str(NORMS[one.code]) for one in report.warnings] if report else None,
        )
        for row in rows
        for report in [reports.get(row.pk)]
    ]
    short = sum(bool(office.short) for office in tree)
    return render(request, "organisation/branches.html", {"tree": tree, "short": short})


@requires(Permission.BRANCH_VIEW)
@require_safe
def branch(request: StaffRequest, branch_no: str) -> HttpResponse:
    """One office with its staff and the offices below it."""
    found = get_visible_or_404(Branch, request.user, branch_no=branch_no)
    parent = found.parent
    seen = parent and Branch.objects.visible_to(request.user).filter(pk=parent.pk).exists()
    today, night = timezone.localdate(), night_read_by(request.user)
    outlet = found.level == BranchLevel.OUTLET
    report = staffing_of([found.pk], today)[found.pk] if outlet else None
    premises = premises_of(request.user, found, today) if outlet else None
    context = {
        "branch": found,
        "staffing": report,
        "norms": [(NORMS[one.code], one, one.code == SHARE) for one in report.checks] if report else (),
        "premises": premises,
        "measured": [(PREMISES[one.code], one) for one in premises.checks] if premises else (),
        "may_measure": bool(may_keep_service_point(request.user)),
        "calendar": calendar_state(calendar_for(found), today),
        "may_see_calendar": Permission.CALENDAR_VIEW in request.user.permissions,
        "parent": parent if seen else None,
        "children": Branch.objects.visible_to(request.user).filter(parent=found).order_by("branch_no"),
        "postings": staff_of(found, today),
        "published": night,
        "figures": night and Permission.BRANCH_FIGURES in request.user.permissions,
        "may_open_people": Permission.STAFF_VIEW in request.user.permissions,
        "may_see_scores": Permission.SCORE_VIEW in request.user.permissions,
    }
    return render(request, "organisation/branch.html", context)
