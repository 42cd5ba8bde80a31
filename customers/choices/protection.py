"""By what a customer is found, and what may be revealed and why."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MatchKind(TextChoices):
    """By what the search box found a customer."""

    NUMBER = "NUMBER", _("customer number")
    PHONE = "PHONE", _("phone")
    IDENTITY = "IDENTITY", _("identity number")
    PHONE_TAIL = "PHONE_TAIL", _("last four of the phone")
    IDENTITY_TAIL = "IDENTITY_TAIL", _("last four of the identity number")
    INITIALS = "INITIALS", _("initials")
    PINYIN = "PINYIN", _("pinyin")
    NAME = "NAME", _("name")
    SIMILAR = "SIMILAR", _("a similar sound")


class LookKind(TextChoices):
    """In which way somebody looked at a customer: the trail's names of what was done."""

    OPEN = "customer.open", pgettext_lazy("look", "Opened the page")
    REVEAL = "customer.reveal", pgettext_lazy("look", "Had a masked value shown")
    TAKEN = "customer.export", pgettext_lazy("look", "Took a file that names the customer")


REVEALED_OFTEN = "customer.reveal_often"  # the trail's name of a head's being told of unusual use


class RevealField(TextChoices):
    """Masked data of a customer that may be shown once, with a reason."""

    PHONE = "phone", _("Phone")
    ID_NO = "id_no", _("Identity number")
    ADDRESS = "address", _("Address")


class RevealReason(TextChoices):
    """Why masked data had to be seen."""

    CONTACT = "CONTACT", _("To contact the customer")
    VERIFY = "VERIFY", _("To check the customer's identity")
    CORRECT = "CORRECT", _("To correct the customer's data")
    COMPLAINT = "COMPLAINT", _("To handle a complaint")
    AUTHORITY = "AUTHORITY", _("Asked for by an authority")
