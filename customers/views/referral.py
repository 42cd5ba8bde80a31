"""One referral: accept it, pass it on, say what came of it; and the panels that show what waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import referral_course, referrals
from customers.choices import Attempt, ReferralStatus, RelationshipRole
from customers.forms.referrals import AttemptForm, PassForm
from customers.models import Referral
from customers.permissions import prospects
from customers.permissions import referrals as permissions
from customers.permissions.assignment import may_take
from customers.policies import RECEPTION, REWARD
from customers.queries import leads
from customers.queries import referrals as queries
from customers.queries.consent import blocked
from customers.queries.receivers import managers
from customers.queries.recognition import Recognised, holders, recognised
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from organisation.verdict import Verdict

PAGE = "customers/referrals/referral.html"


def _find(request: StaffRequest, pk: int) -> Referral:
    return get_visible_or_404(
        Referral.objects.visible_to(request.user).select_related(
            "customer", "prospect", "receiver", "created_by", "branch"
        ),
        request.user,
        pk=pk,
    )


@requires(Permission.REFERRAL_VIEW)
@require_safe
@with_sight
def referral(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The line in full, what may be done with it, and its course."""
    found = _find(request, pk)
    return render(request, PAGE, _context(request, sight, found))


def _context(request: StaffRequest, sight: Sight, found: Referral) -> dict[str, Any]:
    handles = permissions.may_handle(request.user)
    customer = _customer(sight, found)
    return {
        "row": queries.one(sight, found),
        "customer": customer,
        "no_selling": blocked([customer.pk], on=timezone.localdate()).get(customer.pk) if customer else None,
        "note": leads.written(sight, found),
        "course": leads.course(found, None, sight),
        "now": timezone.now(),
        "reward_blank": REWARD.filled_in(timezone.localdate()) is None,
        "handles": handles and found.closed_at is None,
        "may_accept": permissions.may_accept(request.user, found),
        "may_pass": permissions.may_pass(request.user, found),
        "may_attempt": permissions.may_attempt(request.user, found),
        "sees_prospect": prospects.may_see(request.user),
    }


def _customer(sight: Sight, found: Referral) -> Recognised | None:
    """How a customer who was referred is to be received, for whoever sees the referral."""
    if found.customer is None:
        return None
    policy = RECEPTION.on(timezone.localdate())
    return recognised(sight, [found.customer], timezone.localdate(), policy)[0]


@requires(Permission.REFERRAL_HANDLE)
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    permissions.may_accept(request.user, found).enforce()
    referrals.accept(referral=found, by=request.user, at=timezone.now())
    messages.success(request, _("Accepted. Say afterwards what came of it."))
    return htmx.redirect(request, "customers:referral", pk)


@requires(Permission.REFERRAL_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def pass_on(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """To the next in turn, or, by the head, to a person."""
    found = _find(request, pk)
    permissions.may_pass(request.user, found).enforce()
    people = managers(found.branch, timezone.localdate()) if permissions.may_give(request.user) else ()
    form = PassForm(request.POST or None, people=people)
    if form.is_valid():
        to, reason = form.receiver, form.cleaned_data["reason"]
        referrals.pass_on(referral=found, reason=reason, to=to, by=request.user, at=timezone.now())
        messages.success(request, _("Passed on."))
        seen = Referral.objects.visible_to(request.user).filter(pk=pk).exists()
        return htmx.redirect(request, "customers:referral" if seen else "customers:referrals", *[pk][:seen])
    context = {"form": form, "row": queries.one(sight, found), "title": _("Pass on")}
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "customers/referrals/referral_form.html", context, status=status)


@requires(Permission.REFERRAL_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def attempt(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """What came of the conversation: won, follow up, given up. The action asks for the right by itself, so that the
    same form sent twice is answered twice."""
    found = _find(request, pk)
    take = _may_take(request, found)
    form = AttemptForm(
        request.POST or None,
        today=timezone.localdate(),
        first=found.status == ReferralStatus.ACCEPTED,
        may_take=bool(take),
        initial={"take": True},
    )
    if form.is_valid():
        given = form.cleaned_data
        referral_course.attempt(
            referral=found,
            result=Attempt(given["result"]),
            note=given["note"],
            next_on=given["next_on"],
            take=given.get("take", False),
            by=request.user,
            at=timezone.now(),
            uid=given["uid"],
        )
        messages.success(request, _("Recorded."))
        return htmx.redirect(request, "customers:referral", pk)
    permissions.may_attempt(request.user, found).enforce()
    context = {
        "form": form,
        "row": queries.one(sight, found),
        "take": take,
        "title": _("What came of it?"),
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "customers/referrals/referral_form.html", context, status=status)


def _may_take(request: StaffRequest, found: Referral) -> Verdict | None:
    """Whether the receiver may become A of a customer who has none; None where there is nothing to take."""
    if found.customer is None:
        return None
    on, role = timezone.localdate(), RelationshipRole.A
    if role in holders([found.customer.pk], on).get(found.customer.pk, {}):
        return None
    return may_take(customer=found.customer, staff=request.user, role=role, on=on)


@requires(Permission.REFERRAL_VIEW)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """What waits for the reader, and for front staff where their referrals stand."""
    handles = permissions.may_handle(request.user)
    context = {
        "handles": handles,
        "rows": queries.waiting(sight) if handles else queries.made(sight),
        "unaccepted": queries.unaccepted(sight) if permissions.may_give(request.user) else 0,
    }
    return render(request, "customers/referrals/panel.html", context)


@requires(Permission.REFERRAL_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Referrals of one customer, and whom the customer introduced."""
    customer = visible(request, customer_no)
    about, brought = queries.of_customer(sight, customer)
    context = {
        "customer_no": customer_no,
        "about": about,
        "brought": brought,
        "may_refer": permissions.may_recognise(request.user),
    }
    return render(request, "customers/referrals/panel_of.html", context)
