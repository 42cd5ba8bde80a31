"""Custody: opening it for an absent manager, the page of what happened meanwhile, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import custody as actions
from customers.actions.custody import Plan
from customers.forms.handover import CustodyForm
from customers.models import Custody
from customers.permissions import handover as permissions
from customers.policies import HANDOVER
from customers.queries import custody as queries
from customers.queries.handover import people_to_choose
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

READ_WRITE = ["GET", "HEAD", "POST"]


def _found(request: StaffRequest, pk: int) -> Custody:
    rows = Custody.objects.visible_to(request.user).select_related(
        "owner", "substitute", "branch", "opened_by"
    )
    return get_visible_or_404(rows, request.user, pk=pk)


@requires(Permission.ASSIGNMENT_DECIDE)
@require_http_methods(READ_WRITE)
def new(request: StaffRequest) -> HttpResponse:
    """The head puts the customers of somebody who is away for a short time into custody."""
    today = timezone.localdate()
    people = people_to_choose(request.user, today)
    asked = {name: request.GET.get(name, "") for name in ("owner", "last")} | {"first": today}
    form = CustodyForm(request.POST or None, owners=people, substitutes=people, initial=asked)
    context = {"form": form, "refusals": []}
    if request.method == "POST" and form.is_valid():
        made = _open(request, form, context)
        if made is not None:
            return htmx.redirect(request, "customers:custody", made.pk)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return htmx.page(request, "customers/handover/custody_new.html", context, status=status)


def _open(request: StaffRequest, form: CustodyForm, context: dict[str, object]) -> Custody | None:
    """The custody, or None with what stands against it put into the form or the page."""
    values = form.values
    owner, substitute = form.owners[values["owner"]], form.substitutes[values["substitute"]]
    policy = HANDOVER.on(values["first"])
    verdict = permissions.may_open_custody(request.user, owner, values["first"], values["last"], policy)
    if not verdict:
        form.add_error("last", verdict.reason)
        return None
    plan = Plan(
        owner, substitute, values["first"], values["last"], values["reason"].strip(), follows_absence=False
    )
    try:
        opened = actions.open_by_head(
            plan=plan, uid=form.cleaned_data["uid"], by=request.user, at=timezone.now()
        )
    except actions.NothingCovered as nothing:
        form.add_error("owner", _("No customer of this person can be put into custody with the other."))
        context["refusals"] = nothing.refusals
        return None
    for customer, sentence in opened.refusals:
        messages.warning(request, f"{customer.customer_no}: {sentence}")
    messages.success(request, _("The customers are in custody; the rights end by themselves."))
    return opened.custody


@requires(Permission.HANDOVER_VIEW)
@require_safe
@with_sight
def custody(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """One page of what happened with the owner's customers while somebody else had them."""
    row = _found(request, pk)
    context = {
        "custody": row,
        "seen": queries.meanwhile(sight, row),
        "may_end": permissions.may_end_custody(request.user, row, timezone.localdate()),
        "today": timezone.localdate(),
    }
    return htmx.page(request, "customers/handover/custody.html", context)


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """The owner is back: the substitute's rights end."""
    row = _found(request, pk)
    permissions.may_end_custody(request.user, row, timezone.localdate()).enforce()
    actions.end(custody=row, by=request.user, at=timezone.now())
    messages.success(request, _("The custody is over."))
    return htmx.redirect(request, "customers:handovers")
