"""The premises of an outlet: what was measured, beside the norms."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisation import htmx
from organisation.actions import service_points as actions
from organisation.choices import BranchLevel
from organisation.concurrency import Stale
from organisation.guards import StaffRequest, requires
from organisation.models import Branch, ServicePoint
from organisation.queries.service_points import measured
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from organisation.staff_forms import ServicePointForm

PAGE = "organisation/service_point.html"


@requires(Permission.SERVICE_POINT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def service_point(request: StaffRequest, branch_no: str) -> HttpResponse:
    """Write down what was measured in an outlet; other offices have no counter."""
    branch = get_visible_or_404(Branch, request.user, branch_no=branch_no)
    if branch.level != BranchLevel.OUTLET:
        raise Http404("no outlet")
    form = ServicePointForm(
        request.POST or None, row=measured(request.user, branch) or ServicePoint(branch=branch)
    )
    context = {"branch": branch, "form": form}
    if request.method != "POST":
        return htmx.page(request, PAGE, context)
    if form.is_valid():
        try:
            actions.record(
                branch=branch, opened=form.opened, values=form.values, by=request.user, at=timezone.now()
            )
        except Stale as stale:
            context |= {"form": form.again(stale), "conflict": form.conflict(stale)}
        else:
            messages.success(request, _("The premises are recorded."))
            return htmx.redirect(request, "organisation:branch", branch.branch_no)
    return htmx.invalid(request, PAGE, context)
