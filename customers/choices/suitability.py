"""Risk levels and the answers of the suitability rule."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RiskLevel(TextChoices):
    """Risk tolerance of a customer."""

    C1 = "C1", _("C1 conservative")
    C2 = "C2", _("C2 prudent")
    C3 = "C3", _("C3 balanced")
    C4 = "C4", _("C4 growth")
    C5 = "C5", _("C5 aggressive")


class ProductRisk(TextChoices):
    """Risk rating of a product."""

    R1 = "R1", _("R1 low")
    R2 = "R2", _("R2 medium-low")
    R3 = "R3", _("R3 medium")
    R4 = "R4", _("R4 medium-high")
    R5 = "R5", _("R5 high")


class Suitability(TextChoices):
    """Answer of the suitability rule for one customer and one product."""

    ALLOW = "ALLOW", _("Suitable")
    ALLOW_WITH_CARE = "ALLOW_WITH_CARE", _("Suitable with special handling for age")
    DENY_NOT_ASSESSED = "DENY_NOT_ASSESSED", _("No risk assessment")
    DENY_EXPIRED = "DENY_EXPIRED", _("The risk assessment has expired")
    DENY_LEVEL = "DENY_LEVEL", _("The product's risk is above the customer's level")
