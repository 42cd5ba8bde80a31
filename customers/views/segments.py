"""Segments: the list of them, and whom one takes in of the reader's own customers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions import segments as actions
from customers.forms.segments import in_words
from customers.models import Segment
from customers.permissions import customer_data
from customers.permissions import segments as permissions
from customers.queries import listing, segments
from customers.queries.consent import marks
from customers.queries.sight import Sight
from customers.rules.segments import read
from customers.views.night import with_sight
from customers.views.taking import beyond, take_customers
from organisation import exports, htmx
from organisation.addresses import KeysetForm, PagedForm
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.roles import Permission

LIST = "customers/segments/list.html"
SHOW = "customers/segments/segment.html"


def found(request: StaffRequest, pk: int) -> Segment:
    """A segment that the reader may read, or 404 as for one that does not exist."""
    return get_object_or_404(segments.readable(request.user), pk=pk)


@requires(Permission.SEGMENT_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The reader's segments and those shared with them, each with its conditions in words."""
    form = PagedForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such page")
    page = page_of(segments.readable(request.user), form.number)
    context = {
        "rows": [(one, in_words(read(one.criteria))) for one in page.rows],
        "links": form.links(page),
        "may_make": permissions.may_make(request.user),
    }
    return htmx.page(request, LIST, context, part="list")


@requires(Permission.SEGMENT_VIEW)
@require_safe
@with_sight
def show(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The customers of the reader's scope that the conditions take in."""
    segment = found(request, pk)
    criteria = read(segment.criteria)
    answers = permissions.may_answer(request.user, criteria)
    context: dict[str, Any] = {
        "segment": segment,
        "words": in_words(criteria),
        "sight": sight,
        "answers": answers,
        "may_edit": permissions.may_edit(request.user, segment),
        "may_export": customer_data.may_export(request.user),
        "may_choose": permissions.may_choose(request.user),
        "mine": segment.owner_id == request.user.pk,
        "kinds": exports.KINDS,
    }
    if answers:
        context |= _table(request, sight, criteria)
    return htmx.page(request, SHOW, context, part="list")


def _table(request: StaffRequest, sight: Sight, criteria: Any) -> dict[str, Any]:
    """A page of rows in the reader's usual order, count and sum."""
    rows = segments.members(sight, criteria)
    form = KeysetForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such page")
    page = listing.page(sight, rows, listing.default_order(sight), **form.cleaned_data)
    return {
        "page": page,
        "blocked": marks(sight, [row.pk for row in page.rows]),
        "totals": listing.totals(sight, rows),
        "links": form.links(page),
    }


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, pk: int, kind: str) -> HttpResponse:
    """The segment as a file, up to the preset's number of rows."""
    segment = found(request, pk)
    criteria = read(segment.criteria)
    permissions.may_answer(request.user, criteria).enforce()
    ordered = listing.in_order(segments.members(sight, criteria), listing.default_order(sight))
    rows = listing.read(sight, ordered[: beyond(sight)])
    title = f"{_('Segment')}-{segment.pk}"
    return take_customers(request, sight, kind, rows, query=f"segment={segment.pk}", title=title)


@requires(Permission.SEGMENT_EDIT)
@require_POST
def delete(request: StaffRequest, pk: int) -> HttpResponse:
    actions.delete(segment=found(request, pk), by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:segments")
