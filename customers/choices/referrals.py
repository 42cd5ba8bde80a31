"""States of prospects and referrals, and who refers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProspectStatus(TextChoices):
    IDENTIFIED = "IDENTIFIED", _("Identified")
    REFERRED = "REFERRED", _("Referred")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    REGISTERED = "REGISTERED", _("Registered")
    ASSIGNED = "ASSIGNED", _("Assigned")
    INVALID = "INVALID", _("Invalid")


class ReferrerType(TextChoices):
    LOBBY = "LOBBY", _("Lobby manager")
    CASH_TELLER = "CASH_TELLER", _("Cash teller")
    NONCASH_TELLER = "NONCASH_TELLER", _("Non-cash teller")
    CUSTOMER = "CUSTOMER", _("Customer")
    MANAGER = "MANAGER", _("Customer manager")


class ReferralStatus(TextChoices):
    CREATED = "CREATED", _("Created")
    OFFERED = "OFFERED", _("Offered")
    ACCEPTED = "ACCEPTED", _("Accepted")
    FAILED_FIRST = "FAILED_FIRST", _("First attempt failed")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    CONVERTED = "CONVERTED", _("Converted")
    EXPIRED = "EXPIRED", _("Expired")
