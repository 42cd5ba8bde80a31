"""The closed lists of the service side: what was done, in which state the log is, how far a plan reaches."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InteractionType(TextChoices):
    """The ten-minute norm is for WALK_IN alone; booked interviews are exempt."""

    CALL = "CALL", _("Call")
    WALK_IN = "WALK_IN", _("Walk-in")
    INTERVIEW = "INTERVIEW", _("Booked interview")
    VISIT = "VISIT", _("Visit")
    SMS = "SMS", _("Text message")
    EVENT = "EVENT", pgettext_lazy("contact", "Event")


class LogStatus(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    INSPECTED = "INSPECTED", _("Inspected")
    ANNOTATED = "ANNOTATED", _("Annotated")
    CLOSED = "CLOSED", _("Completed")


class Horizon(TextChoices):
    DAY = "DAY", _("Day")
    WEEK = "WEEK", _("Week")
    MONTH = "MONTH", _("Month")
    QUARTER = "QUARTER", _("Quarter")
    YEAR = "YEAR", _("Year")


class Norm(TextChoices):
    """Service norms; each warns and never blocks."""

    CALLS = "CALLS", _("Calls a day")
    VISITS = "VISITS", _("Meetings a day")
    CONTACT = "CONTACT", _("Share of contact time")
    RECEPTION = "RECEPTION", _("Minutes of reception for a walk-in")
    FIELD = "FIELD", _("Share of field time")
    LOGS_INSPECTED = "LOGS_INSPECTED", _("Share of logs inspected")
    LOGS_ANNOTATED = "LOGS_ANNOTATED", _("Share of logs annotated")
