"""Closed lists of households and related customers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HouseholdKind(TextChoices):
    """A family, or customers related otherwise (关联客户), whose deposits may count together."""

    FAMILY = "FAMILY", _("Household")
    RELATED = "RELATED", _("Related customers")


class HouseholdStatus(TextChoices):
    PROPOSED = "PROPOSED", pgettext_lazy("household", "Proposed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("household", "Confirmed")
    REFUSED = "REFUSED", pgettext_lazy("household", "Not confirmed")
    DISSOLVED = "DISSOLVED", pgettext_lazy("household", "Dissolved")


class MemberChange(TextChoices):
    """What is proposed of a confirmed household."""

    JOIN = "JOIN", pgettext_lazy("household", "Belongs too")
    LEAVE = "LEAVE", pgettext_lazy("household", "Leaves")


class Kinship(TextChoices):
    """What a member is to the first one."""

    FIRST = "FIRST", pgettext_lazy("household", "First member")
    SPOUSE = "SPOUSE", _("Spouse")
    PARENT = "PARENT", _("Parent")
    CHILD = "CHILD", _("Child")
    SIBLING = "SIBLING", _("Brother or sister")
    BUSINESS = "BUSINESS", _("In business together")
    OTHER = "OTHER", pgettext_lazy("household", "Related otherwise")


class Evidence(TextChoices):
    """What suggests that two customers belong together; a suggestion only, people decide."""

    PHONE = "PHONE", _("The same phone number")
    ADDRESS = "ADDRESS", _("The same address")
    SURNAME = "SURNAME", _("The same surname")
