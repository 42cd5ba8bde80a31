"""Panels for the workbench: what is worth a look this morning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.choices import BlockReason
from customers.permissions import customer_data
from customers.queries import workbench
from customers.queries.consent import marks
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


def _marks(sight: Sight, rows: Iterable[workbench.Named]) -> Mapping[int, BlockReason]:
    """These are lists to call from: whoever refuses marketing is marked in them."""
    return marks(sight, [row.pk for row in rows])


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def radar(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Customers close to a tier line, by the assets at stake or by what is missing."""
    customer_data.may_measure_assets(request.user).enforce()
    by = request.GET.get("by", "stake")
    by = by if by in workbench.RADAR_ORDERS else "stake"
    rows = workbench.near_lines(sight, first_by=by)
    context = {
        "rows": rows,
        "shown": workbench.SHOWN,
        "by": by,
        "day": sight.day,
        "blocked": _marks(sight, rows),
    }
    return render(request, "customers/workbench/radar.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def tiers(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Customers whose tier moved at the last month end, and why."""
    reasons = bool(customer_data.may_see_assets(request.user))
    rows = workbench.moved_tiers(sight)
    context = {"rows": rows, "reasons": reasons, "day": sight.day, "blocked": _marks(sight, rows)}
    return render(request, "customers/workbench/tiers.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def moves(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The largest movements of the business day, or of the month so far."""
    customer_data.may_measure_assets(request.user).enforce()
    over = "month" if request.GET.get("over") == "month" else "day"
    rows = workbench.movements(sight, over=over)
    context = {"rows": rows, "over": over, "day": sight.day, "blocked": _marks(sight, rows)}
    return render(request, "customers/workbench/moves.html", context)


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def maturities(request: StaffRequest, sight: Sight) -> HttpResponse:
    """What matures next."""
    customer_data.may_see_assets(request.user).enforce()
    found = workbench.maturities(sight, timezone.localdate())
    context = {"found": found, "day": sight.day, "blocked": _marks(sight, found.rows)}
    return render(request, "customers/workbench/maturities.html", context)
