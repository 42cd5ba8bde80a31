"""What the night notices about customers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FlagKind(TextChoices):
    """What the night noticed about a customer."""

    TIER_UP = "TIER_UP", _("Tier raised")
    TIER_DOWN = "TIER_DOWN", _("Tier lowered")
    NEAR_LINE = "NEAR_LINE", _("Close to a tier line")
    AVERAGE_DROP = "AVERAGE_DROP", _("Month's average far below its mean")
    LARGE_OUTFLOW = "LARGE_OUTFLOW", _("Large outflow")
    LARGE_INFLOW = "LARGE_INFLOW", _("Large inflow")
    MATURITY = "MATURITY", _("Maturity")
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED", _("Account closed")
    BIRTHDAY = "BIRTHDAY", _("Birthday")
    RISK_EXPIRED = "RISK_EXPIRED", _("Risk assessment expired")
    ID_EXPIRED = "ID_EXPIRED", _("Identity document expired")
    COMPLAINT = "COMPLAINT", _("Open complaint")


class FlagStatus(TextChoices):
    OPEN = "OPEN", _("To do")
    DONE = "DONE", _("Done")
    DISMISSED = "DISMISSED", _("Dismissed")
    EXPIRED = "EXPIRED", _("Expired")
