"""Who looks after a customer, and what stands against it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RelationshipRole(TextChoices):
    """A has the customer, B stands in and supervises (A、B 角); a custodian works for A for a time (托管)."""

    A = "A", _("Primary (A)")
    B = "B", _("Backup (B)")
    CUSTODIAN = "C", _("Custodian")


# What the extract may bring, and what there is one of for good; custody is the portal's own and ends by itself.
LASTING_ROLES = (RelationshipRole.A.value, RelationshipRole.B.value)


class RelationshipSource(TextChoices):
    SYSTEM_BATCH = "SYSTEM_BATCH", _("Monthly selection")
    HEAD = "HEAD", _("Branch head")
    REFERRAL = "REFERRAL", _("Referral")
    HANDOVER = "HANDOVER", _("Handover")
    CUSTODY = "CUSTODY", _("Custody")


class AssignmentProblem(TextChoices):
    """Why a person may not take a customer."""

    NOT_ACTIVE = "NOT_ACTIVE", _("The person is not in active service")
    NOT_A_MANAGER = "NOT_A_MANAGER", _("The person holds no manager's post")
    BANNED = "BANNED", _("The person is banned from the manager post")
    ABSENT = "ABSENT", _("The person is absent")
    HANDING_OVER = "HANDING_OVER", _("The person is handing over the customers they have")
    OTHER_BRANCH = "OTHER_BRANCH", _("The customer belongs to another branch")
    GRADE_TOO_LOW = "GRADE_TOO_LOW", _("The customer's size asks for a higher grade")
    NO_ROOM = "NO_ROOM", _("The person has as many customers as the bank allows")
    SAME_PERSON = "SAME_PERSON", _("A and B must be two persons")
