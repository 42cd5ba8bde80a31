"""Absences: who is away, and recording, changing and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import htmx, queries
from organisation.actions import absences as actions
from organisation.concurrency import Stale
from organisation.forms import AbsenceEditForm, AbsenceFilterForm, AbsenceForm
from organisation.guards import StaffRequest, requires
from organisation.models import Absence, Staff
from organisation.paging import page_of
from organisation.permissions import may_record_absence
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from organisation.templatetags.screen import day_text

PAGE_ROWS = 50
LIST = "organisation/absences.html"
READ_WRITE = ["GET", "HEAD", "POST"]


@requires(Permission.ABSENCE_RECORD)
@require_safe
def absences(request: StaffRequest) -> HttpResponse:
    """Who is away now, will be, or was, of the people in scope."""
    form = AbsenceFilterForm.read(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, LIST, {"form": form}, part="list")
    today, asked = timezone.localdate(), form.cleaned_data
    rows = queries.absences(request.user, when=asked["when"], kind=asked["kind"], on=today)
    page = page_of(rows, form.number, PAGE_ROWS)
    held = queries.postings_of([row.staff for row in page.rows], today)
    context = {
        "form": form,
        "rows": [(row, held.get(row.staff_id)) for row in page.rows],
        "links": form.links(page),
    }
    return htmx.page(request, LIST, context, part="list")


@requires(Permission.ABSENCE_RECORD)
@require_http_methods(READ_WRITE)
def new(request: StaffRequest, staff_no: str) -> HttpResponse:
    """Record an absence of a person in scope."""
    person = get_visible_or_404(Staff, request.user, staff_no=staff_no)
    may_record_absence(request.user, person).enforce()
    form = AbsenceForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record(
                uid=form.cleaned_data["uid"],
                staff=person,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except actions.AlreadyAway as away:
            form.add_error("starts_on", _overlap(away))
        else:
            messages.success(request, _("The absence is recorded."))
            return htmx.redirect(request, "organisation:staff", staff_no)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "person": person, "absence": None}
    return htmx.page(request, "organisation/absence.html", context, status=status)


@requires(Permission.ABSENCE_RECORD)
@require_http_methods(READ_WRITE)
def absence(request: StaffRequest, pk: int) -> HttpResponse:
    """One absence, to be changed or ended."""
    row = get_visible_or_404(Absence, request.user, pk=pk)
    verdict = may_record_absence(request.user, row.staff)
    form = AbsenceEditForm(request.POST or None, row=row)
    context = {"form": form, "person": row.staff, "absence": row, "verdict": verdict}
    if request.method == "POST":
        verdict.enforce()
        if form.is_valid():
            try:
                actions.change(
                    absence=row, opened=form.opened, values=form.values, by=request.user, at=timezone.now()
                )
                messages.success(request, _("The absence is changed."))
                return htmx.redirect(request, "organisation:staff", row.staff.staff_no)
            except actions.AlreadyAway as away:
                form.add_error("starts_on", _overlap(away))
            except Stale as stale:
                context |= {"form": form.again(stale), "conflict": form.conflict(stale)}
        return htmx.invalid(request, "organisation/absence.html", context)
    return htmx.page(request, "organisation/absence.html", context)


@requires(Permission.ABSENCE_RECORD)
@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """The person is back today; what has not begun is taken away."""
    row = get_visible_or_404(Absence, request.user, pk=pk)
    may_record_absence(request.user, row.staff).enforce()
    actions.end(absence=row, by=request.user, at=timezone.now())
    messages.success(request, _("The absence is over."))
    return htmx.redirect(request, "organisation:staff", row.staff.staff_no)


def _overlap(away: actions.AlreadyAway) -> str:
    """Which absence stands in the way, in words."""
    last = away.other.last_on
    return _("The person is already away then: %(kind)s from %(first)s to %(last)s.") % {
        "kind": away.other.get_kind_display(),
        "first": day_text(away.other.starts_on),
        "last": day_text(last) if last else _("open"),
    }
