"""What the parameters of the organisation's presets are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organisation.parameters import Name, Names

NAMES: Names = {
    "wealth_managers_min": Name(_("Wealth managers at least")),
    "lobby_min": Name(_("Lobby managers at least")),
    "marketing_min": Name(_("Marketing managers at least")),
    "front_share_min_pct": Name(_("Share of front posts at least")),
    "certificates_min": Name(_("Certified people at least")),
    "vip_area_min_pct": Name(_("Share of the floor for premium customers at least")),
    "vip_rooms_min": Name(_("Rooms for premium customers at least")),
    "outage_max_hours": Name(_("Outage of a self-service machine at most, hours")),
    "points": Name(
        _("Points"),
        keys={"1": _("Level 1"), "2": _("Level 2"), "3": _("Level 3"), "4": _("Level 4")},
    ),
    "dismissal_line": Name(_("Points a year that call for dismissal")),
    "manager_years": Name(_("Ban from the manager post, years")),
    "accounting_years": Name(_("Ban from accounting posts of the outlet, years")),
    "reject_limit_pct": Name(_("Rejected rows of a file at most")),
}
