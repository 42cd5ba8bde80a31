"""Referring somebody, and the register of what was referred."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import prospects, referrals
from customers.forms.referrals import ReferForm, ReferPersonForm, ReferralFilterForm
from customers.models import Customer, Referral
from customers.permissions import referrals as permissions
from customers.policies import RECEPTION
from customers.queries import referrals as queries
from customers.queries.merged import by_number
from customers.queries.receivers import managers
from customers.queries.recognition import recognised
from customers.queries.register_fields import IDENTIFIED
from customers.queries.registers import table
from customers.queries.sight import Sight
from customers.views.known import known
from customers.views.night import with_sight
from customers.views.registers import around, take_register
from customers.views.taking import beyond
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.models import Branch, Staff
from organisation.roles import Permission
from organisation.scoping import Subject

LIST = "customers/referrals/referral_list.html"
REFER = "customers/referrals/refer.html"


@requires(Permission.REFERRAL_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The register; htmx gets the table only."""
    form = ReferralFilterForm.read(request.GET)
    context: dict[str, Any] = {"form": form, "sight": sight, **around(request, form)}
    if not form.is_valid():
        return htmx.invalid(request, LIST, context, part="list")
    rows, last = queries.page(sight, form.wanted())
    context |= {
        "table": table(sight, IDENTIFIED, rows),
        "links": {"after": last and form.at(before=last)},
        "filtered": form.filtered,
        "may_export": permissions.may_export(request.user),
    }
    return htmx.page(request, LIST, context, part="list")


@requires(Permission.REFERRAL_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    """《已识别优质客户信息记录表》 of the address as a file; put on record."""
    form = ReferralFilterForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such file")
    wanted = replace(form.wanted(), before=0)
    rows = queries.all_rows(sight, wanted, most=beyond(sight))
    return take_register(request, sight, kind, IDENTIFIED, rows, query=form.query)


@requires(Permission.RECOGNISE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def refer_customer(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Refer somebody who is a customer of the branch, recognised before."""
    rows = Customer.objects.visible_to(request.user, subject=Subject.WALK_IN).filter(pk=pk)
    customer = rows.select_related("home_branch").first()
    if customer is None:
        raise Http404("no such customer")
    policy = RECEPTION.on(timezone.localdate())
    seen = recognised(sight, [customer], timezone.localdate(), policy)[0]
    people = _people(request, customer.home_branch)
    form = ReferForm(request.POST or None, people=people, initial={"place": customer.home_branch.name})
    context = {"form": form, "customer": seen, "policy": policy}
    if form.is_valid():
        introducer = _introducer(request, form)
        if not form.errors:
            made = _refer(request, form, customer, customer.home_branch, introducer)
            return _done(request, made)
    return render(request, REFER, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


@requires(Permission.RECOGNISE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def refer(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Refer somebody who is no customer yet. Who is known already is shown before anything is kept."""
    branch = _branch(request)
    initial = {"place": branch.name, "introducer": request.GET.get("introducer", "")}
    form = ReferPersonForm(request.POST or None, people=_people(request, branch), initial=initial)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        made = queries.by_uid(request.user, form.cleaned_data["uid"])
        if made is not None:  # the form was sent twice
            return _done(request, made)
        introducer = _introducer(request, form)
        found = known(request, sight, form, id_no="", phone=form.cleaned_data["phone"])
        context["known"] = found
        if not form.errors and (not found or "anyway" in request.POST):
            return _done(request, _refer_person(request, form, branch, introducer))
    return render(request, REFER, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _branch(request: StaffRequest) -> Branch:
    """The branch of the colleague who refers; without a posting nobody refers."""
    posting = request.user.posting
    if posting is None:
        raise Http404("no branch")
    return posting.branch


def _people(request: StaffRequest, branch: Branch) -> list[Staff]:
    """Whom one may name: managers of the branch who are there today, oneself first."""
    found = managers(branch, timezone.localdate())
    return sorted(found, key=lambda one: (one.pk != request.user.pk, one.staff_no))


def _introducer(request: StaffRequest, form: ReferForm) -> Customer | None:
    """The customer who brought the person, of the reader's branch; unknown and elsewhere are the same answer."""
    number = form.cleaned_data["introducer"]
    if not number:
        return None
    found = by_number(request.user, number, subject=Subject.WALK_IN)
    if found is None:
        form.add_error("introducer", _("No customer of this branch has this number."))
    return found


def _seen(form: ReferForm) -> prospects.Seen:
    names = ("signals", "interests", "estimated_assets", "note", "place")
    return prospects.Seen(**{name: form.cleaned_data[name] for name in names})


def _refer(
    request: StaffRequest, form: ReferForm, about: Customer, branch: Branch, introducer: Customer | None
) -> Referral:
    return referrals.refer(
        uid=form.cleaned_data["uid"],
        about=about,
        branch=branch,
        seen=_seen(form),
        to=form.receiver,
        introduced_by=introducer,
        by=request.user,
        at=timezone.now(),
    )


def _refer_person(
    request: StaffRequest, form: ReferPersonForm, branch: Branch, introducer: Customer | None
) -> Referral:
    given = form.cleaned_data
    return referrals.refer_person(
        uid=given["uid"],
        person=prospects.Person(name=given["name"], phone=given["phone"]),
        branch=branch,
        seen=_seen(form),
        to=form.receiver,
        introduced_by=introducer,
        by=request.user,
        at=timezone.now(),
    )


def _done(request: StaffRequest, made: Referral) -> HttpResponse:
    if made.receiver is not None:
        messages.success(request, _("Referred; %(name)s is asked now.") % {"name": made.receiver.name})
    else:
        messages.warning(request, _("Recorded; nobody is there to accept it yet. The branch head sees it."))
    return htmx.redirect(request, "customers:referral", made.pk)
