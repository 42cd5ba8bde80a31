"""The working calendar: published years, and the days on which single branches are shut."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisation import htmx
from organisation.actions import closures as actions
from organisation.guards import StaffRequest, requires
from organisation.models import Branch
from organisation.queries import calendar_for
from organisation.queries.people import calendar_state, closures, published_years
from organisation.roles import Permission
from organisation.rules.working_time import CalendarNotPublished
from organisation.staff_forms import ClosureForm


def _branches(request: StaffRequest) -> list[Branch]:
    return list(Branch.objects.visible_to(request.user).order_by("branch_no"))


@requires(Permission.CLOSURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: StaffRequest) -> HttpResponse:
    """Until when working days can be counted, and closures of the branches in scope."""
    today = timezone.localdate()
    form = ClosureForm(request.POST or None, branches=_branches(request), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            days = actions.close(**form.cleaned_data, by=request.user, at=timezone.now())
        except CalendarNotPublished as missing:
            form.add_error("first", _not_published(missing.day.year))
        else:
            messages.success(request, _("%(days)d days of closure are recorded.") % {"days": days})
            return htmx.redirect(request, "organisation:calendar")
    state = calendar_state(calendar_for(), today)
    context = {
        "form": form,
        "state": state,
        "missing": _not_published(state.missing) if state.missing else "",
        "years": published_years(),
        "closures": closures(request.user, today),
        "today": today,
    }
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "organisation/calendar.html", context, status=status)


def _not_published(year: int) -> str:
    return str(
        _(
            "The working calendar of %(year)d is not published: no due date in working days can be counted in it."
            " The administrator installs it once the State Council has announced the holidays."
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
