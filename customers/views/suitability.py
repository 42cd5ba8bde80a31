"""Which products suit a customer, what is held above the level, and how issuers rate the shelf."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.actions.suitability import RatingOverlaps, rate
from customers.forms.suitability import ConflictForm, RatingForm
from customers.models import Product
from customers.permissions import customer_data
from customers.queries import suitability
from customers.queries.narrowing import branches_seen, with_depth
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

CONFLICTS = "customers/suitability/conflicts.html"
RATING = "customers/suitability/rating_new.html"


@requires(Permission.SUITABILITY_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The assessment with its validity, and every product with the rule's answer and why."""
    found = visible(request, customer_no)
    context = {
        "customer_no": customer_no,
        "assessment": suitability.assessment(sight, found),
        "matches": suitability.matches(sight, found),
        "day": sight.day,
    }
    return render(request, "customers/suitability/panel.html", context)


@requires(Permission.SUITABILITY_CONFLICTS)
@require_safe
@with_sight
def conflicts(request: StaffRequest, sight: Sight) -> HttpResponse:
    """What customers hold that could not be sold to them today. A wide scope chooses a branch first."""
    customer_data.may_see_assets(request.user).enforce()
    form = ConflictForm.read(request.GET)
    context: dict[str, Any] = {"form": form, "sight": sight}
    if not htmx.is_partial(request):
        context["branches"] = with_depth(branches_seen(request.user)) if sight.several_branches else ()
    if not form.is_valid():
        return htmx.invalid(request, CONFLICTS, context, part="list")
    wanted = form.wanted()
    context["choose"] = sight.wide and not wanted.branch
    if not context["choose"]:
        page = suitability.conflicts(sight, wanted, form.number)
        context |= {"page": page, "links": form.links(page)}
    return htmx.page(request, CONFLICTS, context, part="list")


@requires(Permission.PRODUCT_RATE)
@require_safe
def ratings(request: StaffRequest) -> HttpResponse:
    """The shelf with the bank's ratings, the issuers', and the one that counts."""
    rows = sorted(suitability.rated_products(timezone.localdate()).values(), key=lambda one: one.code)
    return render(request, "customers/suitability/ratings.html", {"rows": rows})


@requires(Permission.PRODUCT_RATE)
@require_http_methods(["GET", "HEAD", "POST"])
def rating_new(request: StaffRequest, product_code: str) -> HttpResponse:
    product = get_object_or_404(Product, product_code=product_code)
    form = RatingForm(request.POST or None)
    if form.is_valid():
        try:
            rate(product=product, **form.cleaned_data, by=request.user, at=timezone.now())
        except RatingOverlaps:
            form.add_error("since", _("A rating from this day or later is recorded already."))
        else:
            return htmx.redirect(request, "customers:product_ratings")
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, RATING, {"form": form, "product": product}, status=status)
