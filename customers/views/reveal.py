"""Masked data shown once, with a reason, on record."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from customers.actions import protection
from customers.choices import RevealField, RevealReason
from customers.forms.protection import RevealForm
from customers.permissions import customer_data
from customers.policies import REVEAL
from customers.queries.sight import Sight
from customers.rules.limits import RevealPolicy
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.sign_in import proved_at

FORBIDDEN = 403
A_MINUTE, AN_HOUR = 60, 3600
TEMPLATE = "customers/reveal.html"


@requires(Permission.CUSTOMER_REVEAL)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_sight
def reveal(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """GET asks for the reason, POST shows the value once. The value stands in no address and no cache. Who proved
    long ago who they are is asked to do so again first."""
    customer = visible(request, customer_no)
    customer_data.may_reveal(request.user).enforce()
    policy = REVEAL.on(timezone.localdate())
    back = reverse("customers:detail", args=[customer_no])
    if not proved_lately(request, policy):
        return unproved(request, policy, back)
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("field") not in RevealField.values:
        raise Http404("no such field")
    form = RevealForm(
        request.POST or None, shortest=policy.reason_min_length, initial={"field": asked["field"]}
    )
    context = {
        "form": form,
        "address": reverse("customers:reveal", args=[customer_no]),
        "label": RevealField(asked["field"]).label,
        "policy": policy,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, TEMPLATE, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)
    shown = protection.reveal(
        customer=customer,
        field=RevealField(form.cleaned_data["field"]),
        reason=RevealReason(form.cleaned_data["reason"]),
        words=form.cleaned_data["words"],
        policy=policy,
        sight=sight,
        at=timezone.now(),
    )
    return answered(request, context, shown)


def proved_lately(request: StaffRequest, policy: RevealPolicy) -> bool:
    """Whether the person proved who they are within the minutes of the preset."""
    return timezone.now().timestamp() - proved_at(request) <= policy.proof_minutes * A_MINUTE


def unproved(request: StaffRequest, policy: RevealPolicy, back: str) -> HttpResponse:
    """Ask to sign in again; the person comes back to the page they were on."""
    context = {"back": back, "policy": policy, "unproved": True}
    return render(request, TEMPLATE, context, status=FORBIDDEN if request.method == "POST" else 200)


def answered(
    request: StaffRequest, context: dict[str, Any], shown: protection.Revealed | None
) -> HttpResponse:
    """The value, or that the hour's reveals are spent."""
    if shown is not None:
        return render(request, TEMPLATE, context | {"shown": shown})
    return htmx.too_many(request, TEMPLATE, context | {"spent": True}, wait=AN_HOUR)
