"""Doing one thing with many customers: those ticked on a page, or all that match, looked at before anything is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions import choosing as actions
from customers.actions import target_lists
from customers.actions.target_lists import Chosen
from customers.choices import ConsentChannel
from customers.forms.listing import ListForm, asked
from customers.forms.target_lists import ContactForm, TargetListForm
from customers.models import Choice
from customers.permissions import customer_data
from customers.permissions import segments as permissions
from customers.permissions.assignment import may_decide
from customers.policies import PLANNER
from customers.queries import choosing, listing, segments
from customers.queries.consent import blocked
from customers.queries.sight import Sight
from customers.queries.target_lists import contactable, lists, still_open
from customers.rules.segments import read
from customers.views.night import with_sight
from customers.views.segments import found as found_segment
from customers.views.taking import beyond, take_customers
from customers.views.target_lists import say_left_out
from organisation import exports, htmx
from organisation.addresses import NumberField
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

NONE, PAGE = "customers/choosing/none.html", "customers/choosing/choice.html"


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def choose(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Keep the customers ticked (`pick`), or with `all` everybody of the list's filter (`query`) or of a segment,
    and go to the page of the choice. Always in the reader's scope: a number outside it is as unknown as one that
    does not exist."""
    most = choosing.most_customers(sight.day)
    keys = choosing.keys(sight, _asked(request, sight), most + 1)
    if not keys or len(keys) > most:
        return render(request, NONE, {"too_many": bool(keys), "most": most}, status=409)
    made = actions.choose(customers=keys, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:choice", made.uid)


def _asked(request: StaffRequest, sight: Sight) -> Any:
    if not request.POST.get("all"):
        return choosing.of_numbers(sight, request.POST.getlist("pick"))
    if request.POST.get("segment"):
        segment = found_segment(request, NumberField().clean(request.POST["segment"]))
        criteria = read(segment.criteria)
        permissions.may_answer(request.user, criteria).enforce()
        return segments.members(sight, criteria)
    form = ListForm.read(QueryDict(request.POST.get("query", "")))
    if not form.is_valid():
        raise Http404("no such list")
    return listing.filtered(sight, asked(sight, form).wanted)


@requires(Permission.SEGMENT_EDIT)
@require_safe
@with_sight
def choice(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    """Who was chosen and what may be done with them. Another channel, or another list, asks who may be contacted
    on it anew."""
    found = _found(request, pk)
    contact = ContactForm.read(request.GET)
    if not contact.is_valid():
        raise Http404("no such channel")
    target = still_open(request.user).filter(pk=contact.cleaned_data["target"]).first()
    channel = target.channel if target else contact.cleaned_data["channel"]
    form = TargetListForm(initial={"channel": channel})
    return htmx.page(request, PAGE, _page(request, sight, found, form, channel), part="contact")


def _found(request: StaffRequest, pk: UUID) -> Choice:
    found = choosing.choice_of(request.user, pk)
    if found is None:
        raise Http404("no such choice")
    return found


def _page(
    request: StaffRequest, sight: Sight, found: Choice, form: TargetListForm, channel: str
) -> dict[str, Any]:
    on = timezone.localdate()
    whole = choosing.chosen(sight, found)
    everybody = [key for key, _held in choosing.figures(sight, found)]
    blocks = blocked([row.pk for row in whole.rows], channel=channel, on=on)
    batch = PLANNER.on(on).batch_customers
    return {
        "choice": found,
        "whole": whole,
        "rows": [(row, blocks[row.pk].sentence if row.pk in blocks else "") for row in whole.rows],
        "left": contactable(everybody, channel=channel, on=on),
        "channel": ConsentChannel(channel).label,
        "form": form,
        "lists": still_open(request.user),
        "may_assign": may_decide(request.user),
        "beyond_batch": batch if whole.count > batch else 0,
        "may_export": customer_data.may_export(request.user),
        "kinds": exports.KINDS,
    }


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def keep(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    """Put the chosen on a list, a new one or one of the reader's own, without those who must not be contacted."""
    found = _found(request, pk)
    contact, target = ContactForm.read(request.POST), None
    if "target" in contact.data:
        contact.full_clean()
        target = get_object_or_404(lists(request.user), pk=contact.cleaned_data["target"])
        channel = target.channel
    else:
        form = TargetListForm(request.POST)
        if not form.is_valid():
            channel = contact.cleaned_data["channel"] if contact.is_valid() else ConsentChannel.PHONE
            return htmx.invalid(request, PAGE, _page(request, sight, found, form, channel))
        channel = form.cleaned_data["channel"]
    rows = choosing.figures(sight, found)
    left = contactable([key for key, _held in rows], channel=channel, on=timezone.localdate())
    may, by, at = set(left.keys), request.user, timezone.now()
    people = [Chosen(key, held) for key, held in rows if key in may]
    if target is not None:
        target_lists.add(target=target, chosen=people, by=by, at=at)
    else:
        said = form.cleaned_data
        target = target_lists.create(**said, chosen=people, as_of=sight.day, by=by, at=at)
    say_left_out(request, left)
    return htmx.redirect(request, "customers:target_list", target.pk)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, pk: UUID, kind: str) -> HttpResponse:
    """The chosen as a file, up to the preset's number of rows."""
    found = _found(request, pk)
    ordered = listing.in_order(choosing.members(sight, found), listing.default_order(sight))
    rows = listing.read(sight, ordered[: beyond(sight)])
    if not rows:
        raise Http404("no such file")
    return take_customers(request, sight, kind, rows, query=f"chosen={len(rows)}", title=_("Customers"))
