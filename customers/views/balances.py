"""The page behind every average of a customer: the balances and the days they stood."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from customers.forms.protection import BalancesForm
from customers.permissions import customer_data
from customers.queries.balance_rows import SHOWN, balance_rows
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.rules.periods import PeriodKind, containing


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def balances(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The month to date unless another period is asked for."""
    found = visible(request, customer_no)
    customer_data.may_measure_assets(request.user).enforce()
    this_month = {"start": containing(PeriodKind.MONTH, sight.day).first, "end": sight.day}
    form = BalancesForm(request.GET if "start" in request.GET else this_month, latest=sight.day)
    seen = balance_rows(sight, found, **form.cleaned_data) if form.is_valid() else None
    context = {"customer_no": found.customer_no, "form": form, "seen": seen, "most": SHOWN, "sight": sight}
    status = 200 if seen else htmx.UNPROCESSABLE
    return htmx.page(request, "customers/balances.html", context, part="list", status=status)
