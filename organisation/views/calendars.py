"""A year of the working calendar: its days, entering it from the notice, and the second person's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import htmx
from organisation.actions import calendars as actions
from organisation.actions.calendars import AlreadyWaiting, CalendarRefused, PastWouldChange
from organisation.calendar_forms import CalendarDecisionForm, CalendarForm
from organisation.choices import ProposalStatus
from organisation.guards import StaffRequest, requires
from organisation.models import CalendarProposal
from organisation.permissions import may_decide_calendar, may_propose_calendar
from organisation.queries.calendars import proposals, published_days, published_years, sheet_of
from organisation.roles import Permission
from organisation.rules.notices import NoticeDay, changed
from organisation.templatetags.screen import day_text

NEW = "organisation/calendar_new.html"


@requires(Permission.CALENDAR_VIEW)
@require_safe
def year(request: StaffRequest, year: int) -> HttpResponse:
    """The published days of a year, and what was entered for it."""
    years, entered = published_years(), list(proposals(year))
    if year not in years and not entered and year != timezone.localdate().year + 1:
        raise Http404("a year that nobody knows")
    context = {
        "year": year,
        "sheet": sheet_of(year, published_days(year)) if year in years else None,
        "source": years.get(year, ""),
        "entered": entered,
        "years": years,
        "may_propose": may_propose_calendar(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "organisation/calendar_year.html", context)


@requires(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Enter a year: the days are shown first, and kept for a second person on the second step."""
    start = {"year": request.GET.get("year") or timezone.localdate().year + 1}
    form = CalendarForm(request.POST or None, request.FILES or None, initial=start)
    if request.method != "POST":
        return render(request, NEW, {"form": form})
    if not form.is_valid():
        return htmx.invalid(request, NEW, {"form": form})
    if request.POST.get("step") != "propose":
        return render(request, NEW, {"form": form.again(), **_preview(form)})
    try:
        kept = _proposed(request, form)
    except CalendarRefused as refusal:
        form.add_error(None, _refusal(refusal))
        return htmx.invalid(request, NEW, {"form": form})
    messages.success(request, _("The calendar waits for a second person to approve it."))
    return htmx.redirect(request, "organisation:calendar_proposal", kept.pk)


def _proposed(request: StaffRequest, form: CalendarForm) -> CalendarProposal:
    data = form.cleaned_data
    return actions.propose(
        uid=data["uid"],
        year=data["year"],
        days=form.notice.days,
        source=data["source"],
        note=data["note"],
        by=request.user,
        at=timezone.now(),
    )


def _preview(form: CalendarForm) -> dict[str, Any]:
    year = form.cleaned_data["year"]
    return {**_compared(year, form.notice.days), "unnamed": form.notice.unnamed, "previewed": True}


def _compared(year: int, days: tuple[NoticeDay, ...] | list[NoticeDay]) -> dict[str, Any]:
    """The sheet of the days, and what they change where the year is published already."""
    known = year in published_years()
    before = published_days(year, [one.day for one in days]) if known else []
    return {
        "sheet": sheet_of(year, days),
        "corrects": known,
        "changes": changed(before, days) if known else [],
    }


@requires(Permission.CALENDAR_VIEW)
@require_safe
def proposal(request: StaffRequest, pk: int) -> HttpResponse:
    """What one person entered, for a second one to check against the notice."""
    return _proposal_page(request, get_object_or_404(proposals(), pk=pk))


def _proposal_page(request: StaffRequest, found: CalendarProposal, *, status: int = 200) -> HttpResponse:
    context = {
        "proposal": found,
        "waits": found.status == ProposalStatus.WAITING,
        "verdict": may_decide_calendar(request.user, found),
        **_compared(found.year, found.notice_days),
    }
    return render(request, "organisation/calendar_proposal.html", context, status=status)


@requires(Permission.CALENDAR_EDIT)
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish the days, or reject them."""
    found = get_object_or_404(proposals(), pk=pk)
    may_decide_calendar(request.user, found).enforce()
    form = CalendarDecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Approve the calendar or reject it."))
        return _proposal_page(request, found, status=htmx.UNPROCESSABLE)
    approve = form.cleaned_data["decision"] == "approve"
    note = form.cleaned_data["note"]
    try:
        actions.decide(proposal=found, approve=approve, by=request.user, at=timezone.now(), note=note)
    except CalendarRefused as refusal:
        messages.error(request, _refusal(refusal))
        return _proposal_page(request, found, status=htmx.UNPROCESSABLE)
    messages.success(request, _("The calendar is published.") if approve else _("The calendar is rejected."))
    return htmx.redirect(request, "organisation:calendar_year", found.year)


def _refusal(refusal: CalendarRefused) -> str:
    if isinstance(refusal, PastWouldChange):
        return _(
            "%(day)s is over and due dates were counted with it: a published calendar changes only on days to come."
        ) % {"day": day_text(refusal.day)}
    assert isinstance(refusal, AlreadyWaiting)
    return _("A calendar of this year waits for a decision already; it is decided first.")
