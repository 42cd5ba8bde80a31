"""What the night notices about customers, what somebody has to do about, and how that ended."""

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
    DORMANT = "DORMANT", _("Dormant")
    NOT_RENEWED = "NOT_RENEWED", _("Maturity not renewed")


class AlertStatus(TextChoices):
    OPEN = "OPEN", _("To do")
    DONE = "DONE", _("Done")
    DISMISSED = "DISMISSED", _("Dismissed")
    CLEARED = "CLEARED", _("Cleared by itself")


class AlertOutcome(TextChoices):
    """How an alert ended. The first four say that the rule was right, the last two that it cried wolf."""

    RETAINED = "RETAINED", _("Retained")
    PARTLY_RETAINED = "PARTLY_RETAINED", _("Partly retained")
    REMEDIED = "REMEDIED", _("Put right")
    LOST = "LOST", _("Customer or money lost")
    EXPECTED = "EXPECTED", _("Expected, no reason to act")
    WRONG_DATA = "WRONG_DATA", _("The data were wrong")


class LeavingReason(TextChoices):
    """Why money or a customer leaves, as the register asks."""

    RETURN = "RETURN", _("Better return elsewhere")
    SERVICE = "SERVICE", _("Unhappy with service")
    SPENDING = "SPENDING", _("Own spending (home, study, travel)")
    BUSINESS = "BUSINESS", _("Needed in own business")
    RELOCATION = "RELOCATION", _("Moved away")
    FAMILY = "FAMILY", _("Family or inheritance")
    OTHER_BANK = "OTHER_BANK", _("Salary or main bank moved")
    UNKNOWN = "UNKNOWN", _("Not known")


class RetentionWay(TextChoices):
    CALL = "CALL", _("Telephone call")
    VISIT = "VISIT", _("Visit to the customer")
    MEETING = "MEETING", _("Talk at the outlet")
    OFFER = "OFFER", _("Product or rate offered")
    HEAD = "HEAD", _("Branch head stepped in")


class StageReason(TextChoices):
    """What moved a customer to another stage."""

    ALERT = "ALERT", _("An alert was raised")
    CLOSED = "CLOSED", _("All accounts closed")
    RETAINED = "RETAINED", _("Retained after an alert")
    JUDGED = "JUDGED", _("Judged by a person")
