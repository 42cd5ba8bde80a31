"""One's own account: language, password, second factor, what happened with it lately."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import actions
from organisation.guards import StaffRequest, requires
from organisation.queries import account_events, has_second_factor
from organisation.roles import Permission, Role

LATEST = 12


@requires(Permission.OWN_ACCOUNT)
@require_safe
def account(request: StaffRequest) -> HttpResponse:
    """Who I am here, what I may do, and the last sign-ins and failures, so that a stranger's would be noticed."""
    person = request.user
    context = {
        "person": person,
        "roles": [role.label for role in Role if role in person.roles],
        "second_factor": has_second_factor(person),
        "events": account_events(person, LATEST),
    }
    return render(request, "organisation/account.html", context)


@requires(Permission.OWN_ACCOUNT)
@require_POST
def sign_out_everywhere(request: StaffRequest) -> HttpResponse:
    """End every session of mine, this one too."""
    actions.end_sessions(staff=request.user, by=request.user, at=timezone.now())
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
