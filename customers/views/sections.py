"""What the page of a customer is made of: groups of panels in the order in which a manager prepares a meeting.

A panel is a URL that names the customer; those of later apps and topics appear as soon as their route exists.
To add one: a line below, in its group. The page never imports what a panel shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.permissions import customer_data
from organisation.models import Staff
from organisation.roles import Permission
from organisation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: `may` names a further rule than the permission, `wide` lets it span the row."""

    name: str
    title: str | Promise
    route: str
    permission: Permission
    may: Callable[[Staff], Verdict] | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str | Promise
    panels: Sequence[Panel]


@dataclass(frozen=True, slots=True)
class Place:
    """A panel on the page of one customer, as one reader sees it."""

    name: str
    title: str
    url: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: str
    places: Sequence[Place]


A_NUMBER = "C0"
_P = Permission
_ASSETS, _MEASURE = customer_data.may_see_assets, customer_data.may_measure_assets
GROUPS: Sequence[Group] = (
    Group(
        "money",
        pgettext_lazy("part of the page", "Money"),
        (
            Panel("course", _("Course of assets"), "customers:course", _P.CUSTOMER_VIEW, _MEASURE, wide=True),
            Panel("holdings", _("Holdings"), "customers:holdings", _P.CUSTOMER_VIEW, _ASSETS, wide=True),
            Panel("accounts", _("Accounts"), "customers:accounts", _P.CUSTOMER_VIEW, _ASSETS, wide=True),
            Panel("movements", _("Last movements"), "customers:movements", _P.CUSTOMER_VIEW, _ASSETS),
            Panel(
                "loans",
                pgettext_lazy("holdings", "Loans"),
                "customers:loans",
                _P.CUSTOMER_VIEW,
                _ASSETS,
            ),
            Panel("period", _("Averages of any period"), "customers:period", _P.CUSTOMER_VIEW, _MEASURE),
        ),
    ),
    Group(
        "people",
        _("People"),
        (
            Panel("care", _("Looked after by"), "customers:care", _P.CUSTOMER_VIEW),
            Panel(
                "household", _("Household and related customers"), "customers:household_of", _P.CUSTOMER_VIEW
            ),
            Panel("referrals", _("Referrals"), "customers:referrals_of", _P.REFERRAL_VIEW),
        ),
    ),
    Group(
        "said",
        _("What was said and promised"),
        (
            Panel("services", _("Contacts and promises"), "services:customer_panel", _P.SERVICE_VIEW),
            Panel("needs", _("Needs and goals"), "customers:needs", _P.ARCHIVE_VIEW),
            Panel("dates", _("Important dates and preferences"), "customers:dates", _P.ARCHIVE_VIEW),
            Panel("research", _("Market research"), "customers:research", _P.ARCHIVE_VIEW, wide=True),
        ),
    ),
    Group(
        "cases",
        _("Open work and cases"),
        (
            Panel("alerts", _("Alerts"), "customers:alerts_of", _P.ALERT_VIEW),
            Panel("complaints", _("Complaints"), "complaints:customer_panel", _P.COMPLAINT_VIEW),
            Panel("handovers", _("Handover and custody"), "customers:handovers_of", _P.HANDOVER_VIEW),
            Panel("duplicates", _("Duplicates"), "customers:duplicates_of", _P.DUPLICATE_VIEW),
        ),
    ),
    Group(
        "fit",
        _("Suitability and consent"),
        (
            Panel("suitability", _("Suitability"), "customers:suitability", _P.SUITABILITY_VIEW, wide=True),
            Panel("consent", _("Consent"), "customers:consent", _P.SUITABILITY_VIEW),
            Panel("rating", _("Rating (5C1S)"), "customers:rating_of", _P.SEGMENT_VIEW),
        ),
    ),
    Group(
        "file",
        _("The file"),
        (
            Panel("file", _("Completeness of the file"), "customers:file_of", _P.ARCHIVE_VIEW),
            Panel("verification", _("Verification"), "customers:verification", _P.ARCHIVE_VIEW),
            Panel("documents", _("Documents"), "customers:documents", _P.DOCUMENT_VIEW),
            Panel("contracts", _("Paper contracts"), "customers:contracts_of", _P.DOCUMENT_VIEW),
        ),
    ),
    Group(
        "past",
        pgettext_lazy("part of the page", "History"),
        (
            Panel("history", _("Tier history"), "customers:history", _P.CUSTOMER_VIEW),
            Panel("watchers", _("Who looked at this customer"), "customers:watchers_of", _P.WATCHERS_VIEW),
        ),
    ),
)


def sections(staff: Staff, customer_no: str) -> list[Section]:
    """The groups with the panels that exist and that the person may see; none without a panel."""
    found = []
    for group in GROUPS:
        places = [place for panel in group.panels if (place := _place(panel, staff, customer_no))]
        if places:
            found.append(Section(group.name, str(group.title), places))
    return found


def _place(panel: Panel, staff: Staff, customer_no: str) -> Place | None:
    if panel.permission not in staff.permissions or (panel.may and not panel.may(staff)):
        return None
    around = _around(panel.route)
    return around and Place(panel.name, str(panel.title), customer_no.join(around), panel.wide)


@cache
def _around(route: str) -> tuple[str, str] | None:
    """What stands before and after the customer's number in the address of a panel; None without such a route.
    Numbers are codes that stand in an address as they are."""
    try:
        before, _number, after = reverse(route, args=[A_NUMBER]).partition(A_NUMBER)
    except NoReverseMatch:
        return None
    return before, after
