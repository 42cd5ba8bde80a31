"""The ledger of the nightly run, its rejects, and its start by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import audit, exports, htmx, night_words
from organisation.choices import RunStatus
from organisation.guards import StaffRequest, requires
from organisation.models import NightlyRun
from organisation.nightly import requests as night_requests
from organisation.queries import newest_runs, night_read_by, reject_counts, rejects_visible
from organisation.roles import Permission

SHOWN = 60


@requires(Permission.NIGHTLY_VIEW)
@require_safe
def nights(request: StaffRequest) -> HttpResponse:
    """The newest runs, and whether one may be started by hand."""
    context = {
        "runs": newest_runs(SHOWN),
        "published": night_read_by(request.user),
        "may_run": Permission.NIGHTLY_RUN in request.user.permissions,
    }
    return render(request, "organisation/nights.html", context)


@requires(Permission.NIGHTLY_VIEW)
@require_safe
def night(request: StaffRequest, pk: int) -> HttpResponse:
    """One run, step by step; while it runs, the page asks for the steps again every two seconds."""
    run = get_object_or_404(NightlyRun, pk=pk)
    context = {
        "run": run,
        "steps": run.steps.order_by("position"),
        "running": run.status == RunStatus.RUNNING,
        "rejects": [
            (file, night_words.reject_sentence(code), count)
            for file, code, count in reject_counts(run, request.user)
        ],
        "notes": run.remarks,
        "may_download": Permission.REJECT_DOWNLOAD in request.user.permissions,
    }
    return htmx.page(request, "organisation/night.html", context, part="steps")


@requires(Permission.REJECT_DOWNLOAD)
@require_POST
def rejects(request: StaffRequest, pk: int) -> HttpResponse:
    """The rejected rows in the person's scope as a file; the download is audited."""
    run = get_object_or_404(NightlyRun, pk=pk)
    rows = [
        (row.file, row.line, row.column, row.value, str(night_words.reject_sentence(row.code)))
        for row in rejects_visible(run, request.user)
    ]
    heading = (_("File"), _("Line"), _("Column"), _("Value"), _("Reason"))
    written = exports.csv_file(exports.Sheet(_("Rejected rows"), heading, rows))
    audit.record(
        by=request.user,
        action="rejects.download",
        target=run,
        at=timezone.now(),
        after={"rows": written.rows, "sha256": written.sha256},
    )
    return exports.download(written, f"rejects-{run.pk}", "csv")


@requires(Permission.NIGHTLY_RUN)
@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """Ask the worker to take what lies in the drop folder."""
    audit.record(by=request.user, action="nightly.request", target="nightly:drops", at=timezone.now())
    if night_requests.sweep_soon():
        messages.success(
            request, _("The drop folder is being looked through; a new run appears here when it finds one.")
        )
    else:
        messages.error(
            request, _("The worker cannot be reached just now; it looks through the folder by itself later.")
        )
    return redirect("organisation:nights")
