"""Customers who may be one person, and what becomes of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DuplicateEvidence(TextChoices):
    """What two records have in common, the strongest first."""

    IDENTITY = "IDENTITY", _("Same identity number")
    NAME_BIRTHDAY = "NAME_BIRTHDAY", _("Same name and birthday")
    PHONE = "PHONE", _("Same phone")


class PairStatus(TextChoices):
    OPEN = "OPEN", _("To decide")
    MERGED = "MERGED", _("Merged")
    DISMISSED = "DISMISSED", _("Two different people")


class MergeProblem(TextChoices):
    """Why two records may not become one."""

    SAME = "SAME", _("A customer is not merged with themselves.")
    ABSORBED = (
        "ABSORBED",
        _("One of the two was merged into another customer already; undo that merge first."),
    )
    HAS_OTHERS = (
        "HAS_OTHERS",
        _(
            "Others were merged into this one: keep it, and merge the other into it, or undo those merges first."
        ),
    )
    IDENTITY_DIFFERS = (
        "IDENTITY_DIFFERS",
        _(
            "Both have an identity number of the same kind, and the numbers differ: these are two people,"
            " or the core must correct one of them first."
        ),
    )
