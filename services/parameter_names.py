"""What the parameters of the service presets are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organisation.parameters import Name, Names

NAMES: Names = {
    "calls_min": Name(_("Calls a day at least")),
    "calls_max": Name(_("Calls a day at most")),
    "visits_min": Name(_("Meetings a day at least")),
    "visits_max": Name(_("Meetings a day at most")),
    "contact_share_min_pct": Name(_("Share of contact time at least")),
    "reception_max_minutes": Name(_("Reception of a walk-in at most, minutes")),
    "field_share_min_pct": Name(_("Share of field time at least")),
    "inspected_min_pct": Name(_("Share of logs inspected at least")),
    "annotated_min_pct": Name(_("Share of logs annotated at least")),
    "review_months": Name(_("Months between portfolio reviews")),
    "contact_months": Name(_("Months between contacts at most")),
    "first": Name(_("Flow 1")),
    "second": Name(_("Flow 2")),
    "third": Name(_("Flow 3")),
    "fourth": Name(_("Flow 4")),
    "fifth": Name(_("Flow 5")),
    "sixth": Name(_("Flow 6")),
    "seventh": Name(_("Flow 7")),
    "eighth": Name(_("Flow 8")),
}
