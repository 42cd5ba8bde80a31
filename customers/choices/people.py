"""Closed lists about the person: gender, documents, status and stage."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LifecycleStage(TextChoices):
    AWARENESS = "AWARENESS", _("Awareness stage")
    ACQUISITION = "ACQUISITION", _("Acquisition stage")
    GROWTH = "GROWTH", _("Growth stage")
    MATURITY = "MATURITY", _("Maturity stage")
    DECLINE = "DECLINE", _("Decline stage")
    LOST = "LOST", _("Lost")


class CustomerStatus(TextChoices):
    ACTIVE = "ACTIVE", _("Active customer")
    DORMANT = "DORMANT", _("Dormant")
    LOST = "LOST", _("Lost")
    CLOSED = "CLOSED", _("Closed")


class Gender(TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class IdType(TextChoices):
    """Real-name documents; the codes are those that the identity rules check."""

    RESIDENT_ID = "RESIDENT_ID", _("Resident identity card")
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", _("Hong Kong or Macao permit")
    TAIWAN_PERMIT = "TAIWAN_PERMIT", _("Taiwan permit")
    HMT_RESIDENCE = "HMT_RESIDENCE", _("Hong Kong, Macao or Taiwan residence permit")
    PASSPORT = "PASSPORT", _("Passport")
    FOREIGN_PR = "FOREIGN_PR", _("Foreigner's permanent residence card")
    HOUSEHOLD_REGISTER = "HOUSEHOLD_REGISTER", _("Household register")
    MILITARY_ID = "MILITARY_ID", _("Military or armed-police identity card")
