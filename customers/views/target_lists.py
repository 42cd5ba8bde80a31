"""Target lists in the steps of domain.md A16: rank by balance, look up the sums, make the list, open the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import target_lists as actions
from customers.actions.target_lists import Chosen
from customers.choices import ConsentChannel
from customers.exports import list_file
from customers.forms.target_lists import STEPS, RankForm, TargetListForm
from customers.models import TargetList
from customers.permissions import customer_data
from customers.permissions import segments as permissions
from customers.queries import target_lists
from customers.queries.sight import Sight
from customers.queries.target_lists import Contactable, EntryRow, Ranked
from customers.views.detail import visible
from customers.views.night import with_sight
from customers.views.taking import Named, take
from organisation import exports, htmx
from organisation.addresses import PagedForm
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

NEW = "customers/target_lists/new.html"


def found(request: StaffRequest, pk: int) -> TargetList:
    return get_visible_or_404(TargetList, request.user, pk=pk)


@requires(Permission.SEGMENT_VIEW)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    form = PagedForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such page")
    page = page_of(target_lists.lists(request.user), form.number)
    context = {
        "rows": page.rows,
        "links": form.links(page),
        "may_make": permissions.may_choose(request.user),
    }
    return htmx.page(request, "customers/target_lists/list.html", context, part="list")


@requires(Permission.SEGMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def new(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Steps 1 and 2 are in the address and narrow the ranking; step 3 posts the list with the same address."""
    customer_data.may_measure_assets(request.user).enforce()
    rank = RankForm.read(request.GET, sight=sight)
    if not rank.is_valid():
        return htmx.invalid(request, NEW, {"rank": rank, "step": 1}, part="ranking")
    rows = target_lists.ranking(sight, rank.wanted())
    form = TargetListForm(request.POST or None, initial={"channel": ConsentChannel.PHONE})
    channel = form["channel"].value() or ""
    left = target_lists.contactable([one.pk for one in rows], channel=channel, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        target = _create(request, sight, form, rows, left)
        say_left_out(request, left)
        return htmx.redirect(request, "customers:target_list", target.pk)
    context = {
        "rank": rank,
        "rows": rows,
        "form": form,
        "left": left,
        "step": STEPS if form.is_bound else rank.cleaned_data["step"],
        "address": rank.query,
        "sight": sight,
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return htmx.page(request, NEW, context, part="ranking", status=status)


def _create(
    request: StaffRequest, sight: Sight, form: TargetListForm, rows: list[Ranked], left: Contactable
) -> TargetList:
    may = set(left.keys)
    return actions.create(
        **form.cleaned_data,
        chosen=[Chosen(one.pk, one.balance, one.average) for one in rows if one.pk in may],
        as_of=sight.day,
        by=request.user,
        at=timezone.now(),
    )


def say_left_out(request: StaffRequest, left: Contactable) -> None:
    """Say how many customers did not come on the list, and why."""
    for reason, count in left.left_out:
        words = ngettext(
            "%(count)s customer was left out: %(reason)s",
            "%(count)s customers were left out: %(reason)s",
            count,
        )
        messages.warning(request, words % {"count": count, "reason": reason})


@requires(Permission.SEGMENT_VIEW)
@require_safe
@with_sight
def show(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The customers of the list whom the reader has in scope; the fourth step opens their files one by one."""
    target = found(request, pk)
    rows, hidden = target_lists.entries(sight, target, on=timezone.localdate())
    context: dict[str, Any] = {
        "target": target,
        "rows": rows,
        "hidden": hidden,
        "blocked": sum(1 for one in rows if one.blocked),
        "done": sum(1 for one in rows if one.done_at),
        "may_work": permissions.may_work_on(request.user, target),
        "may_export": customer_data.may_export(request.user),
        "kinds": exports.KINDS,
    }
    return render(request, "customers/target_lists/target_list.html", context)


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def done(request: StaffRequest, sight: Sight, pk: int, customer_no: str) -> HttpResponse:
    """Open the customer's file and put down that it was looked at."""
    target, customer = found(request, pk), visible(request, customer_no)
    actions.done(target=target, customer=customer, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:detail", customer.customer_no)


@requires(Permission.SEGMENT_EDIT)
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    actions.close(target=found(request, pk), by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:target_list", pk)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, pk: int, kind: str) -> HttpResponse:
    """The list as a file of those who may be contacted today; names masked, put on record."""
    target = found(request, pk)
    rows, _hidden = target_lists.entries(sight, target, on=timezone.localdate())

    def write(rows: Sequence[EntryRow], taken: str) -> Named:
        kept = [one.row for one in rows if not one.blocked]
        left_out = Counter(one.blocked for one in rows if one.blocked)
        return Named(list_file(sight, kept, kind, taken, left_out.items()), [row.number for row in kept])

    title = f"{_('Target list')}-{target.pk}"
    query = f"target_list={target.pk}"
    return take(request, sight, kind, rows, write, query=query, title=title, purpose=target.purpose)
