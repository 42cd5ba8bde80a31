"""The closed lists of complaints: states, classification, channel, business and cause (JR/T 0169)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    RECEIVED = "RECEIVED", _("Received")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Acknowledged")
    INVESTIGATING = "INVESTIGATING", _("Investigating")
    PROPOSED = "PROPOSED", _("Proposed")
    AGREED = "AGREED", _("Agreed")
    DECIDED = "DECIDED", _("Decided")
    NOTIFIED = "NOTIFIED", _("Decision notified")
    CONFIRMED = "CONFIRMED", _("Satisfaction confirmed")
    FOLLOWED_UP = "FOLLOWED_UP", _("Followed up")
    CLOSED = "CLOSED", _("Case closed")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    DECLINED = "DECLINED", _("Declined")
    UNDER_REVIEW = "UNDER_REVIEW", _("Under review")
    REVIEW_DECIDED = "REVIEW_DECIDED", _("Review decided")


class Owner(TextChoices):
    """Who holds the ball in a state."""

    RECEIVER = "RECEIVER", _("Receiver")
    OFFICER = "OFFICER", _("Complaint officer")
    COMPLAINANT = "COMPLAINANT", _("Complainant")
    SUPERIOR = "SUPERIOR", _("Superior institution")
    NOBODY = "NOBODY", _("Nobody: the case is over")


class Classification(TextChoices):
    SIMPLE = "SIMPLE", _("Simple")
    COMPLEX = "COMPLEX", _("Complex")
    SPECIAL = "SPECIAL", _("Specially complex")


class Channel(TextChoices):
    """Axis A of JR/T 0169 as far as a branch meets it."""

    ON_SITE = "ON_SITE", _("At the branch")
    SELF_SERVICE = "SELF_SERVICE", _("Self-service device")
    ONLINE_BANK = "ONLINE_BANK", _("Online banking")
    PHONE = "PHONE", _("Telephone")
    MOBILE_APP = "MOBILE_APP", _("Mobile app")
    SOCIAL = "SOCIAL", _("Public online platform")
    SMS = "SMS", _("Text message")
    THIRD_PARTY = "THIRD_PARTY", _("Third party")
    BACK_OFFICE = "BACK_OFFICE", _("Middle or back office")
    REGULATOR = "REGULATOR", _("Transferred by the regulator")
    INTERNAL_MANAGER = "INTERNAL_MANAGER", _("Internal complaint of a manager")
    OTHER = "OTHER", _("Other")


class Business(TextChoices):
    """Axis B of JR/T 0169."""

    SAVINGS = "SAVINGS", _("Savings")
    LOANS = "LOANS", _("Loans")
    CARDS = "CARDS", _("Bank cards")
    PAYMENTS = "PAYMENTS", _("Payment and settlement")
    CASH = "CASH", _("Currency management")
    PERSONAL_DATA = "PERSONAL_DATA", _("Personal financial information")
    OTHER = "OTHER", _("Other")


class Cause(TextChoices):
    """Axis C of JR/T 0169."""

    ATTITUDE = "1", _("Service attitude and quality")
    SYSTEMS = "2", _("Facilities, equipment and systems")
    PROCESS = "3", _("Rules and processes")
    MARKETING = "4", _("Marketing methods")
    DISCLOSURE = "5", _("Disclosure of information")
    RETURNS = "6", _("Returns of products")
    FREE_CHOICE = "7", _("Freedom of choice")
    CONTRACT = "8", _("Contract terms")
    FUND_SAFETY = "9", _("Safety of funds")
    DATA_SAFETY = "10", _("Safety of information")
    OTHER = "99", _("Other")
