"""Panels for the workbench: the newest runs, the state of the trail, presets that wait."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.guards import StaffRequest, requires
from organisation.permissions import may_decide_preset
from organisation.queries import audit_events, newest_runs, night_read_by, proposals
from organisation.roles import Permission

SHOWN = 5


@requires(Permission.NIGHTLY_VIEW)
@require_safe
def runs(request: StaffRequest) -> HttpResponse:
    context = {"runs": newest_runs(SHOWN), "published": night_read_by(request.user)}
    return render(request, "organisation/panel_runs.html", context)


@requires(Permission.AUDIT_VIEW)
@require_safe
def trail(request: StaffRequest) -> HttpResponse:
    return render(request, "organisation/panel_audit.html", {"events": audit_events()[:SHOWN]})


@requires(Permission.PRESET_VIEW)
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    rows = [(preset, may_decide_preset(request.user, preset)) for preset in proposals()[:SHOWN]]
    return render(request, "organisation/panel_presets.html", {"rows": rows})
