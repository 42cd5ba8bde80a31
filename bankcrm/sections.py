"""The pages of a section of the menu, as a row of links above the page; cut to the person's permissions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.models import Staff
from organisation.roles import Permission


@dataclass(frozen=True, slots=True)
class Page:
    label: str | Promise
    route: str
    permission: Permission
    covers: tuple[str, ...] = ()  # further starts of route names that belong to this page
    without: frozenset[Permission] = frozenset()  # shown only to people who lack these


@dataclass(frozen=True, slots=True)
class Link:
    """A page as one person sees it."""

    label: str
    url: str
    current: bool


_P = Permission
_CUSTOMERS: Sequence[Page] = (
    Page(
        pgettext_lazy("section", "All customers"),
        "customers:list",
        _P.CUSTOMER_LIST,
        ("customers:view", "customers:choose"),
    ),
    Page(_("Recognise"), "customers:recognise", _P.RECOGNISE),
    Page(_("Referrals"), "customers:referrals", _P.REFERRAL_VIEW, ("customers:referral",)),
    Page(_("Prospects"), "customers:prospects", _P.PROSPECT_VIEW, ("customers:prospect",)),
    Page(_("Alerts"), "customers:alerts", _P.ALERT_VIEW, ("customers:alert", "customers:retention")),
    Page(_("Tier radar"), "customers:radar", _P.TIER_RADAR_VIEW),
    Page(
        _("Tier migration"),
        "customers:tier_board",
        _P.TIER_BOARD_VIEW,
        ("customers:tier_", "customers:rehears"),
    ),
    Page(
        _("Alert rules"),
        "customers:alert_rules",
        _P.ALERT_REVIEW,
        without=frozenset({_P.ALERT_VIEW}),  # for the others the rules are a page of the alerts
    ),
    Page(_("Segments"), "customers:segments", _P.SEGMENT_VIEW, ("customers:segment", "customers:target")),
    Page(
        _("Assignment"),
        "customers:assignment",
        _P.ASSIGNMENT_VIEW,
        ("customers:assign", "customers:plan"),
    ),
    Page(
        _("Handover"),
        "customers:handovers",
        _P.HANDOVER_VIEW,
        ("customers:handover", "customers:custody"),
    ),
    Page(_("Households"), "customers:households", _P.HOUSEHOLD_VIEW, ("customers:household",)),
    Page(_("Files"), "customers:archive", _P.ARCHIVE_EDIT),
    Page(
        _("Taken out"),
        "customers:contracts",
        _P.DOCUMENT_VIEW,
        ("customers:contract", "customers:retrievals"),
    ),
    Page(_("Suitability conflicts"), "customers:conflicts", _P.SUITABILITY_CONFLICTS),
    Page(_("Product ratings"), "customers:product_ratings", _P.PRODUCT_RATE),
    Page(_("Duplicates"), "customers:duplicates", _P.DUPLICATE_VIEW, ("customers:duplicate",)),
)
_ORGANISATION: Sequence[Page] = (
    Page(
        _("Branches"),
        "organisation:branches",
        _P.BRANCH_VIEW,
        ("organisation:branch", "organisation:service_point"),
    ),
    Page(
        _("Staff"),
        "organisation:staff_list",
        _P.STAFF_VIEW,
        (
            "organisation:staff",
            "organisation:grant",
            "organisation:post",
            "organisation:certificate",
            "organisation:violation",
        ),
    ),
    Page(_("Absences"), "organisation:absences", _P.ABSENCE_RECORD, ("organisation:absence",)),
    Page(
        _("Working calendar"),
        "organisation:calendar",
        _P.CALENDAR_VIEW,
        ("organisation:calendar", "organisation:closure"),
    ),
)
# By the key of the entry of the menu: who may not open the list of customers has the same pages below another entry.
SECTIONS: Mapping[str, Sequence[Page]] = {
    "customers": _CUSTOMERS,
    "front": _CUSTOMERS,
    "tiers": _CUSTOMERS,
    "branches": _ORGANISATION,
    "staff": _ORGANISATION,
}


@cache
def address(route: str) -> str:
    """The address of a page that names nothing: the same for everybody, and asked for some twenty times a page."""
    return reverse(route)


def pages(staff: Staff, section: str, route: str) -> list[Link]:
    """The row of links of a section; nothing where only one page would stand in it."""
    links = []
    for page in SECTIONS.get(section, ()):
        if page.permission not in staff.permissions or page.without & staff.permissions:
            continue
        current = route == page.route or bool(page.covers and route.startswith(page.covers))
        links.append(Link(str(page.label), address(page.route), current))
    return links if len(links) > 1 else []
