"""The file on a customer's page: its panels, and the forms that write into it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import archive as actions
from customers.choices import ArchiveItem, NeedKind
from customers.forms.archive import PARTS, Part, ResearchFields, VerifyForm
from customers.models import Customer
from customers.permissions import archive as permissions
from customers.policies import VERIFICATION
from customers.queries import archive
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.concurrency import Stale
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

FORM = "customers/archive/entry.html"


def _panel(request: StaffRequest, customer: Customer, name: str, **rows: Any) -> HttpResponse:
    context = {"customer_no": customer.customer_no, "may_edit": permissions.may_edit(request.user), **rows}
    return render(request, f"customers/archive/panel_{name}.html", context)


@requires(Permission.ARCHIVE_VIEW)
@require_safe
@with_sight
def needs_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    return _panel(request, found, "needs", rows=archive.needs(sight, found))


@requires(Permission.ARCHIVE_VIEW)
@require_safe
@with_sight
def dates_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """What matters when, and how the customer likes to be reached."""
    found = visible(request, customer_no)
    lines = archive.dates(sight, found, timezone.localdate())
    return _panel(request, found, "dates", rows=lines, preferred=archive.preference(sight, found))


@requires(Permission.ARCHIVE_VIEW)
@require_safe
@with_sight
def research_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The five fields, what is held elsewhere, and how our products fit."""
    found = visible(request, customer_no)
    sheet = archive.research(sight, found)
    labels = ResearchFields.base_fields
    fields = [(labels[name].label, text) for name, text in sheet.fields] if sheet else []
    elsewhere, surveys = archive.competitors(sight, found), archive.surveys(sight, found)
    return _panel(request, found, "research", sheet=sheet, fields=fields, rows=elsewhere, surveys=surveys)


@requires(Permission.ARCHIVE_VIEW)
@require_safe
@with_sight
def verification_of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    return _panel(request, found, "verification", checks=archive.checks(sight, found, timezone.localdate()))


@requires(Permission.ARCHIVE_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """How complete the file is for the customer's tier, and where to fill in what is missing."""
    found = visible(request, customer_no)
    state = archive.file_state(sight, found)
    may_edit = permissions.may_edit(request.user)
    needed, missing = (state.state.needed, state.state.missing) if state else ((), ())
    lines = [
        {
            "label": item.label,
            "missing": item in missing,
            "url": _fill(item, customer_no) if may_edit else "",
        }
        for item in needed
    ]
    return _panel(request, found, "file", file=state, lines=lines)


# Where an item is filled in. What the core keeps is corrected in the core.
_ENTRIES = {item: slug for slug, part in PARTS.items() for item in part.items}
_PAGES = {
    ArchiveItem.VERIFICATION: "customers:verify",
    ArchiveItem.IDENTITY_COPY: "customers:document_new",
}


def _fill(item: ArchiveItem, customer_no: str) -> str:
    if item in _PAGES:
        return reverse(_PAGES[item], args=[customer_no])
    if item in _ENTRIES:
        address = reverse("customers:entry_new", args=[customer_no, _ENTRIES[item]])
        return f"{address}?kind={NeedKind.GOAL}" if item is ArchiveItem.GOAL else address
    return ""


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404("no such object")
    return PARTS[slug]


def back(request: StaffRequest, customer_no: str, panel: str) -> HttpResponse:
    return htmx.redirect(request, f"{reverse('customers:detail', args=[customer_no])}#panel-{panel}")


def _entry(request: StaffRequest, customer_no: str, part: str, form: Any, pk: UUID | None) -> dict[str, Any]:
    """What the page of an entry shows; `pk` is None for one that is not there yet."""
    kind = _part(part)
    place = {"customer_no": customer_no, "part": part}
    action = reverse("customers:entry_edit", kwargs=place | {"pk": pk}) if pk else request.path
    gone = reverse("customers:entry_remove", kwargs=place | {"pk": pk}) if pk and not kind.single else ""
    title = kind.edit_title if pk else kind.new_title
    return {"form": form, "customer_no": customer_no, "panel": kind.panel} | {
        "title": title,
        "action": action,
        "remove": gone,
    }


def _clashed(request: StaffRequest, customer_no: str, part: str, stale: Stale) -> HttpResponse:
    """Both sides of what two people wrote; the form keeps what this one typed."""
    row: Any = stale.row  # an entry of the file
    form = _part(part).edit(request.POST, row=row)
    context = _entry(request, customer_no, part, form.again(stale), row.uid)
    return htmx.invalid(request, FORM, context | {"conflict": form.conflict(stale)})


def _removed(request: StaffRequest, customer_no: str, part: str) -> HttpResponse:
    """Somebody removed the entry while this person wrote: what was typed stands in a form that adds it again."""
    if request.method != "POST":
        raise Http404("no such object")
    data = request.POST.copy()
    data["uid"] = str(uuid4())
    context = _entry(request, customer_no, part, _part(part).new(data), None)
    action = reverse("customers:entry_new", args=[customer_no, part])
    return htmx.invalid(request, FORM, context | {"action": action, "removed": True})


@requires(Permission.ARCHIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: StaffRequest, customer_no: str, part: str) -> HttpResponse:
    found, kind = visible(request, customer_no), _part(part)
    permissions.may_edit(request.user).enforce()
    there = archive.entry_of(kind.model, request.user, found) if kind.single else None
    if there is not None and request.method != "POST":
        return htmx.redirect(request, "customers:entry_edit", customer_no, part, there.uid)
    initial: dict[str, Any] = {kind.dated: timezone.localdate()} if kind.dated else {}
    if "kind" in request.GET:
        initial["kind"] = request.GET["kind"]  # a goal that the file lacks, say
    form = kind.new(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = _entry(request, customer_no, part, form, None)
        return render(request, FORM, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)
    uid, values, at = form.cleaned_data["uid"], form.values, timezone.now()
    try:
        actions.add(model=kind.model, customer=found, uid=uid, values=values, by=request.user, at=at)
    except Stale as stale:
        return _clashed(request, customer_no, part, stale)
    return back(request, customer_no, kind.panel)


@requires(Permission.ARCHIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: StaffRequest, customer_no: str, part: str, pk: UUID) -> HttpResponse:
    """Saving what somebody else changed meanwhile shows both; saving the rest never asks."""
    found, kind = visible(request, customer_no), _part(part)
    permissions.may_edit(request.user).enforce()
    row = archive.entry_of(kind.model, request.user, found, uid=pk)
    if row is None:
        return _removed(request, customer_no, part)
    form = kind.edit(request.POST if request.method == "POST" else None, row=row)
    if request.method != "POST" or not form.is_valid():
        context = _entry(request, customer_no, part, form, pk)
        return render(request, FORM, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)
    try:
        actions.edit(row=row, opened=form.opened, values=form.values, by=request.user, at=timezone.now())
    except Stale as stale:
        return _clashed(request, customer_no, part, stale)
    return back(request, customer_no, kind.panel)


@requires(Permission.ARCHIVE_EDIT)
@require_POST
def entry_remove(request: StaffRequest, customer_no: str, part: str, pk: UUID) -> HttpResponse:
    found, kind = visible(request, customer_no), _part(part)
    permissions.may_edit(request.user).enforce()
    row = get_visible_or_404(kind.model, request.user, uid=pk, customer=found)
    actions.remove(row=row, by=request.user, at=timezone.now())
    return back(request, customer_no, kind.panel)


@requires(Permission.ARCHIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def verify(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Record that the file was checked against the customer."""
    found = visible(request, customer_no)
    permissions.may_edit(request.user).enforce()
    data, today = request.POST if request.method == "POST" else None, timezone.localdate()
    policy = VERIFICATION.filled_in(today)
    form = VerifyForm(data, today=today, period_known=policy is not None)
    context = {"form": form, "customer_no": customer_no, "panel": "verification", "policy": policy}
    if request.method != "POST" or not form.is_valid():
        status = htmx.UNPROCESSABLE if form.is_bound else 200
        return render(request, "customers/archive/verify.html", context, status=status)
    uid, at = form.cleaned_data["uid"], timezone.now()
    actions.verify(customer=found, uid=uid, values=form.values, policy=policy, by=request.user, at=at)
    return back(request, customer_no, "verification")
