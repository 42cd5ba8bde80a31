"""The 5C1S rating on the customer's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from customers.actions import rating as actions
from customers.choices import RatingClass
from customers.forms.rating import RatingForm
from customers.permissions import segments as permissions
from customers.queries import rating
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission


@requires(Permission.SEGMENT_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The panel: the newest rating and those before it."""
    customer = visible(request, customer_no)
    rows = rating.history(sight, customer)
    context = {
        "customer_no": customer.customer_no,
        "newest": rows[0] if rows else None,
        "earlier": rows[1:],
        "may_rate": permissions.may_rate(request.user),
    }
    return render(request, "customers/rating/panel.html", context)


@requires(Permission.SEGMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def rate(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The dialog: every score that can be given, the conclusion and the reason."""
    customer = visible(request, customer_no)
    scale = rating.scale_on(sight.day)
    form = RatingForm(request.POST or None, scale=scale)
    if form.is_valid():
        actions.rate(
            uid=form.cleaned_data["uid"],
            customer=customer,
            scores=form.scores(),
            s_label=scale.s_label,
            conclusion=RatingClass(form.cleaned_data["conclusion"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return htmx.redirect(request, "customers:detail", customer.customer_no)
    context = {"form": form, "customer_no": customer.customer_no, "scale": scale}
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "customers/rating/rate.html", context, status=status)
