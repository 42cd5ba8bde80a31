"""Doing one thing with many customers: those ticked on a page, or all that match, looked at before anything is done."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.actions import target_lists as actions
from customers.actions.target_lists import Chosen
from customers.forms.listing import ListForm, asked, given
from customers.forms.target_lists import TargetListForm
from customers.permissions import seeing
from customers.permissions import segments as permissions
from customers.permissions.assignment import may_decide
from customers.queries import listing, segments, target_lists
from customers.queries.listing import ListRow
from customers.queries.sight import Sight
from customers.rules.segments import read
from customers.views.night import with_sight
from customers.views.taking import take
from customers.views.target_lists import say_left_out
from organisation import exports, htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

PREVIEW = "customers/choosing/preview.html"
LONGEST_ADDRESS = 3_500


def chosen(request: StaffRequest, sight: Sight) -> list[ListRow]:
    """The customers ticked (`pick`), or with `all` everybody of the list's filter (`query`) or of a segment, always
    in the reader's scope: a number outside it is as unknown as one that does not exist."""
    cap = target_lists.most_customers(sight.day)
    if not request.POST.get("all"):
        return target_lists.in_scope(sight, request.POST.getlist("pick")[: cap + 1])
    number = request.POST.get("segment", "")
    if number:
        rows = _of_segment(request, sight, number)
    else:
        form = ListForm(given(QueryDict(request.POST.get("query", ""))))
        if not form.is_valid():
            raise Http404("no such list")
        rows = listing.filtered(sight, asked(sight, form).wanted)
    return listing.read(sight, listing.in_order(rows, listing.default_order(sight))[: cap + 1])


def _of_segment(request: StaffRequest, sight: Sight, number: str) -> Any:
    key = int(number) if number.isdecimal() else 0
    segment = get_object_or_404(segments.readable(request.user), pk=key)
    criteria = read(segment.criteria)
    permissions.may_answer(request.user, criteria).enforce()
    return segments.members(sight, criteria)


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def preview(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Who was chosen and what may be done with them; writes nothing."""
    form = TargetListForm(initial={"uid": uuid4(), "channel": "PHONE"})
    return _page(request, sight, chosen(request, sight), form, 200)


def _page(
    request: StaffRequest, sight: Sight, rows: list[ListRow], form: TargetListForm, status: int
) -> HttpResponse:
    cap = target_lists.most_customers(sight.day)
    if len(rows) > cap or not rows:
        return render(request, PREVIEW, {"rows": [], "cap": cap, "too_many": bool(rows)}, status=409)
    channel = str(form["channel"].value() or "")
    on = timezone.localdate()
    left = target_lists.contactable([row.pk for row in rows], channel=channel, on=on)
    reasons = target_lists.refusals([row.pk for row in rows], channel=channel, on=on)
    context = {
        "rows": [(row, reasons.get(row.pk, "")) for row in rows],
        "left": left,
        "form": form,
        "lists": [
            one for one in target_lists.lists(request.user)
            if one.owner_id == request.user.pk and one.closed_at is None
        ],
        "may_assign": may_decide(request.user),
        "planner": _planner([row.number for row in rows]),
        "may_export": seeing.may_export(request.user),
        "kinds": exports.KINDS,
    }  # fmt: skip
    return render(request, PREVIEW, context, status=status)


def _planner(numbers: list[str]) -> str:
    """The planner's address with the customers in it; nothing when there are too many for an address."""
    try:
        address = f"{reverse('customers:plan')}?{urlencode({'customer': numbers}, doseq=True)}"
    except NoReverseMatch:
        return ""
    return address if len(address) <= LONGEST_ADDRESS else ""


def _within(request: StaffRequest, sight: Sight) -> list[ListRow]:
    """The customers of the preview once more, now that something is done with them."""
    rows = target_lists.in_scope(sight, request.POST.getlist("pick"))
    if len(rows) > target_lists.most_customers(sight.day):
        raise PermissionDenied(_("More customers than may be chosen at once; head office sets the number."))
    return rows


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def keep(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Put the chosen on a list, a new one or one of the reader's own, without those who must not be contacted."""
    rows = _within(request, sight)
    number = request.POST.get("target", "")
    if number:
        key = int(number) if number.isdecimal() else 0
        target = get_object_or_404(target_lists.lists(request.user), pk=key)
        left = target_lists.contactable(
            [row.pk for row in rows], channel=target.channel, on=timezone.localdate()
        )
        actions.add(target=target, chosen=_choose(rows, left.keys), by=request.user, at=timezone.now())
    else:
        form = TargetListForm(request.POST)
        if not form.is_valid() or not rows:
            return _page(request, sight, rows, form, htmx.UNPROCESSABLE)
        said = form.cleaned_data
        left = target_lists.contactable(
            [row.pk for row in rows], channel=said["channel"], on=timezone.localdate()
        )
        target = actions.create(
            **said, chosen=_choose(rows, left.keys), as_of=sight.day, by=request.user, at=timezone.now()
        )
    say_left_out(request, left)
    return htmx.redirect(request, "customers:target_list", target.pk)


def _choose(rows: list[ListRow], keys: tuple[int, ...]) -> list[Chosen]:
    may = set(keys)
    amounts = [(row, row.aum if not isinstance(row.aum, str) else None) for row in rows]
    return [Chosen(row.pk, amount) for row, amount in amounts if row.pk in may]


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    """The chosen as a file."""
    rows = _within(request, sight)
    if kind not in exports.KINDS or not rows:
        raise Http404("no such file")
    return take(request, sight, rows, kind, query=f"chosen={len(rows)}", title=_("Customers"))
