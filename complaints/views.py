"""The first page of the app."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


@requires(Permission.COMPLAINT_VIEW)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What will be kept about complaints, and what is settled already, until the first case can be taken."""
    context = {"may_see_customers": Permission.CUSTOMER_LIST in request.user.permissions}
    return render(request, "complaints/home.html", context)
