"""What is done with one prospect: change, give to somebody, follow up, recognise as a customer, reveal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from customers.actions import prospect_matching, prospect_reveal, protection
from customers.actions import prospects as actions
from customers.choices import Attempt, RevealField, RevealReason
from customers.forms.prospects import AssignForm, ContactForm, EditProspectForm, MatchForm
from customers.forms.protection import RevealForm
from customers.models import Prospect, ProspectMatch
from customers.permissions import prospects as permissions
from customers.policies import REVEAL
from customers.queries.prospects import Known
from customers.queries.receivers import managers
from customers.queries.sight import Sight
from customers.rules.limits import RevealPolicy
from customers.views.known import known
from customers.views.night import with_sight
from customers.views.prospects import PAGE, find, shown
from customers.views.reveal import TEMPLATE, answered, proved_lately, unproved
from organisation import htmx
from organisation.concurrency import Stale
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

FORM = "customers/prospects/prospect_form.html"


@requires(Permission.PROSPECT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def edit(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """A stale page shows what changed meanwhile and loses nothing that was typed. Who is known with a number that was
    typed anew is shown before it is kept."""
    found = find(request, pk)
    permissions.may_edit(request.user, found).enforce()
    form = EditProspectForm(request.POST or None, row=found, today=timezone.localdate())
    context: dict[str, Any] = {"form": form, "prospect": found, "title": _("Change the details")}
    if form.is_valid():
        context["known"] = _known(request, sight, form, found)
        if form.errors or (context["known"] and "anyway" not in request.POST):
            return htmx.invalid(request, FORM, context)
        try:
            actions.edit(
                prospect=found, opened=form.opened, values=form.values, by=request.user, at=timezone.now()
            )
        except Stale as stale:
            context |= {"form": form.again(stale), "conflict": form.conflict(stale)}
            return htmx.invalid(request, FORM, context)
        return htmx.redirect(request, "customers:prospect", pk)
    return render(request, FORM, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _known(request: StaffRequest, sight: Sight, form: EditProspectForm, found: Prospect) -> tuple[Known, ...]:
    """Others who are known with the phone or identity number that was typed."""
    phone, id_no = form.cleaned_data["phone"], form.cleaned_data["id_no"]
    if not phone and not id_no:
        return ()
    others = known(request, sight, form, id_no=id_no, phone=phone)
    return tuple(one for one in others if one.prospect != found.pk)


@requires(Permission.PROSPECT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of a conversation."""
    found = find(request, pk)
    form = ContactForm(request.POST or None, today=timezone.localdate(), last=found.expires_on)
    if form.is_valid():
        given = form.cleaned_data
        actions.contact(
            prospect=found,
            result=Attempt(given["result"]),
            note=given["note"],
            next_on=given["next_on"],
            by=request.user,
            at=timezone.now(),
            uid=given["uid"],
        )
        messages.success(request, _("Recorded."))
        return htmx.redirect(request, "customers:prospect", pk)
    permissions.may_contact(request.user, found, referred=actions.referred(found)).enforce()
    context = {"form": form, "prospect": found, "title": _("Record a conversation")}
    return render(request, FORM, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


@requires(Permission.PROSPECT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """The head gives the prospect to a manager of the branch who is there."""
    found = find(request, pk)
    permissions.may_assign(request.user, found).enforce()
    form = AssignForm(request.POST or None, people=managers(found.branch, timezone.localdate()))
    if form.is_valid():
        to = form.receiver
        actions.assign(prospect=found, to=to, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s follows up from now on.") % {"name": to.name})
        return htmx.redirect(request, "customers:prospect", pk)
    context = {"form": form, "prospect": found, "title": _("Who follows up?")}
    return render(request, FORM, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


@requires(Permission.PROSPECT_EDIT)
@require_POST
@with_sight
def match(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """A person says whether the customer of the core is the prospect."""
    rows = ProspectMatch.objects.visible_to(request.user).select_related("prospect", "customer")
    row: ProspectMatch = get_visible_or_404(rows, request.user, pk=pk)
    permissions.may_edit(request.user, row.prospect).enforce()
    form = MatchForm(request.POST)
    if not form.is_valid():
        context = shown(request, sight, find(request, row.prospect_id)) | {"undecided": form}
        return htmx.invalid(request, PAGE, context)
    given = form.cleaned_data
    prospect_matching.decide(
        match=row, same=given["same"] == "yes", take=given["take"], by=request.user, at=timezone.now()
    )
    return htmx.redirect(request, "customers:prospect", row.prospect_id)


@requires(Permission.PROSPECT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_sight
def reveal(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """GET asks for the reason, POST shows the number once. Who proved long ago who they are is asked to first."""
    found = find(request, pk)
    permissions.may_reveal(request.user, found).enforce()
    asked = (request.POST if request.method == "POST" else request.GET).get("field", "phone")
    if asked not in prospect_reveal.FIELDS:
        raise Http404("no such field")
    policy = REVEAL.on(timezone.localdate())
    if not proved_lately(request, policy):
        return unproved(request, policy, reverse("customers:prospect", args=[pk]))
    form = RevealForm(request.POST or None, shortest=policy.reason_min_length, initial={"field": asked})
    context = {
        "form": form,
        "address": reverse("customers:prospect_reveal", args=[pk]),
        "label": RevealField(asked).label,
        "policy": policy,
    }
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)
    return answered(request, context, _shown(request, found, form, policy))


def _shown(
    request: StaffRequest, found: Prospect, form: RevealForm, policy: RevealPolicy
) -> protection.Revealed | None:
    return prospect_reveal.reveal(
        prospect=found,
        field=RevealField(form.cleaned_data["field"]),
        reason=RevealReason(form.cleaned_data["reason"]),
        words=form.cleaned_data["words"],
        policy=policy,
        by=request.user,
        at=timezone.now(),
    )
