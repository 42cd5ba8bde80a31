"""How good the rules are that raise alerts: in a table, and over time."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from customers.policies import ALERTS
from customers.queries.precision import course, outflow_is_silent, quarters_until, rules
from customers.rules.alerts import Precision
from organisation.guards import StaffRequest, requires
from organisation.permissions import may_see_presets
from organisation.roles import Permission


@requires(Permission.ALERT_REVIEW)
@require_safe
def precision(request: StaffRequest) -> HttpResponse:
    """How often each rule was right: a noisy rule is seen here before people stop reading alerts."""
    today = timezone.localdate()
    policy = ALERTS.on(today)
    rows = rules(request.user, policy, today)
    found = course(rows, today)
    context = {
        "rows": rows,
        "quarters": quarters_until(today),
        "months": found.months,
        "by_month": found.by_rule,
        "noisy_names": pgettext("between the entries of a list", ", ").join(
            str(row.kind.label) for row in rows if row.noisy
        ),
        "policy": policy,
        "silent": outflow_is_silent(today),
        "may_see_presets": may_see_presets(request.user),
    }
    return render(request, "customers/alerts/rules.html", context)


@requires(Permission.ALERT_REVIEW)
@require_safe
def chart(request: StaffRequest) -> JsonResponse:
    """The share of each rule that people could judge, month by month, and the line below which a rule is noisy."""
    today = timezone.localdate()
    policy = ALERTS.on(today)
    found = course(rules(request.user, policy, today), today)
    return JsonResponse(
        {
            "type": "line",
            "x": [month.code for month in found.months],
            "unit": "%",
            "lines": [{"name": _("noisy below"), "value": str(policy.noisy_below_pct)}],
            "series": [{"name": str(kind.label), "data": _shares(months)} for kind, months in found.by_rule],
        }
    )


def _shares(months: Sequence[Precision]) -> list[str | None]:
    return [None if one.share_pct is None else f"{one.share_pct:.1f}" for one in months]
