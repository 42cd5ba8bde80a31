"""The audit log and its verification."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from organisation import audit, htmx
from organisation.forms import AuditFilterForm
from organisation.guards import StaffRequest, requires
from organisation.paging import page_of
from organisation.queries import audit_events, with_numbers
from organisation.roles import Permission

PAGE_ROWS = 50
TEMPLATE = "organisation/audit.html"
PROBLEMS = {
    "gap": _("An event before it is missing."),
    "link": _("It was put in, moved, or the one before it was exchanged."),
    "digest": _("It was changed after it was written."),
    "anchor": _("It is not what was kept outside the database: events were cut off or written anew."),
}


@requires(Permission.AUDIT_VIEW)
@require_safe
def log(request: StaffRequest) -> HttpResponse:
    """The trail, newest first; `before` is the sequence number that the next page starts below."""
    form = AuditFilterForm.read(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, TEMPLATE, {"form": form}, part="list")
    page = page_of(audit_events(**form.cleaned_data), 1, PAGE_ROWS)
    older = form.at(before=page.rows[-1].seq) if page.more else ""
    context = {"form": form, "events": with_numbers(page.rows), "links": {"after": older}}
    return htmx.page(request, TEMPLATE, context, part="list")


@requires(Permission.AUDIT_VIEW)
@require_POST
def verify(request: StaffRequest) -> HttpResponse:
    """Recompute the chain and say what was found; the check itself is recorded."""
    found = audit.verify(settings.BANKCRM_HOME / "audit-anchors.txt")
    audit.record(
        by=request.user,
        action="audit.verify",
        target="audit:chain",
        at=timezone.now(),
        after={"rows": found.rows, "broken_at": found.broken_at, "problem": found.problem},
        result="OK" if found.intact else "BROKEN",
    )
    context = {"found": found, "problem": PROBLEMS.get(found.problem, "")}
    return render(request, "organisation/audit_verification.html", context)
