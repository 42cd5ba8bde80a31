"""What customers hold and owe, and how it is added up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssetClass(TextChoices):
    DEMAND_DEPOSIT = "DEMAND_DEPOSIT", _("Demand deposit")
    TIME_DEPOSIT = "TIME_DEPOSIT", _("Time deposit")
    STRUCTURED_DEPOSIT = "STRUCTURED_DEPOSIT", _("Structured deposit")
    WEALTH = "WEALTH", _("Wealth management product")
    FUND = "FUND", _("Fund")
    INSURANCE = "INSURANCE", _("Insurance")
    TREASURY_BOND = "TREASURY_BOND", _("Treasury bond")
    METAL = "METAL", _("Precious metal")
    TRUST = "TRUST", _("Trust")
    LOAN = "LOAN", _("Loan")
    CARD = "CARD", _("Card")


class FiveClass(TextChoices):
    """Five-class status of a loan; the last three are non-performing."""

    NORMAL = "NORMAL", _("Normal")
    SPECIAL_MENTION = "SPECIAL_MENTION", _("Special mention")
    SUBSTANDARD = "SUBSTANDARD", _("Substandard")
    DOUBTFUL = "DOUBTFUL", _("Doubtful")
    LOSS = "LOSS", _("Loss")


class AccountStatus(TextChoices):
    OPEN = "OPEN", _("Open")
    CLOSED = "CLOSED", _("Closed")
    DORMANT = "DORMANT", _("Dormant")
    FROZEN = "FROZEN", _("Frozen")


class RollUpKind(TextChoices):
    BANK = "BANK", _("Bank")
    BRANCH = "BRANCH", _("Branch")
    STAFF = "STAFF", _("Manager")
