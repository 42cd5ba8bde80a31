"""The page of one customer and its panels, each answering by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from customers.averages import ASSETS
from customers.forms.protection import PeriodForm
from customers.models import Customer
from customers.permissions import customer_data
from customers.permissions.assignment import may_decide
from customers.queries import consent, detail, holdings, tiers
from customers.queries.asset_course import course, finding
from customers.queries.merged import key_of, not_in_the_night
from customers.queries.next_steps import is_told, next_steps
from customers.queries.period import period_averages
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.sections import sections
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.masking import Column
from organisation.roles import Permission
from organisation.rules.periods import PeriodKind, containing
from organisation.scoping import get_visible_or_404

STEPS = 3  # what stands in the strip


def visible(request: StaffRequest, customer_no: str) -> Customer:
    """The customer in the reader's scope, or 404 as for one who does not exist. The number of a record that was
    merged into another customer answers with that customer."""
    return get_visible_or_404(Customer, request.user, pk=key_of(customer_no))


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Who the customer is, the tier and what would change it; the rest comes as panels."""
    found = visible(request, customer_no)
    if found.customer_no != customer_no:
        return htmx.redirect(request, "customers:detail", found.customer_no)
    row = detail.row_of(sight, found)
    measures = customer_data.may_measure_assets(request.user)
    context = {
        "customer_no": found.customer_no,
        "summary": detail.summary(sight, found, row),
        "profile": detail.profile(sight, found),
        "merging": not_in_the_night(sight, [found.pk]).get(found.pk, ""),
        "outlook": tiers.outlook(row, tiers.policies(sight)) if row and measures else None,
        "may_see_assets": customer_data.may_see_assets(request.user),
        "may_measure": measures,
        "sections": sections(request.user, found.customer_no),
        "may_reveal": customer_data.may_reveal(request.user),
        "firsts": _firsts(sight) if measures else None,
        "sight": sight,
    }
    return render(request, "customers/customer_detail.html", context)


def _firsts(sight: Sight) -> dict[str, date]:
    """The first days of the periods to date, by their names, for links to the rows behind an average."""
    return {kind.name.lower(): containing(kind, sight.day).first for kind in PeriodKind}


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def next_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """What to do next, and whether the customer may be called for marketing at all."""
    found = visible(request, customer_no)
    row = detail.row_of(sight, found)
    steps = next_steps(sight, found, row, today=timezone.localdate())[:STEPS]
    blocked, told = consent.block_seen(sight, found), is_told(sight)
    return _panel(request, sight, customer_no, "next", steps=steps, no_marketing=blocked, told=told)


def _panel(request: StaffRequest, sight: Sight, customer_no: str, template: str, **rows: Any) -> HttpResponse:
    context = {"customer_no": customer_no, "day": sight.day, **rows}
    return render(request, f"customers/panel_{template}.html", context)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def holdings_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    customer_data.may_see_assets(request.user).enforce()
    firsts = _firsts(sight) if customer_data.may_measure_assets(request.user) else None
    rows = holdings.holdings(sight, found)
    return _panel(request, sight, customer_no, "holdings", rows=rows, firsts=firsts, assets=ASSETS)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def accounts_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    customer_data.may_see_assets(request.user).enforce()
    return _panel(request, sight, customer_no, "accounts", rows=holdings.accounts(sight, found))


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def loans_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    customer_data.may_see_assets(request.user).enforce()
    return _panel(request, sight, customer_no, "loans", rows=holdings.loans(sight, found))


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def movements_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    customer_data.may_see_assets(request.user).enforce()
    rows, measures = holdings.movements(sight, found), customer_data.may_measure_assets(request.user)
    return _panel(request, sight, customer_no, "movements", rows=rows, measures=measures)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def history_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    shows_averages = sight.sees(Column.ASSETS)
    rows, measures = tiers.history(sight, found), customer_data.may_measure_assets(request.user)
    return _panel(
        request, sight, customer_no, "history", rows=rows, averages=shows_averages, measures=measures
    )


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def care_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    rows, decide = tiers.care(sight, found, timezone.localdate()), may_decide(request.user)
    return _panel(request, sight, customer_no, "care", rows=rows, decide=decide)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def course_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The chart of a year with its finding as title and the table behind it."""
    found = visible(request, customer_no)
    customer_data.may_measure_assets(request.user).enforce()
    seen = course(sight, found)
    return _panel(request, sight, customer_no, "course", course=seen, finding=finding(seen))


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def period_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The averages over any period; the last finished month unless asked."""
    found = visible(request, customer_no)
    customer_data.may_measure_assets(request.user).enforce()
    last = containing(PeriodKind.MONTH, sight.day).previous()
    asked = request.GET if "start" in request.GET else {"start": last.first, "end": last.last}
    form = PeriodForm(asked, latest=sight.day)
    seen = period_averages(found, **form.cleaned_data) if form.is_valid() else None
    status = 200 if seen else htmx.UNPROCESSABLE
    context = {"customer_no": customer_no, "form": form, "seen": seen}
    return render(request, "customers/panel_period.html", context, status=status)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def chart(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The year's assets by day, the average of each month, and the tier lines, for the drawing."""
    found = visible(request, customer_no)
    customer_data.may_measure_assets(request.user).enforce()
    seen = course(sight, found)
    averages = {one.month: str(one.average) for one in seen.months}
    return JsonResponse(
        {
            "type": "line",
            "unit": str(_("yuan")),
            "x": [day.isoformat() for day in seen.days],
            "series": [
                {"name": str(_("Assets")), "data": [str(value) for value in seen.assets], "step": "end"},
                {
                    "name": str(_("Month average")),
                    "data": [averages.get(day.replace(day=1)) for day in seen.days],
                    "step": "end",
                },
            ],
            "lines": [{"name": str(line.tier.label), "value": str(line.start)} for line in seen.lines],
        }
    )
