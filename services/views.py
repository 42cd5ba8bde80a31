"""The first page of the app."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


@requires(Permission.SERVICE_VIEW)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What will be kept about serving customers, and what works already, until the first log can be written."""
    context = {"may_see_customers": Permission.CUSTOMER_LIST in request.user.permissions}
    return render(request, "services/home.html", context)
