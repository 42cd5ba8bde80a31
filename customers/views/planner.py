"""The allocation planner: look at a proposal, commit it as one batch, and take a batch back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions.planning import Overtaken, commit, undo
from customers.forms.planning import CommitForm, PlanForm
from customers.models import AssignmentPlan
from customers.permissions import assignment as permits
from customers.permissions import planning
from customers.queries.planning import Proposal, chosen, propose
from customers.queries.sight import Sight
from customers.rules.planning import Terms
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

PAGE = "customers/assignment/plan.html"
SHOWN = 50


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plan(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The proposal for the chosen customers (`customer`, many times) or for all who wait (`waiting`)."""
    form = PlanForm.given(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, PAGE, _page(request, sight, form, None, {}), part="proposal")
    wanted = _wanted(request.GET)
    customers = chosen(request.user, **wanted)
    proposal = propose(customers, form.terms(), timezone.localdate())
    return htmx.page(request, PAGE, _page(request, sight, form, proposal, wanted), part="proposal")


def _wanted(data: Any) -> dict[str, Any]:
    return {"numbers": sorted(set(data.getlist("customer"))), "waiting": data.get("waiting", "")}


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def plan_commit(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Make the batch, if the proposal is still the one that was shown."""
    form, wishes = CommitForm(request.POST), PlanForm.given(request.POST)
    terms = wishes.terms() if wishes.is_valid() else Terms()
    wanted = _wanted(request.POST)
    customers = chosen(request.user, **wanted)
    proposal = None
    if form.is_valid() and wishes.is_valid():
        made = AssignmentPlan.objects.visible_to(request.user).filter(uid=form.cleaned_data["uid"]).first()
        if made is not None:
            return htmx.redirect(request, "customers:plan_batch", made.pk)
        proposal = propose(customers, terms, timezone.localdate())
        verdict = planning.may_commit(proposal)
        if not verdict:
            form.add_error(None, verdict.reason)
    if form.is_valid() and wishes.is_valid():
        try:
            now = timezone.now()
            batch = commit(customers=customers, terms=terms, by=request.user, at=now, **form.cleaned_data)
            return htmx.redirect(request, "customers:plan_batch", batch.pk)
        except Overtaken as overtaken:
            proposal = overtaken.proposal
            form.add_error(
                None,
                _("The facts changed since you looked. This is the proposal of now; nothing was assigned."),
            )
    proposal = proposal or propose(customers, terms, timezone.localdate())
    context = _page(request, sight, wishes, proposal, wanted)
    context |= {"commit": form, "reason": request.POST.get("reason", "")}
    return htmx.invalid(request, PAGE, context)


def _page(
    request: StaffRequest, sight: Sight, form: PlanForm, proposal: Proposal | None, wanted: dict[str, Any]
) -> dict[str, Any]:
    decide = permits.may_decide(request.user)
    return {
        "sight": sight,
        "form": form,
        "wanted": wanted,
        "proposal": proposal,
        "lines": [
            {
                "number": line.customer.customer_no,
                "name": sight.name(line.customer.name),
                "aum": sight.amount(line.aum),
                "line": line,
            }
            for line in (proposal.lines if proposal else ())
        ],
        "shares": [
            {"share": one, "aum": sight.amount(one.aum), "after": sight.amount(one.aum_after)}
            for one in (proposal.shares if proposal else ())
        ],
        "may_commit": decide and planning.may_commit(proposal) if proposal else decide,
        "uid": uuid4(),
    }


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plans(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The newest batches in scope."""
    rows = AssignmentPlan.objects.visible_to(request.user).select_related("made_by", "undone_by")
    found = rows.prefetch_related("moves").order_by("-made_at")[:SHOWN]
    return render(request, "customers/assignment/plans.html", {"plans": found, "sight": sight})


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plan_batch(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """What a batch moved, row by row, and whether it may be taken back."""
    batch = _batch(request, pk)
    moves = batch.moves.select_related("customer", "before", "after").order_by("customer__customer_no", "pk")
    rows = [
        {"number": one.customer.customer_no, "name": sight.name(one.customer.name), "move": one}
        for one in moves
    ]
    verdict = planning.may_undo(request.user, batch, timezone.localdate())
    context = {"plan": batch, "rows": rows, "undo": verdict, "sight": sight}
    return render(request, "customers/assignment/batch.html", context)


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
def plan_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the batch back."""
    batch = _batch(request, pk)
    planning.may_undo(request.user, batch, timezone.localdate()).enforce()
    undo(plan=batch, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:plan_batch", batch.pk)


def _batch(request: StaffRequest, pk: int) -> AssignmentPlan:
    rows = AssignmentPlan.objects.visible_to(request.user).select_related("made_by", "undone_by")
    found: AssignmentPlan = get_visible_or_404(rows, request.user, pk=pk)
    return found
