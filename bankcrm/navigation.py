"""The menu, cut to the role, and what the frame of every page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bankcrm import sections
from organisation.models import Staff
from organisation.queries import night_read_by, published
from organisation.roles import Permission, Role

THEMES = {"auto": _("As the system"), "light": _("Light"), "dark": _("Dark")}
BOTTOM_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    label: str | Promise
    icon: str
    route: str
    permission: Permission
    without: frozenset[Permission] = frozenset()  # shown only to people who lack these
    covers: tuple[str, ...] = ()  # further starts of route names below this entry


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as one person sees it on one page."""

    key: str
    label: str
    icon: str
    url: str
    current: bool
    bottom: bool


_P = Permission
_ORGANISATION = tuple(
    f"organisation:{name}"
    for name in (
        "branch",
        "staff",
        "grant",
        "post_",
        "certificate",
        "violation",
        "absence",
        "calendar",
        "closure",
    )
)
ITEMS = (
    Item("home", _("Workbench"), "grid-1x2", "home", _P.HOME),
    Item("customers", _("Customers"), "people", "customers:list", _P.CUSTOMER_LIST, covers=("customers:",)),
    Item(
        "front",
        _("Recognise"),
        "person-check",
        "customers:recognise",
        _P.RECOGNISE,
        without=frozenset({_P.CUSTOMER_LIST}),
        covers=("customers:recogn", "customers:refer"),
    ),
    Item(
        "tiers",
        _("Customers"),
        "people",
        "customers:tier_board",
        _P.TIER_BOARD_VIEW,
        without=frozenset({_P.CUSTOMER_LIST}),
        covers=("customers:tier_", "customers:rehears", "customers:alert_rules", "customers:product_rating"),
    ),
    Item(
        "services",
        pgettext_lazy("menu", "Service"),
        "journal-check",
        "services:home",
        _P.SERVICE_VIEW,
        covers=("services:",),
    ),
    Item(
        "complaints",
        _("Complaints"),
        "chat-left-text",
        "complaints:home",
        _P.COMPLAINT_VIEW,
        covers=("complaints:",),
    ),
    Item(
        "performance",
        _("Performance"),
        "bar-chart-line",
        "performance:scores",
        _P.SCORE_VIEW,
        covers=("performance:score", "performance:card", "performance:line"),
    ),
    Item(
        "appraisals",
        _("Appraisals"),
        "clipboard-check",
        "performance:appraisals",
        _P.APPRAISAL_VIEW,
        covers=("performance:appraisal", "performance:export"),
    ),
    Item(
        "branches",
        _("Organisation"),
        "diagram-3",
        "organisation:branches",
        _P.BRANCH_VIEW,
        covers=_ORGANISATION,
    ),
    Item(
        "staff",
        _("Organisation"),
        "diagram-3",
        "organisation:staff_list",
        _P.STAFF_VIEW,
        without=frozenset({_P.BRANCH_VIEW}),
        covers=_ORGANISATION,
    ),
    Item(
        "nights",
        _("Nightly runs"),
        "moon-stars",
        "organisation:nights",
        _P.NIGHTLY_VIEW,
        covers=("organisation:night", "organisation:reject"),
    ),
    Item(
        "presets",
        _("Presets"),
        "sliders",
        "organisation:presets",
        _P.PRESET_VIEW,
        covers=("organisation:preset",),
    ),
    Item(
        "audit",
        _("Audit log"),
        "shield-check",
        "organisation:audit",
        _P.AUDIT_VIEW,
        covers=("organisation:audit",),
    ),
    Item(
        "account",
        _("Settings"),
        "gear",
        "organisation:account",
        _P.OWN_ACCOUNT,
        covers=("organisation:account", "mfa_", "account_"),
    ),
)

# The four things that a role does most, for the thumb on a phone.
BOTTOM: Mapping[Role, tuple[str, ...]] = {
    Role.RELATIONSHIP_MANAGER: ("home", "customers", "performance", "services"),
    Role.BRANCH_HEAD: ("home", "branches", "customers", "performance"),
    Role.HR: ("home", "appraisals", "performance", "presets"),
    Role.AUDITOR: ("home", "audit", "nights", "customers"),
    Role.ADMIN: ("home", "staff", "nights", "presets"),
    Role.MARKETING_OFFICER: ("home", "branches", "performance", "presets"),
    Role.COMPLAINT_OFFICER: ("home", "complaints", "customers", "services"),
    Role.BUSINESS_LEAD: ("home", "customers", "services", "account"),
    Role.LOBBY_MANAGER: ("home", "front", "services", "complaints"),
    Role.TELLER: ("home", "front", "services", "complaints"),
}


def _items(staff: Staff) -> list[Item]:
    """The entries that this person's permissions bring."""
    return [
        item
        for item in ITEMS
        if item.permission in staff.permissions and not item.without & staff.permissions
    ]


def menu(staff: Staff, route: str) -> list[Entry]:
    """What this person may open, with the page that is open marked."""
    bottom = _bottom(staff)
    entries = []
    for item in _items(staff):
        url = sections.address(item.route)
        current = route == item.route or bool(item.covers and route.startswith(item.covers))
        entries.append(Entry(item.key, str(item.label), item.icon, url, current, item.key in bottom))
    return entries


def section(staff: Staff, route: str) -> list[sections.Link]:
    """The pages beside the one that is open."""
    key = next((item.key for item in _items(staff) if item.covers and route.startswith(item.covers)), "")
    return sections.pages(staff, key, route)


def _bottom(staff: Staff) -> frozenset[str]:
    """The first four entries of the first of the person's roles that names any, in the order of the roles."""
    for role in Role:
        if role in staff.roles:
            return frozenset(BOTTOM[role][:BOTTOM_ENTRIES])
    return frozenset({"home", "account"})


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: menu, published night, theme. Fragments pay for none of it: all of it is lazy."""
    match = getattr(request, "resolver_match", None)
    route = match.view_name if match else ""
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "auto")
    return {
        "menu": SimpleLazyObject(lambda: menu(user, route) if isinstance(user, Staff) else []),
        "section": SimpleLazyObject(lambda: section(user, route) if isinstance(user, Staff) else []),
        "night": SimpleLazyObject(lambda: night_read_by(user) if isinstance(user, Staff) else published()),
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "folded": request.COOKIES.get("menu") == "folded",
        "request_id": getattr(request, "request_id", ""),
    }
