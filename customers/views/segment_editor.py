"""The builder of a segment: rows that come one by one, a live count, and the form that keeps them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import segments as actions
from customers.forms.segments import WRONG, Builder, Row, SegmentForm, in_words, new_key
from customers.models import Segment
from customers.permissions import segments as permissions
from customers.queries import listing, segments
from customers.queries.sight import Sight
from customers.rules.segments import Criteria, CriteriaError, read
from customers.views.night import with_sight
from customers.views.segments import found
from organisation import htmx
from organisation.addresses import NumberField
from organisation.concurrency import Changed
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

TEMPLATE = "customers/segments/edit.html"


@requires(Permission.SEGMENT_EDIT)
@require_safe
@with_sight
def row(request: StaffRequest, sight: Sight) -> HttpResponse:
    """One condition of the builder: empty, or with the comparisons of the field that was chosen."""
    group, _colon, key = request.GET.get("row", "").partition(":")
    chosen = Row(key[:8] or new_key(), group[:8] or new_key(), request.GET.get(f"f-{key}", ""))
    builder = Builder(sight, [chosen])
    name = "customers/segments/group.html" if not group else "customers/segments/row.html"
    return render(request, name, {"group": chosen.group, "rows": builder.rows, "row": chosen})


@requires(Permission.SEGMENT_EDIT)
@require_POST
@with_sight
def count(request: StaffRequest, sight: Sight) -> HttpResponse:
    """How many customers of the reader's scope the conditions take in. It writes nothing; it is posted so that no
    amount stands in an address."""
    context: dict[str, Any] = {}
    try:
        criteria = Builder.posted(sight, request.POST).criteria()
        if permissions.may_answer(request.user, criteria):
            context["totals"] = listing.totals(sight, segments.members(sight, criteria))
    except CriteriaError:
        context["unfinished"] = True
    return render(request, "customers/segments/count.html", context)


@requires(Permission.SEGMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def new(request: StaffRequest, sight: Sight) -> HttpResponse:
    """A new segment, empty or made from one that the reader may read (`from`)."""
    key = NumberField().clean(request.GET.get("from"))
    origin = found(request, key) if key else None
    if request.method == "POST":
        return _save(request, sight, None)
    form = SegmentForm(initial={"version": 1})
    return _page(request, form, Builder.of(sight, read(origin.criteria) if origin else None))


@requires(Permission.SEGMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def edit(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    segment = found(request, pk)
    permissions.may_edit(request.user, segment).enforce()
    if request.method == "POST":
        return _save(request, sight, segment)
    form = SegmentForm(initial=_initial(segment))
    return _page(request, form, Builder.of(sight, read(segment.criteria)), segment=segment)


def _initial(segment: Segment) -> dict[str, Any]:
    return {name: getattr(segment, name) for name in ("uid", "version", "name", "note", "shared")}


def _save(request: StaffRequest, sight: Sight, segment: Segment | None) -> HttpResponse:
    """Keep a valid form; show an invalid or stale one again with everything that was typed."""
    form, builder = SegmentForm(request.POST), Builder.posted(sight, request.POST)
    criteria = _conditions(form, builder)
    if form.is_valid() and criteria is not None:
        permissions.may_answer(request.user, criteria).enforce()
        try:
            kept = _keep(request, form, criteria, segment)
        except actions.NameTaken:
            form.add_error("name", _("You have a segment of this name already."))
        except Changed as changed:
            return _changed(request, form, builder, changed.row)
        else:
            return htmx.redirect(request, "customers:segment", kept.pk)
    return _page(request, form, builder, segment=segment, status=htmx.UNPROCESSABLE)


def _conditions(form: SegmentForm, builder: Builder) -> Criteria | None:
    form.is_valid()
    try:
        return builder.criteria()
    except CriteriaError as wrong:
        form.add_error(None, str(WRONG[wrong.problem]))
        return None


def _keep(request: StaffRequest, form: SegmentForm, criteria: Criteria, segment: Segment | None) -> Segment:
    given = form.cleaned_data
    said = {
        "name": given["name"],
        "note": given["note"],
        "shared": given["shared"],
        "criteria": criteria,
        "by": request.user,
        "at": timezone.now(),
    }
    if segment is None:
        return actions.create(uid=given["uid"], **said)
    return actions.change(segment=segment, version=given["version"], **said)


def _changed(request: StaffRequest, form: SegmentForm, builder: Builder, now: Segment) -> HttpResponse:
    """What was typed stays; what the segment says by now stands beside it, and saving again replaces it."""
    data: QueryDict = request.POST.copy()
    data["version"] = str(now.version)
    again = SegmentForm(data)
    return _page(
        request,
        again,
        builder,
        segment=now,
        changed={"segment": now, "words": in_words(read(now.criteria))},
        status=htmx.UNPROCESSABLE,
    )


def _page(
    request: StaffRequest, form: SegmentForm, builder: Builder, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "builder": builder, **more}
    return render(request, TEMPLATE, context, status=status)
