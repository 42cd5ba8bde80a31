"""Panels for the workbench: what is worth a look this morning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.permissions import seeing
from customers.queries import watching
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def radar(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Customers close to a tier line, by the assets at stake or by what is missing."""
    seeing.may_measure_assets(request.user).enforce()
    by = request.GET.get("by", "stake")
    by = by if by in watching.RADAR_ORDERS else "stake"
    context = {"rows": watching.near_lines(sight, first_by=by), "by": by, "day": sight.day}
    return render(request, "customers/panel_radar.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def tiers(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Customers whose tier moved at the last month end, and why."""
    reasons = bool(seeing.may_see_assets(request.user))
    context = {"rows": watching.moved_tiers(sight), "reasons": reasons, "day": sight.day}
    return render(request, "customers/panel_tiers.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def moves(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The largest movements of the business day, or of the month so far."""
    seeing.may_measure_assets(request.user).enforce()
    over = "month" if request.GET.get("over") == "month" else "day"
    context = {"rows": watching.movements(sight, over=over), "over": over, "day": sight.day}
    return render(request, "customers/panel_moves.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def maturities(request: StaffRequest, sight: Sight) -> HttpResponse:
    """What matures next."""
    seeing.may_see_assets(request.user).enforce()
    context = {"found": watching.maturities(sight), "day": sight.day}
    return render(request, "customers/panel_maturities.html", context)
