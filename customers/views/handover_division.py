"""The list of one handover: page by page, divided among receivers by the head, and sent to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import handover_division as actions
from customers.actions import handover_leads as lead_actions
from customers.actions.handover import Refusal
from customers.actions.handover_division import Choice
from customers.choices import ItemState
from customers.forms.handover import AllocationForm, ItemFilterForm, LeadsForm, VersionForm
from customers.models import Handover, HandoverPart
from customers.permissions import handover as permissions
from customers.queries import handover as queries
from customers.queries import handover_items, handover_leads
from customers.queries.handover import Receiver
from customers.queries.handover_items import CHANGEABLE, Wanted
from customers.queries.sight import Sight
from customers.views.handovers import found_handover
from customers.views.night import with_sight
from organisation import htmx
from organisation.concurrency import Changed, say_changed
from organisation.guards import StaffRequest, requires
from organisation.masking import Column
from organisation.roles import Permission

TEMPLATE = "customers/handover/detail.html"
_CHANGED = gettext_lazy(
    "Somebody else changed this list meanwhile. Here is how it stands now; nothing of yours was done."
)
NUMBERS_SHOWN = 20


@requires(Permission.HANDOVER_VIEW)
@require_safe
@with_sight
def handover(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The list: each customer, what goes by which rule, to whom, and how far it is."""
    row = found_handover(request, pk)
    return htmx.page(request, TEMPLATE, _context(request, sight, row, request.GET), part="list")


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def allocate(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Give the chosen customers to one receiver or several, or say what goes of them."""
    row = found_handover(request, pk)
    permissions.may_allocate(request.user, row).enforce()
    query = QueryDict(request.POST.get("query", ""))
    form = _form(row, _people(row), request.POST)
    if not form.is_valid():
        return htmx.invalid(request, TEMPLATE, _context(request, sight, row, query) | {"form": form})
    values = form.cleaned_data
    keys = values["pick"]
    if values["all"]:
        asked = _filter(sight, query, list(row.parts.all()))
        if not asked.is_valid():
            raise Http404("no such list")
        matching = row.items.filter(CHANGEABLE & handover_items.matching(asked.wanted()))
        keys = list(matching.values_list("pk", flat=True))
    choice = Choice(values["receivers"], values["goes"], values["reason"].strip())
    try:
        refused = actions.allocate(
            handover=row,
            version=values["version"],
            item_ids=keys,
            choice=choice,
            by=request.user,
            at=timezone.now(),
        )
    except Changed as changed:
        row.refresh_from_db()
        say_changed(form, _CHANGED, version=changed.row.version)
        return htmx.invalid(request, TEMPLATE, _context(request, sight, row, query) | {"form": form})
    if refused:
        row.refresh_from_db()
        context = _context(request, sight, row, query)
        context |= {"refusals": _by_sentence(refused), "kept": len(refused), "done": len(keys) - len(refused)}
        return htmx.invalid(request, TEMPLATE, context)
    done = ngettext("%(n)s customer is changed.", "%(n)s customers are changed.", len(keys))
    messages.success(request, done % {"n": len(keys)})
    return htmx.redirect(request, f"{reverse('customers:handover', args=[pk])}?{query.urlencode()}")


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def offer(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Send the receivers their parts."""
    row = found_handover(request, pk)
    permissions.may_allocate(request.user, row).enforce()
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        sent = actions.offer(handover=row, version=version, by=request.user, at=timezone.now())
    except Changed:
        row.refresh_from_db()
        messages.warning(request, str(_CHANGED))
        return htmx.invalid(request, TEMPLATE, _context(request, sight, row, request.GET))
    words = ngettext("%(n)s customer was sent.", "%(n)s customers were sent.", sent) % {"n": sent}
    messages.success(request, words)
    return htmx.redirect(request, "customers:handover", row.pk)


@requires(Permission.HANDOVER_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def leads(request: StaffRequest, pk: int) -> HttpResponse:
    """A panel: the prospects and referrals that the giver still follows up. POST gives them away."""
    row = found_handover(request, pk)
    allowed = permissions.may_allocate(request.user, row)
    people = [one for one in _people(row) if not one.head] if allowed else []
    form = LeadsForm(request.POST or None, people=[one.staff for one in people])
    if request.method == "POST":
        allowed.enforce()
        if form.is_valid():
            chosen = form.cleaned_data["receivers"]
            given = lead_actions.give(handover=row, receivers=chosen, by=request.user, at=timezone.now())
            words = ngettext("%(n)s was given away.", "%(n)s were given away.", given) % {"n": given}
            messages.success(request, words)
            return htmx.redirect(request, "customers:handover", pk)
    context = {
        "handover": row,
        "leads": handover_leads.leads(request.user, row),
        "people": people,
        "may_allocate": allowed,
        "form": form,
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return htmx.page(request, "customers/handover/leads.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence with the customers whom it holds back; `more` are not named."""

    sentence: str
    count: int
    numbers: Sequence[str]
    more: int


def _by_sentence(refused: Sequence[Refusal]) -> list[Refused]:
    found: dict[str, list[str]] = {}
    for one in refused:
        found.setdefault(one.sentence, []).append(one.item.customer.customer_no)
    return [
        Refused(sentence, len(numbers), numbers[:NUMBERS_SHOWN], max(0, len(numbers) - NUMBERS_SHOWN))
        for sentence, numbers in found.items()
    ]


def _people(row: Handover) -> Sequence[Receiver]:
    return queries.receivers(row, max(row.starts_on, timezone.localdate()))


def _form(row: Handover, people: Sequence[Receiver], data: QueryDict | None = None) -> AllocationForm:
    """Only those who may be offered on the day are to choose from: nobody who left, is away or banned."""
    items = row.items.filter(CHANGEABLE).values_list("pk", flat=True) if data is not None else ()
    staff = [one.staff for one in people]
    return AllocationForm(data, people=staff, items=items, initial={"version": row.version})


def _filter(sight: Sight, query: QueryDict, parts: Sequence[HandoverPart]) -> ItemFilterForm:
    people = {part.receiver_id: part.receiver for part in parts}
    return ItemFilterForm.read(query, people=people.values(), sees_loans=sight.sees(Column.ASSETS))


def _context(request: StaffRequest, sight: Sight, row: Handover, query: QueryDict) -> dict[str, Any]:
    parts = list(row.parts.all())
    divides = permissions.may_allocate(request.user, row)
    people = _people(row) if divides else ()
    asked = _filter(sight, query, parts)
    wanted = asked.wanted() if asked.is_valid() else Wanted()
    page = handover_items.page(sight, row.items.filter(handover_items.matching(wanted)), asked.number)
    return {
        "handover": row,
        "items": page.rows,
        "progress": handover_items.progress(row.items.all(), wanted),
        "states": ItemState,
        "wanted": wanted,
        "filter": asked,
        "query": asked.query,
        "links": asked.links(page),
        "parts": parts,
        "checks": queries.checks(sight, parts),
        "may_allocate": divides,
        "may_cancel": permissions.may_cancel(request.user, row),
        "people": people,
        "form": _form(row, people) if divides else None,
    }
