"""The tier radar: who can keep or reach a tier this month, and what it takes."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from customers.choices import Tier
from customers.forms.tiers import RadarForm
from customers.permissions import customer_data
from customers.queries.consent import marks
from customers.queries.narrowing import branches_seen, with_depth
from customers.queries.radar import MOST, radar
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.roles import Permission


@requires(Permission.TIER_RADAR_VIEW)
@require_safe
@with_sight
def radar_page(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The list; htmx gets the table only. Whoever refuses marketing is marked, for this list is one to call from."""
    customer_data.may_measure_assets(request.user).enforce()
    form = RadarForm.read(request.GET)
    context = {"form": form, "sight": sight, "tiers": Tier.choices}
    if not htmx.is_partial(request):
        context["branches"] = with_depth(branches_seen(request.user)) if sight.several_branches else ()
    if not form.is_valid():
        return htmx.invalid(request, "customers/tiers/radar.html", context, part="list")
    found = radar(sight, form.wanted(), form.sorting)
    page = page_of(found.rows, form.number)
    context |= {
        "radar": found,
        "most": MOST,
        "rows": page.rows,
        "blocked": marks(sight, [row.pk for row in page.rows]),
        "sort": form.sorting,
        "links": form.links(page),
        "filtered": form.filtered,
    }
    return htmx.page(request, "customers/tiers/radar.html", context, part="list")
