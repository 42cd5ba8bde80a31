"""Who looked at a customer, and who looks unusually often."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from customers.actions import protection as actions
from customers.queries import protection as queries
from customers.views.detail import visible
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


@requires(Permission.CUSTOMER_VIEW)
@require_POST
def opened(request: StaffRequest, customer_no: str) -> HttpResponse:
    """The customer's page says that it was opened: a page that is read writes nothing itself."""
    found = visible(request, customer_no)
    actions.note_open(customer=found, by=request.user, at=timezone.now())
    return HttpResponse(status=204)


@requires(Permission.WATCHERS_VIEW)
@require_safe
def of_customer(request: StaffRequest, customer_no: str) -> HttpResponse:
    """Who looked at the customer in the last 90 days."""
    found = visible(request, customer_no)
    rows = queries.watchers(found, now=timezone.now())
    context = {"customer_no": found.customer_no, "rows": rows, "days": queries.DAYS}
    return render(request, "customers/protection/panel_watchers.html", context)


@requires(Permission.WATCHERS_VIEW)
@require_safe
def page(request: StaffRequest, customer_no: str) -> HttpResponse:
    """The newest looks, one by one, with the reasons that were given."""
    found = visible(request, customer_no)
    context = {
        "customer_no": found.customer_no,
        "rows": queries.looks(found),
        "most": queries.SHOWN,
    }
    return render(request, "customers/protection/watchers.html", context)


@requires(Permission.UNUSUAL_VIEW)
@require_safe
def panel(request: StaffRequest) -> HttpResponse:
    """Whose reveals of the last days were unusual, for those who answer for people."""
    rows = queries.unusual(request.user, now=timezone.now())
    context = {"rows": rows, "days": queries.UNUSUAL_DAYS}
    return render(request, "customers/protection/panel_unusual.html", context)
