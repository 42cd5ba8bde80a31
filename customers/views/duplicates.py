"""Customers who may be one person: the list of pairs, the two side by side, the decision and its undoing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import duplicates as actions
from customers.choices import PairStatus
from customers.forms.duplicates import MergeForm, PairsForm, UndoForm
from customers.models import Customer, DuplicatePair, Merge
from customers.permissions import duplicates as permissions
from customers.queries import duplicates
from customers.queries.duplicates import FIELDS
from customers.queries.sight import Sight
from customers.rules.duplicates import strongest_first
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

PAIR = "customers/duplicates/pair.html"


@requires(Permission.DUPLICATE_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The pairs to decide, or those decided (`status`), newest first."""
    form = PairsForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such list")
    status = form.wanted()
    page = duplicates.listed(sight, status, form.number)
    context = {
        "rows": page.rows,
        "status": status,
        "statuses": PairStatus.choices,
        "links": form.links(page),
    }
    return htmx.page(request, "customers/duplicates/list.html", context, part="list")


@requires(Permission.DUPLICATE_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def pair(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Both records side by side; `keep` says which one stays. POST merges."""
    found = get_object_or_404(duplicates.pairs(request.user), pk=pk)
    asked = request.POST.get("keep", "first") if request.method == "POST" else request.GET.get("keep")
    sides = {"first": found.first, "second": found.second}
    survivor = sides.get(asked or "") or duplicates.fuller(found)
    form = MergeForm(request.POST or None)
    if request.method == "POST":
        permissions.may_decide(request.user).enforce()
        if form.is_valid():
            return _merge(request, form, found, survivor)
    return _page(request, sight, found, survivor, form)


def _page(
    request: StaffRequest, sight: Sight, found: DuplicatePair, survivor: Customer, form: MergeForm
) -> HttpResponse:
    other = found.second if survivor.pk == found.first_id else found.first
    context = {
        "pair": found,
        "evidence": strongest_first(found.evidence),
        "keep": "first" if survivor.pk == found.first_id else "second",
        "swap": "second" if survivor.pk == found.first_id else "first",
        "lines": duplicates.lines(sight, survivor, other),
        "sides": duplicates.sides(sight, survivor, other),
        "may_merge": permissions.may_merge(request.user, survivor, other),
        "may_decide": permissions.may_decide(request.user),
        "chosen": form["right"].value() or [],
        "form": form,
        "open": found.status == PairStatus.OPEN,
        "merge": duplicates.merge_of(found) if found.status == PairStatus.MERGED else None,
    }
    return render(request, PAIR, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _merge(request: StaffRequest, form: MergeForm, found: DuplicatePair, survivor: Customer) -> HttpResponse:
    given = form.cleaned_data
    actions.merge(
        uid=given["uid"],
        pair=found,
        survivor=survivor,
        right=given["right"],
        reason=given["reason"],
        by=request.user,
        at=timezone.now(),
    )
    return htmx.redirect(request, "customers:detail", survivor.customer_no)


@requires(Permission.DUPLICATE_MERGE)
@require_POST
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """Two different people."""
    found = get_object_or_404(duplicates.pairs(request.user), pk=pk)
    actions.dismiss(pair=found, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:duplicates")


@requires(Permission.DUPLICATE_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The panel of the customer's page: what is to be decided, what was merged, what the core should correct."""
    customer = visible(request, customer_no)
    merges = duplicates.merges_of(customer)
    context: dict[str, Any] = {
        "rows": duplicates.of(sight, customer),
        "merges": [(one, [FIELDS[name] for name in one.right if name in FIELDS]) for one in merges],
        "day": sight.day,
        "may_decide": permissions.may_decide(request.user),
    }
    return render(request, "customers/duplicates/panel.html", context)


@requires(Permission.DUPLICATE_MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def undo(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The dialog that parts two merged records again."""
    found: Merge = get_visible_or_404(Merge, request.user, pk=pk)
    permissions.may_undo(request.user, found).enforce()
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.undo(
            merge=found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        return htmx.redirect(request, "customers:detail", done.survivor.customer_no)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "merge": found}
    return render(request, "customers/duplicates/undo.html", context, status=status)
