"""The allocation planner: look at a proposal, commit it as one batch, and take a batch back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from customers.actions.planning import NotMade, commit, undo
from customers.choices import MoveResult, PlanReason
from customers.forms.planning import CommitForm, PlanForm
from customers.models import AssignmentPlan
from customers.permissions import assignment as permits
from customers.permissions import planning
from customers.queries.planning import Line, Proposal, chosen, propose
from customers.queries.sight import Sight
from customers.rules.planning import Terms
from customers.views.night import with_sight
from organisation import htmx
from organisation.addresses import PagedForm
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

PAGE = "customers/assignment/plan.html"
LINES = 200  # customers of a proposal or a batch on a page; the rest is counted


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plan(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The proposal for those of the address; `why` shows the customers of one reason only."""
    form = PlanForm.read(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, PAGE, _page(sight, form, None), part="proposal")
    proposal = propose(chosen(request.user, form.wanted()), form.terms(), timezone.localdate())
    return htmx.page(request, PAGE, _page(sight, form, proposal), part="proposal")


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def plan_commit(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Make the batch, if the proposal is still the one that was shown."""
    form, wishes = CommitForm(request.POST), PlanForm.read(request.POST)
    terms = wishes.terms() if wishes.is_valid() else Terms()
    customers = chosen(request.user, wishes.wanted())
    proposal = None
    if form.is_valid() and wishes.is_valid():
        try:
            now = timezone.now()
            batch = commit(customers=customers, terms=terms, by=request.user, at=now, **form.cleaned_data)
            return htmx.redirect(request, "customers:plan_batch", batch.pk)
        except NotMade as refusal:
            proposal = refusal.proposal
            form.add_error(None, refusal.why)
    proposal = proposal or propose(customers, terms, timezone.localdate())
    return htmx.invalid(request, PAGE, _page(sight, wishes, proposal) | {"commit": form})


def _page(sight: Sight, form: PlanForm, proposal: Proposal | None) -> dict[str, Any]:
    decide = permits.may_decide(sight.staff)
    lines = proposal.lines if proposal else ()
    why = form.cleaned_data["why"]
    counts = Counter(line.why for line in lines)
    asked = [line for line in lines if line.why == why] if why in counts else lines
    return {
        "sight": sight,
        "form": form,
        "wanted": form.wanted(),
        "proposal": proposal,
        "lines": [_line(sight, line) for line in asked[:LINES]],
        "more": len(asked) - LINES,
        "reasons": [(one, counts[one]) for one in PlanReason if one in counts],
        "why": why,
        "shares": [
            {"share": one, "aum": sight.amount(one.aum), "after": sight.amount(one.aum_after)}
            for one in (proposal.shares if proposal else ())
        ],
        "may_commit": decide and planning.may_commit(proposal) if proposal else decide,
        "commit": CommitForm(),
    }


def _line(sight: Sight, line: Line) -> dict[str, Any]:
    return {
        "number": line.customer.customer_no,
        "name": sight.name(line.customer.name),
        "aum": sight.amount(line.aum),
        "line": line,
    }


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plans(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The batches in scope, the newest first."""
    form = PagedForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such page")
    rows = AssignmentPlan.objects.visible_to(request.user).select_related("made_by", "undone_by")
    page = page_of(rows.prefetch_related("moves").order_by("-made_at"), form.number)
    context = {"plans": page.rows, "links": form.links(page), "sight": sight}
    return htmx.page(request, "customers/assignment/plans.html", context, part="list")


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def plan_batch(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """What a batch moved, row by row, and whether it may be taken back."""
    batch = _batch(request, pk)
    moves = batch.moves.select_related("customer", "before", "after").order_by("customer__customer_no", "pk")
    counts = Counter(batch.moves.values_list("result", flat=True))
    result = request.GET.get("result", "")
    asked = moves.filter(result=result) if result in counts else moves
    rows = [
        {"number": one.customer.customer_no, "name": sight.name(one.customer.name), "move": one}
        for one in asked[:LINES]
    ]
    context = {
        "plan": batch,
        "rows": rows,
        "more": (counts[result] or counts.total()) - len(rows),
        "results": [(one, counts[one]) for one in MoveResult if one in counts],
        "result": result,
        "undo": planning.may_undo(request.user, batch, timezone.localdate()),
        "sight": sight,
    }
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
    return get_visible_or_404(rows, request.user, pk=pk)
