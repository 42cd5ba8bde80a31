"""Handover and custody: why, what goes, and how far it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HandoverCause(TextChoices):
    """Why a manager hands customers over; the cause decides what goes."""

    LEFT = "LEFT", _("Leaves the bank")
    POST_CHANGE = "POST_CHANGE", _("Changes the post")
    TEAM_MOVE = "TEAM_MOVE", _("Moves to another team")
    LONG_ABSENCE = "LONG_ABSENCE", _("Long absence")


class HandoverStatus(TextChoices):
    PREPARED = "PREPARED", _("To be allocated")
    OFFERED = "OFFERED", _("Waiting for receivers")
    COMPLETED = "COMPLETED", pgettext_lazy("handover", "Completed")
    CANCELLED = "CANCELLED", pgettext_lazy("handover", "Cancelled")


class PartStatus(TextChoices):
    """What one receiver said to their part."""

    OFFERED = "OFFERED", _("Waiting for an answer")
    ACCEPTED = "ACCEPTED", pgettext_lazy("handover", "Accepted")
    DECLINED = "DECLINED", pgettext_lazy("handover", "Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Goes(TextChoices):
    """What of a customer goes to the receiver: the relationship (关系), the credit for balances (业绩), or both."""

    BOTH = "BOTH", _("Relationship and credit")
    RELATIONSHIP = "RELATIONSHIP", _("Relationship only")
    CREDIT = "CREDIT", _("Credit only")
    NOTHING = "NOTHING", pgettext_lazy("handover", "Nothing")


class GoesWhy(TextChoices):
    """Which rule said what goes."""

    CAUSE = "CAUSE", _("By the cause")
    FEW_INSTALMENTS = "FEW_INSTALMENTS", _("Too few instalments left to move the loan")
    ABSENCE_OF_MONTHS = "ABSENCE_OF_MONTHS", _("Absence of some months with a large book")
    SMALL_BOOK = "SMALL_BOOK", _("Absence of some months with a small book")
    BACKUP = "BACKUP", _("The backup's credit is the primary's")
    EXCEPTION = "EXCEPTION", pgettext_lazy("handover", "Exception")


class ItemState(TextChoices):
    """How far one customer of the list is."""

    OPEN = "OPEN", pgettext_lazy("handover", "without a receiver")
    READY = "READY", pgettext_lazy("handover", "ready to send")
    SENT = "SENT", pgettext_lazy("handover", "waiting for an answer")
    GONE = "GONE", pgettext_lazy("handover", "taken over")
    STAYS = "STAYS", pgettext_lazy("handover", "stays")


class Introduction(TextChoices):
    """How giver and receiver met the customer together."""

    VISIT = "VISIT", _("Visit together")
    OUTLET = "OUTLET", _("Together at the outlet")
    PHONE = "PHONE", _("Call together")
    RECEIVER_ALONE = "RECEIVER_ALONE", _("By the receiver alone")
    NOT_WANTED = "NOT_WANTED", _("The customer did not want it")


class CustodySource(TextChoices):
    HEAD = "HEAD", _("Branch head")
    FORCED_LEAVE = "FORCED_LEAVE", _("Forced leave")
