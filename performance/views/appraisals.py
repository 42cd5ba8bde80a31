"""HR's page of the quarters: how complete they are, why not, and the file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from organisation import exports, htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from performance import actions
from performance.forms import ExportForm
from performance.queries import appraisals as reads
from performance.queries import cards


@requires(Permission.APPRAISAL_VIEW)
@require_safe
def appraisals(request: StaffRequest) -> HttpResponse:
    """The quarters that have cards; the one asked for (the newest unless told) with its gaps and its people."""
    quarters = reads.quarters(request.user)
    wanted = request.GET.get("period", "")
    quarter = next((one for one in quarters if one.period.code == wanted), None)
    if wanted and quarter is None:
        raise Http404("no such quarter")
    quarter = quarter or next(iter(quarters), None)
    seen = reads.cards_of(request.user, quarter) if quarter else None
    context = {
        "quarters": quarters,
        "quarter": quarter,
        "missing": cards.missing_lines(seen) if seen is not None else [],
        "incomplete": list(cards.listed(seen.filter(complete=False))[: cards.PAGE_ROWS])
        if seen is not None
        else [],
        "may_export": Permission.APPRAISAL_EXPORT in request.user.permissions,
    }
    return htmx.page(request, "performance/appraisals.html", context)


@requires(Permission.APPRAISAL_EXPORT)
@require_POST
def export(request: StaffRequest) -> HttpResponse:
    """The file of a quarter, `period` and `format` in the form or in the address."""
    form = ExportForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        return htmx.invalid(request, "performance/export_refused.html", {"form": form})
    period, kind = form.cleaned_data["period"], form.cleaned_data["format"]
    quarter = reads.quarter_of(request.user, period)
    if quarter is None:
        raise Http404("no night was published in this quarter")
    written = actions.export_appraisals(quarter=quarter, kind=kind, by=request.user, at=timezone.now())
    return exports.download(written, f"appraisals-{period.code}", kind)
