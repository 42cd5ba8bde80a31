"""Which panels the workbench shows to whom. A panel is a URL of an app; the roof only composes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
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


@dataclass(frozen=True, slots=True)
class Place:
    """A panel on one person's workbench."""

    name: str
    title: str
    url: str
    wide: bool


_R = Role
_MANAGERS = frozenset({_R.RELATIONSHIP_MANAGER})
_WITH_CUSTOMERS = frozenset({_R.RELATIONSHIP_MANAGER, _R.BRANCH_HEAD})
PANELS = (
    Panel("score", _("My score so far"), "performance:panel_score", _WITH_CUSTOMERS),
    Panel(
        "branch",
        _("My branch"),
        "organisation:panel_branch",
        frozenset({_R.BRANCH_HEAD, _R.MARKETING_OFFICER}),
    ),
    Panel("radar", _("Close to a tier line"), "customers:panel_radar", _WITH_CUSTOMERS),
    Panel("moves", _("Largest movements"), "customers:panel_moves", _WITH_CUSTOMERS),
    Panel(
        "tiers",
        _("Newly moved tiers"),
        "customers:panel_tiers",
        _WITH_CUSTOMERS | {_R.BUSINESS_LEAD, _R.COMPLAINT_OFFICER},
    ),
    Panel("appraisal", _("Appraisal period"), "performance:panel_appraisal", frozenset({_R.HR})),
    Panel(
        "runs",
        _("Nightly runs"),
        "organisation:panel_runs",
        frozenset({_R.AUDITOR, _R.ADMIN, _R.MARKETING_OFFICER}),
    ),
    Panel("audit", _("Audit trail"), "organisation:panel_audit", frozenset({_R.AUDITOR})),
    Panel(
        "presets",
        _("Presets"),
        "organisation:panel_presets",
        frozenset({_R.ADMIN, _R.HR, _R.MARKETING_OFFICER}),
    ),
)


def panels(staff: Staff) -> Sequence[Place]:
    """The panels of all the person's roles, each once, in the order above."""
    places = []
    for panel in PANELS:
        if not panel.roles & staff.roles:
            continue
        try:
            url = reverse(panel.route)
        except NoReverseMatch:
            continue
        places.append(Place(panel.name, str(panel.title), url, panel.wide))
    return places


def first_run() -> NightlyRun | None:
    """The run that may publish the first night, for the page that waits for it."""
    return NightlyRun.objects.order_by("-pk").first()
