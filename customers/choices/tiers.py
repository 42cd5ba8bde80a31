"""Customer tiers and why they move."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tier(TextChoices):
    """Customer tier, lowest first: the order of the members is the order of the tiers."""

    MASS = "MASS", _("Mass")
    GOLD = "GOLD", _("Gold")
    PLATINUM = "PLATINUM", _("Platinum")
    DIAMOND = "DIAMOND", _("Diamond")
    PRIVATE = "PRIVATE", _("Private banking")


class TierReason(TextChoices):
    """Why an effective tier is what it is after a month end."""

    FIRST = "FIRST", _("First assessment")
    UPGRADED = "UPGRADED", _("Upgraded: the month's average reached a higher line")
    KEPT = "KEPT", _("Kept: the month's average is within the tier")
    GRACE = "GRACE", _("Kept in grace: the month's average is below the tier's line")
    DOWNGRADED = "DOWNGRADED", _("Downgraded: too many months in a row below the tier's line")
