"""Who refers whom with what, and the states of referrals and prospects."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProspectStatus(TextChoices):
    IDENTIFIED = "IDENTIFIED", _("Identified")
    REFERRED = "REFERRED", _("Referred")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    REGISTERED = "REGISTERED", _("Registered")
    ASSIGNED = "ASSIGNED", _("Assigned")
    INVALID = "INVALID", _("Invalid")
    EXPIRED = "EXPIRED", _("Expired")


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


class ReferralStanding(TextChoices):
    """The states of the list in four words."""

    WAITING = "waiting", pgettext_lazy("referral", "Waiting for acceptance")
    WORKED = "worked", pgettext_lazy("referral", "Accepted or followed up")
    WON = "won", _("Converted")
    OVER = "over", _("Expired")


class Signal(TextChoices):
    """What was seen that speaks for a quality customer. The seed names no signals: bank-defined."""

    LARGE_CASH = "LARGE_CASH", _("Large amount in cash or by transfer")
    MATURING = "MATURING", _("Deposit or product maturing")
    OTHER_BANK = "OTHER_BANK", _("Assets at another bank")
    ASKED = "ASKED", _("Asked about wealth products")
    BUSINESS = "BUSINESS", _("Owner of a business")
    PROPERTY = "PROPERTY", _("Sale or purchase of property")
    OTHER = "OTHER", pgettext_lazy("signal", "Other")


class Interest(TextChoices):
    """In which products the person is interested."""

    DEPOSIT = "DEPOSIT", _("Deposits")
    WEALTH = "WEALTH", _("Wealth products")
    FUND = "FUND", _("Funds")
    INSURANCE = "INSURANCE", _("Insurance")
    BOND = "BOND", _("Treasury bonds")
    METAL = "METAL", _("Precious metals")
    LOAN = "LOAN", pgettext_lazy("product", "Loans")
    CARD = "CARD", pgettext_lazy("product", "Cards")


class Attempt(TextChoices):
    """What came of speaking with somebody who was referred or is followed up."""

    SUCCESS = "SUCCESS", pgettext_lazy("attempt", "Won")
    AGAIN = "AGAIN", _("Not yet: follow up")
    GIVEN_UP = "GIVEN_UP", _("Given up")


class Turn(TextChoices):
    """As what somebody is asked to accept a referral."""

    CHOSEN = "CHOSEN", _("Chosen by the referrer")
    PRIMARY = "PRIMARY", _("Primary (A)")
    BACKUP = "BACKUP", _("Backup (B)")
    MANAGER = "MANAGER", _("Manager of the outlet")
    HEAD = "HEAD", _("Branch head")


class Greeting(TextChoices):
    """How a customer of a tier is received (domain.md A17)."""

    GO_OUT = "GO_OUT", _("Go out to greet")
    MAY_GO_OUT = "MAY_GO_OUT", _("Greet outside where it is worth it")
    INSIDE = "INSIDE", _("Greet at the counter")


class LeadMove(TextChoices):
    """What a line of the course of a referral or prospect tells."""

    CREATED = "CREATED", _("Recorded")
    OFFERED = "OFFERED", _("Offered to")
    ACCEPTED = "ACCEPTED", _("Accepted by")
    PASSED = "PASSED", _("Passed on by")
    LATE = "LATE", _("Not accepted in time by")
    MOVED = "MOVED", _("Given to")
    ATTEMPT = "ATTEMPT", _("Spoke with the person")
    CHANGED = "CHANGED", _("Details changed")
    MATCHED = "MATCHED", _("Found among the customers")
    NOT_THE_SAME = "NOT_THE_SAME", _("Not the same person")
    CONVERTED = "CONVERTED", _("Taken in as a customer")
    EXPIRED = "EXPIRED", _("Expired")


class MatchBy(TextChoices):
    """By what a prospect and a customer were found to be the same person."""

    IDENTITY = "IDENTITY", _("identity number")
    PHONE = "PHONE", _("phone")
