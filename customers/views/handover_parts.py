"""A receiver's part: the pack to read or print, the answer, and the introduction of each customer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import handover_parts as actions
from customers.forms.handover import AnswerForm, IntroductionForm
from customers.models import HandoverItem, HandoverPart
from customers.permissions import handover as permissions
from customers.queries.handover import checks
from customers.queries.pack import PAGE, listed, pack
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.addresses import PagedForm
from organisation.guards import StaffRequest, requires
from organisation.masking import Column
from organisation.paging import page_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

READ_WRITE = ["GET", "HEAD", "POST"]
TEMPLATE = "customers/handover/part.html"


def _found(request: StaffRequest, pk: int) -> Any:
    """The part, with how many `customers` it has."""
    rows = HandoverPart.objects.visible_to(request.user).select_related(
        "handover", "handover__giver", "handover__branch", "receiver"
    )
    return get_visible_or_404(rows.annotate(customers=Count("items")), request.user, pk=pk)


def _page(request: StaffRequest, sight: Sight, row: Any, form: AnswerForm, **more: object) -> HttpResponse:
    asked = PagedForm.read(request.GET)
    asked.full_clean()
    page = page_of(listed(sight, row), asked.number, PAGE)
    here = reverse("customers:handover_part", args=[row.pk])
    context = {
        "part": row,
        "page": page,
        "links": {name: link and f"{here}{link}" for name, link in asked.links(page).items()},
        "introducible": {one.pk for one in page.rows if permissions.may_introduce(request.user, one)},
        "pack": pack(sight, page.rows),
        "checks": checks(sight, [row]),
        "may_answer": permissions.may_answer(request.user, row),
        "form": form,
        "sight": sight,
        **more,
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return htmx.page(request, TEMPLATE, context, part="list", status=status)


@requires(Permission.HANDOVER_VIEW)
@require_safe
@with_sight
def part(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The pack: everything that the receiver must know before and after accepting."""
    return _page(request, sight, _found(request, pk), AnswerForm())


@requires(Permission.HANDOVER_VIEW)
@require_safe
@with_sight
def sheet(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The whole pack on paper, however many customers, with room for the signatures."""
    row = _found(request, pk)
    items = list(listed(sight, row))
    context = {
        "part": row,
        "pack": pack(sight, items),
        "problems": sum(item.problem_loan for item in items) if sight.sees(Column.ASSETS) else None,
        "sight": sight,
        "printed_at": timezone.now(),
    }
    return htmx.page(request, "customers/handover/sheet.html", context)


@requires(Permission.HANDOVER_OPEN)
@require_POST
@with_sight
def answer(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Accept or decline; accepting moves the customers."""
    row = _found(request, pk)
    permissions.may_answer(request.user, row).enforce()
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, sight, row, form)
    if form.cleaned_data["answer"] == "decline":
        reason = form.cleaned_data["reason"].strip()
        actions.decline(part=row, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("Declined. The branch head chooses somebody else."))
        return htmx.redirect(request, "customers:handovers")
    try:
        actions.accept(part=row, by=request.user, at=timezone.now())
    except actions.NotPossible as stopped:
        return _page(request, sight, row, form, refused=stopped.refusals)
    messages.success(request, _("Accepted. Introduce yourself to each customer together with the giver."))
    return htmx.redirect(request, "customers:handover_part", pk)


@requires(Permission.HANDOVER_OPEN)
@require_http_methods(READ_WRITE)
def introduction(request: StaffRequest, pk: int) -> HttpResponse:
    """How giver and receiver met the customer together."""
    rows = HandoverItem.objects.visible_to(request.user).select_related("handover", "part", "customer")
    item: HandoverItem = get_visible_or_404(rows, request.user, pk=pk)
    permissions.may_introduce(request.user, item).enforce()
    asked = {"on": item.introduced_on or timezone.localdate(), "how": item.introduced_how}
    form = IntroductionForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        actions.introduce(item=item, **form.cleaned_data, by=request.user, at=timezone.now())
        return htmx.redirect(request, "customers:handover_part", item.part_id)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "item": item}
    return htmx.page(request, "customers/handover/introduction.html", context, status=status)
