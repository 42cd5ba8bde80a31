"""The working calendar: published years, and the days on which single branches are shut."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import htmx
from organisation.actions import closures as actions
from organisation.choices import ProposalStatus
from organisation.guards import StaffRequest, requires
from organisation.models import Branch
from organisation.permissions import may_propose_calendar
from organisation.queries import calendar_for
from organisation.queries.calendars import proposals, published_years
from organisation.queries.people import calendar_state, closures
from organisation.roles import Permission
from organisation.rules.working_time import CalendarNotPublished
from organisation.staff_forms import ClosureForm


def _branches(request: StaffRequest) -> list[Branch]:
    return list(Branch.objects.visible_to(request.user).order_by("branch_no"))


@requires(Permission.CALENDAR_VIEW)
@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """Until when working days can be counted, the published years, and closures of the branches in scope."""
    return _page(request, ClosureForm(branches=_branches(request), today=timezone.localdate()))


@requires(Permission.CLOSURE_EDIT)
@require_POST
def shut(request: StaffRequest) -> HttpResponse:
    """Shut a branch in scope for some days ahead."""
    form = ClosureForm(request.POST, branches=_branches(request), today=timezone.localdate())
    if form.is_valid():
        try:
            days = actions.close(**form.cleaned_data, by=request.user, at=timezone.now())
        except CalendarNotPublished as missing:
            form.add_error("first", not_published(missing.day.year))
        else:
            messages.success(request, _("%(days)d days of closure are recorded.") % {"days": days})
            return htmx.redirect(request, "organisation:calendar")
    return _page(request, form, status=htmx.UNPROCESSABLE)


def _page(request: StaffRequest, form: ClosureForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    state = calendar_state(calendar_for(), today)
    context = {
        "form": form if Permission.CLOSURE_EDIT in request.user.permissions else None,
        "state": state,
        "missing": not_published(state.missing) if state.missing else "",
        "years": list(published_years().items())[::-1],
        "waiting": [one for one in proposals() if one.status == ProposalStatus.WAITING],
        "may_propose": may_propose_calendar(request.user),
        "closures": closures(request.user, today),
        "today": today,
    }
    return render(request, "organisation/calendar.html", context, status=status)


def not_published(year: int) -> str:
    """What it means where a due date in working days is asked for, and who can mend it."""
    return str(
        _(
            "The working calendar of %(year)d is not published: no due date in working days can be counted in it."
            " HR or an administrator enters it once the State Council has announced the holidays, and a second"
            " person approves it."
        )
        % {"year": year}
    )


@requires(Permission.CLOSURE_EDIT)
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a closure that is still to come."""
    found = get_object_or_404(closures(request.user, timezone.localdate()), pk=pk)
    if actions.reopen(closure=found, by=request.user, at=timezone.now()):
        messages.success(request, _("The branch is open on that day."))
    else:
        messages.error(request, _("A closure that has begun stays as it was."))
    return htmx.redirect(request, "organisation:calendar")
