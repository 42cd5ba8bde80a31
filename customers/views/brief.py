"""One sheet of paper for a meeting: what matters of one customer, masked as on the screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.models import Customer, CustomerDay
from customers.permissions import customer_data
from customers.permissions.archive import may_read
from customers.queries import archive, consent, detail, holdings, households, tiers
from customers.queries.merged import not_in_the_night
from customers.queries.next_steps import is_told, next_steps
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

STEPS, LINES, MONTHS = 6, 6, 6


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def brief(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    row = detail.row_of(sight, found)
    context = {
        "customer_no": found.customer_no,
        "sight": sight,
        "summary": detail.summary(sight, found, row),
        "profile": detail.profile(sight, found),
        "merging": not_in_the_night(sight, [found.pk]).get(found.pk, ""),
        "months": tiers.history(sight, found)[:MONTHS],
        "steps": next_steps(sight, found, row, today=timezone.localdate())[:STEPS],
        "told": is_told(sight),
        "belonging": _household(request, sight, found),
        "printed_at": timezone.now(),
        **_money(request, sight, found, row),
        **_file(request, sight, found),
    }
    return render(request, "customers/brief.html", context)


def _household(request: StaffRequest, sight: Sight, found: Customer) -> list[Any]:
    """With whom the customer belongs together today, but for the customer."""
    home, _waiting = households.current(request.user, found, timezone.localdate())
    members = households.members(sight, home) if home else ()
    return [one for one in members if not one.until and one.number != found.customer_no]


def _money(request: StaffRequest, sight: Sight, found: Customer, row: CustomerDay | None) -> dict[str, Any]:
    """Nothing for a reader who sees the tier only."""
    if not customer_data.may_see_assets(request.user):
        return {}
    maturing = [one for one in holdings.accounts(sight, found) if one.maturity_on and not one.closed_on]
    measures = row is not None and customer_data.may_measure_assets(request.user)
    return {
        "may_see_assets": True,
        "outlook": tiers.outlook(row, tiers.policies(sight)) if row and measures else None,
        "holdings": holdings.holdings(sight, found),
        "maturing": sorted(maturing, key=lambda one: one.maturity_on or sight.day)[:LINES],
        "loans": holdings.loans(sight, found)[:LINES],
        "movements": holdings.movements(sight, found)[:LINES],
    }


def _file(request: StaffRequest, sight: Sight, found: Customer) -> dict[str, Any]:
    """What is known beside the core's record, for those who read the file."""
    if not may_read(request.user):
        return {}
    return {
        "may_read_file": True,
        "needs": [need for need in archive.needs(sight, found) if need.open][:LINES],
        "elsewhere": archive.competitors(sight, found)[:LINES],
        "preferred": archive.preference(sight, found),
        "no_marketing": consent.block_seen(sight, found),
        "file": archive.file_state(sight, found),
    }
