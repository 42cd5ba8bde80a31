"""A proposed tier preset over the loaded history: ask for it, watch it, read it, take it as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions.tiers import NothingPublished, ask_rehearsal
from customers.choices import RehearsalStatus
from customers.exports import rehearsal_file
from customers.forms.tiers import MovesForm, RehearseForm
from customers.models import Rehearsal, RehearsalMove
from customers.permissions import customer_data
from customers.permissions.tiers import may_read_rehearsal, may_rehearse
from customers.queries import rehearsals
from customers.queries.migration import sees_customers
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.taking import Named, beyond, take
from organisation import exports, htmx
from organisation.guards import StaffRequest, requires
from organisation.models import Preset
from organisation.nightly import requests as worker
from organisation.paging import page_of
from organisation.roles import Permission

KEY = "customers.tiering"
TASK = "bankcrm.tasks.rehearse"
TEMPLATE = "customers/tiers/rehearsal.html"


def _version(pk: int) -> Preset:
    found: Preset = get_object_or_404(Preset, pk=pk, key=KEY)
    return found


@requires(Permission.PRESET_VIEW)
@require_safe
@with_sight
def rehearsal(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """What the newest rehearsal found; while it runs the page asks again every two seconds."""
    may_read_rehearsal(request.user).enforce()
    version = _version(pk)
    form = MovesForm.read(request.GET)
    last = rehearsals.newest(version)
    context: dict[str, Any] = {
        "version": version,
        "rehearsal": last,
        "running": last is not None and last.status in (RehearsalStatus.WAITING, RehearsalStatus.RUNNING),
        "may_rehearse": may_rehearse(request.user, version),
        "form": RehearseForm(),
        "sight": sight,
    }
    if not form.is_valid():
        raise Http404("no such tier")
    if last is not None and last.status == RehearsalStatus.DONE:
        context |= _found(request, sight, last, form)
    part = "list" if request.headers.get("HX-Target") == "list" else "work"
    return htmx.page(request, TEMPLATE, context, part=part)


def _found(request: StaffRequest, sight: Sight, last: Rehearsal, form: MovesForm) -> dict[str, Any]:
    """The matrix, and the customers behind it for those who have some in scope."""
    context: dict[str, Any] = {
        "matrix": rehearsals.found(request.user, last),
        "stale": rehearsals.stale(request.user, last),
        "lists": sees_customers(request.user),
    }
    if not context["lists"]:
        return context
    chosen = {key: form.cleaned_data[key] for key in ("before", "after") if form.cleaned_data[key]}
    rows = rehearsals.moves(request.user, last).filter(**chosen).select_related("customer")
    page = page_of(rows, form.number)
    return context | {
        "rows": [(one, sight.name(one.customer.name), sight.amount(one.aum)) for one in page.rows],
        "chosen": chosen,
        "links": form.links(page),
        "kinds": exports.KINDS if customer_data.may_export(request.user) else (),
    }


@requires(Permission.PRESET_REHEARSE)
@require_POST
def rehearse(request: StaffRequest, pk: int) -> HttpResponse:
    """Have it run now; it waits for the worker's next minute where the worker cannot be reached."""
    version = _version(pk)
    may_rehearse(request.user, version).enforce()
    form = RehearseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The page was out of date; please ask again."))
        return htmx.redirect(request, "customers:rehearsal", pk)
    try:
        ask_rehearsal(preset=version, uid=form.cleaned_data["uid"], by=request.user, at=timezone.now())
    except NothingPublished:
        messages.error(request, _("There is nothing to rehearse yet: the first night is still to come."))
    else:
        worker.ask(TASK)
    return htmx.redirect(request, "customers:rehearsal", pk)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def file(request: StaffRequest, sight: Sight, pk: int, kind: str) -> HttpResponse:
    """The customers in scope who would hold another tier; put on record."""
    may_read_rehearsal(request.user).enforce()
    version = _version(pk)
    last = rehearsals.newest(version)
    if last is None or last.status != RehearsalStatus.DONE:
        raise Http404("no such file")
    moves = list(rehearsals.moves(request.user, last).select_related("customer")[: beyond(sight)])

    def write(moves: Sequence[RehearsalMove], taken: str) -> Named:
        written = rehearsal_file(sight, moves, version.version, kind, taken)
        return Named(written, [move.customer.customer_no for move in moves])

    title = f"{_('Tier rehearsal')}-v{version.version}"
    query, purpose = f"rehearsal={last.pk}", _("deciding on a preset")
    return take(request, sight, kind, moves, write, query=query, title=title, purpose=purpose)


@requires(Permission.PRESET_VIEW)
@require_safe
def panel(request: StaffRequest, pk: int) -> HttpResponse:
    """What the page of presets says of the rehearsal of a version, before it is decided."""
    may_read_rehearsal(request.user).enforce()
    version = _version(pk)
    last = rehearsals.newest(version)
    done = last is not None and last.status == RehearsalStatus.DONE
    context = {
        "version": version,
        "rehearsal": last,
        "matrix": rehearsals.found(request.user, last) if last is not None and done else None,
        "stale": rehearsals.stale(request.user, last) if last is not None and done else "",
    }
    return render(request, "customers/tiers/rehearsal_panel.html", context)
