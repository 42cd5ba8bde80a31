"""Which panels the workbench shows to whom. A panel is a URL of an app; the roof only composes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisation.models import NightlyRun, Staff
from organisation.roles import Role


@dataclass(frozen=True, slots=True)
class Panel:
    name: str
    title: str | Promise
    route: str
    roles: frozenset[Role]
    wide: bool = False
    draws: bool = False  # it holds a chart
    of_branch: bool = False  # its address names the person's branch


@dataclass(frozen=True, slots=True)
class Place:
    """A panel on one person's workbench."""

    name: str
    title: str
    url: str
    wide: bool
    draws: bool


_R = Role
_MANAGER = frozenset({_R.RELATIONSHIP_MANAGER})
_WITH_CUSTOMERS = _MANAGER | {_R.BRANCH_HEAD}
_TIERS_ONLY = frozenset({_R.BUSINESS_LEAD, _R.COMPLAINT_OFFICER})
_PRESETS = frozenset({_R.ADMIN, _R.HR, _R.MARKETING_OFFICER})
_RUNS = frozenset({_R.AUDITOR, _R.ADMIN, _R.MARKETING_OFFICER})
_FRONT = frozenset({_R.LOBBY_MANAGER, _R.TELLER})
PANELS = (
    Panel("referrals", _("Referrals waiting"), "customers:panel_referrals", _WITH_CUSTOMERS | _FRONT),
    Panel("alerts", _("Alerts to handle"), "customers:panel_alerts", _WITH_CUSTOMERS),
    Panel("prospects", _("Prospects to follow up"), "customers:panel_prospects", _WITH_CUSTOMERS),
    Panel("handovers", _("Handover and custody"), "customers:panel_handovers", _WITH_CUSTOMERS),
    Panel(
        "unassigned",
        _("Customers without a manager"),
        "customers:panel_unassigned",
        frozenset({_R.BRANCH_HEAD}),
    ),
    Panel("archive", _("Files to complete"), "customers:panel_archive", _WITH_CUSTOMERS),
    Panel("score", _("My score so far"), "performance:panel_score", _WITH_CUSTOMERS),
    Panel("radar", _("Close to a tier line"), "customers:panel_radar", _WITH_CUSTOMERS),
    Panel("moves", _("Largest movements"), "customers:panel_moves", _WITH_CUSTOMERS),
    Panel(
        "ranking",
        _("Where my people stand"),
        "performance:panel_ranking",
        frozenset({_R.BRANCH_HEAD, _R.MARKETING_OFFICER}),
    ),
    Panel("tiers", _("Newly moved tiers"), "customers:panel_tiers", _WITH_CUSTOMERS | _TIERS_ONLY),
    Panel("maturities", _("Maturities"), "customers:panel_maturities", _WITH_CUSTOMERS),
    Panel(
        "branch",
        _("My branch"),
        "customers:panel_branch",
        frozenset({_R.BRANCH_HEAD}),
        wide=True,
        draws=True,
        of_branch=True,
    ),
    Panel("appraisal", _("Appraisal period"), "performance:panel_appraisal", frozenset({_R.HR}), wide=True),
    Panel("runs", _("Nightly runs"), "organisation:panel_runs", _RUNS),
    Panel(
        "unusual",
        _("Unusual looking at personal data"),
        "customers:panel_unusual",
        frozenset({_R.BRANCH_HEAD, _R.AUDITOR}),
    ),
    Panel("audit", _("Audit log"), "organisation:panel_audit", frozenset({_R.AUDITOR})),
    Panel("presets", _("Presets"), "organisation:panel_presets", _PRESETS),
)


def panels(staff: Staff) -> Sequence[Place]:
    """The panels of all the person's roles, each once, in the order above."""
    return [
        Place(panel.name, str(panel.title), _address(panel, staff), panel.wide, panel.draws)
        for panel in PANELS
        if panel.roles & staff.roles and (staff.posting or not panel.of_branch)
    ]


def _address(panel: Panel, staff: Staff) -> str:
    if panel.of_branch and staff.posting:
        return reverse(panel.route, args=[staff.posting.branch.branch_no])
    return reverse(panel.route)


def first_run() -> NightlyRun | None:
    """The run that may publish the first night, for the page that waits for it."""
    return NightlyRun.objects.order_by("-pk").first()
