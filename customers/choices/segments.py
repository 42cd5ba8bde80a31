"""Segments, the 5C1S rating and target lists (domain.md A16)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SegmentOperator(TextChoices):
    """How a condition compares."""

    FROM = "FROM", _("at least")
    TO = "TO", _("at most")
    ANY_OF = "ANY_OF", _("is one of")
    NONE_OF = "NONE_OF", _("is none of")
    IS = "IS", pgettext_lazy("condition", "is")


class TierMove(TextChoices):
    """How the effective tier changed at the last month end."""

    UP = "UP", pgettext_lazy("tier", "Raised")
    DOWN = "DOWN", pgettext_lazy("tier", "Lowered")


class RatingDimension(TextChoices):
    """The five C of seed 002 as domain.md A16 reads them; S has the label that the bank gives it."""

    CHARACTER = "CHARACTER", _("Character")
    CAPACITY = "CAPACITY", _("Capacity")
    CAPITAL = "CAPITAL", _("Capital")
    COLLATERAL = "COLLATERAL", _("Collateral")
    CONDITIONS = "CONDITIONS", _("Conditions")
    S = "S", "S"


class RatingClass(TextChoices):
    """What the rater concludes (seed 002): a quality customer, a prospective one, or not considered."""

    QUALITY = "QUALITY", _("Quality customer")
    PROSPECTIVE = "PROSPECTIVE", _("Prospective quality customer")
    NOT_CONSIDERED = "NOT_CONSIDERED", _("Not considered")
