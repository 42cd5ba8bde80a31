"""Households and related customers: the list, a proposal, the decision of the second person, the roll-up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import households as actions
from customers.choices import HouseholdStatus, Kinship, MemberChange
from customers.forms.households import ChangeForm, DecisionForm, EndForm, HouseholdsForm, ProposalForm
from customers.forms.protection import PeriodForm
from customers.models import Customer, Household, HouseholdChange
from customers.permissions import customer_data
from customers.permissions import households as permits
from customers.queries import households as queries
from customers.queries.household_suggestions import evidence, suggestions
from customers.queries.merged import by_number
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

NEW, PAGE = "customers/households/new.html", "customers/households/household.html"
PAGE_ROWS = 50


@requires(Permission.HOUSEHOLD_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Proposals that wait first, then the newest."""
    form = HouseholdsForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such list")
    page = page_of(queries.listed(request.user, form.wanted()), form.number, PAGE_ROWS)
    shown = queries.with_members(sight, page.rows)
    context = {
        "rows": [(one, queries.names(sight, members)) for one, members in shown],
        "form": form,
        "links": form.links(page),
    }
    return htmx.page(request, "customers/households/list.html", context, part="list")


@requires(Permission.HOUSEHOLD_PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def household_new(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Propose that others belong to the customer; `with` fills in who."""
    first = visible(request, customer_no)
    today = timezone.localdate()
    form = ProposalForm(request.POST or None, today=today, others=request.GET.getlist("with"))
    if form.is_bound and form.is_valid():
        joining = _joining(request, form, first)
        if form.is_valid():
            made = actions.propose(
                members=joining,
                by=request.user,
                at=timezone.now(),
                **{name: form.cleaned_data[name] for name in ("uid", "kind", "since", "reason")},
            )
            return htmx.redirect(request, "customers:household", made.pk)
    context = {
        "form": form,
        "number": first.customer_no,
        "name": sight.name(first.name),
        "suggestions": suggestions(sight, first, today),
    }
    if form.is_bound:
        return htmx.invalid(request, NEW, context)
    return render(request, NEW, context)


def _joining(request: StaffRequest, form: ProposalForm, first: Customer) -> list[actions.Joining]:
    """The members by their numbers; one who is not in scope is as unknown as one who does not exist."""
    found = [actions.Joining(first, Kinship.FIRST)]
    for at, number, kinship in form.others():
        other = by_number(request.user, number)
        if other is None or other.pk == first.pk:
            form.add_error(f"number_{at}", _("No other customer in your scope has this number."))
        else:
            found.append(actions.Joining(other, kinship, evidence(first, other)))
    taken = queries.taken([one.customer.pk for one in found], form.cleaned_data["since"])
    verdict = permits.may_belong(taken)
    if not verdict:
        form.add_error(None, verdict.reason)
    return found


@requires(Permission.HOUSEHOLD_VIEW)
@require_safe
@with_sight
def household(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """One household: its members in scope, who proposed and confirmed it, and its averages over a period."""
    return render(request, PAGE, _page(request, sight, _found(request, pk)))


@requires(Permission.HOUSEHOLD_CONFIRM)
@require_POST
@with_sight
def household_decide(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Confirm as the second person, or not."""
    found = _found(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return htmx.invalid(request, PAGE, _page(request, sight, found) | {"decision": form})
    actions.decide(
        household=found,
        confirm=form.cleaned_data["answer"] == "yes",
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    return htmx.redirect(request, "customers:household", found.pk)


@requires(Permission.HOUSEHOLD_CONFIRM)
@require_POST
@with_sight
def household_end(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Dissolve the household."""
    found = _found(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return htmx.invalid(request, PAGE, _page(request, sight, found) | {"end": form})
    reason = form.cleaned_data["reason"]
    actions.dissolve(household=found, reason=reason, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:household", found.pk)


@requires(Permission.HOUSEHOLD_PROPOSE)
@require_POST
@with_sight
def household_change(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Propose who joins a confirmed household, or leaves it."""
    found = _found(request, pk)
    kind = MemberChange.LEAVE if request.POST.get("kind") == MemberChange.LEAVE else MemberChange.JOIN
    form = ChangeForm(request.POST, kind=kind, today=timezone.localdate())
    customer = _changing(request, form, found, kind) if form.is_valid() else None
    if customer is None:
        name = "leaving" if kind == MemberChange.LEAVE else "joining"
        return htmx.invalid(request, PAGE, _page(request, sight, found) | {name: form})
    said = form.cleaned_data
    first = found.members.order_by("pk").first()
    shared = evidence(first.customer, customer) if first and kind == MemberChange.JOIN else ()
    actions.propose_change(
        household=found,
        member=actions.Joining(customer, said.get("kinship", ""), shared),
        by=request.user,
        at=timezone.now(),
        **{name: said[name] for name in ("uid", "kind", "since", "reason")},
    )
    return htmx.redirect(request, "customers:household", found.pk)


def _changing(
    request: StaffRequest, form: ChangeForm, household: Household, kind: MemberChange
) -> Customer | None:
    """The customer who is meant; none where the form now says why that one can't be."""
    said = form.cleaned_data
    customer = by_number(request.user, said["number"])
    if customer is None:
        form.add_error("number", _("No other customer in your scope has this number."))
        return None
    verdict = actions.may_take_effect(household, kind, customer, said["since"])
    if verdict:
        return customer
    form.add_error("number", verdict.reason)
    return None


@requires(Permission.HOUSEHOLD_CONFIRM)
@require_POST
@with_sight
def change_decide(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Confirm a change of the members as the second person, or not."""
    change = get_visible_or_404(HouseholdChange, request.user, pk=pk)
    found = _found(request, change.household_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        refusal = {"change_decision": form, "undecided": change.pk}
        return htmx.invalid(request, PAGE, _page(request, sight, found) | refusal)
    actions.decide_change(
        change=change,
        confirm=form.cleaned_data["answer"] == "yes",
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    return htmx.redirect(request, "customers:household", found.pk)


@requires(Permission.CUSTOMER_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """For the customer's page: with whom the customer belongs together."""
    customer = visible(request, customer_no)
    home, waiting = queries.current(request.user, customer, timezone.localdate())
    context: dict[str, Any] = {
        "customer_no": customer_no,
        "home": home,
        "waiting": waiting,
        "members": queries.members(sight, home) if home else (),
        "may_propose": permits.may_propose(request.user),
        "opens": home is not None and queries.may_open(request.user, home),
    }
    if home and customer_data.may_measure_assets(request.user):
        context["together"] = queries.together(sight, home, sight.day.replace(day=1), sight.day)
    return render(request, "customers/households/panel_household.html", context)


def _found(request: StaffRequest, pk: int) -> Household:
    rows = Household.objects.visible_to(request.user)
    return get_visible_or_404(
        rows.select_related("branch", "proposed_by", "decided_by", "ended_by"), request.user, pk=pk
    )


def _page(request: StaffRequest, sight: Sight, found: Household) -> dict[str, Any]:
    members = queries.members(sight, found)
    belonging = [one for one in members if not one.until]
    context: dict[str, Any] = {
        "household": found,
        "members": members,
        "who": "、".join(one.name or one.number for one in belonging or members),
        "may_decide": permits.may_decide(request.user, found),
        "may_end": permits.may_end(request.user, found),
        "may_change": permits.may_change(request.user, found),
        "changes": [
            (one, permits.may_decide(request.user, one.change)) for one in queries.changes(sight, found)
        ],
        "joining": ChangeForm(kind=MemberChange.JOIN, today=timezone.localdate()),
        "leaving": ChangeForm(kind=MemberChange.LEAVE, today=timezone.localdate()),
        "sight": sight,
    }
    if customer_data.may_measure_assets(request.user) and found.status in (
        HouseholdStatus.CONFIRMED,
        HouseholdStatus.DISSOLVED,
    ):
        first = sight.day.replace(day=1)
        asked = request.GET if "start" in request.GET else {"start": first, "end": sight.day}
        form = PeriodForm(asked, latest=sight.day)
        context["period"] = form
        if form.is_valid():
            context["together"] = queries.together(
                sight, found, form.cleaned_data["start"], form.cleaned_data["end"]
            )
    return context
