"""The file of a customer: what belongs in it, what was asked and answered, what was checked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArchiveItem(TextChoices):
    """What may belong in a file; which tier needs which is a preset."""

    IDENTITY = "IDENTITY", _("Identity document on record")
    PHONE = "PHONE", _("Phone on record")
    ADDRESS = "ADDRESS", _("Address on record")
    OCCUPATION = "OCCUPATION", _("Occupation on record")
    RISK = "RISK", _("Risk assessment on record")
    PREFERENCE = "PREFERENCE", _("Preferences for contact")
    NEED = "NEED", _("A need")
    GOAL = "GOAL", _("A goal")
    DATE = "DATE", _("An important date")
    RESEARCH = "RESEARCH", _("Market research sheet")
    COMPETITOR = "COMPETITOR", _("What is held at other banks")
    SURVEY = "SURVEY", _("Product-fit survey")
    VERIFICATION = "VERIFICATION", _("A verification of the file")
    IDENTITY_COPY = "IDENTITY_COPY", _("Copy of the identity document")


class NeedKind(TextChoices):
    NEED = "NEED", _("Need")
    GOAL = "GOAL", _("Goal")


class NeedStatus(TextChoices):
    OPEN = "OPEN", pgettext_lazy("need", "Open")
    MET = "MET", pgettext_lazy("need", "Met")
    DROPPED = "DROPPED", pgettext_lazy("need", "No longer wanted")


class PreferredChannel(TextChoices):
    """How the customer likes to be reached; whether they may be is a matter of consent."""

    PHONE = "PHONE", _("By phone")
    SMS = "SMS", _("By text message")
    WECHAT = "WECHAT", _("By WeChat")
    EMAIL = "EMAIL", _("By e-mail")
    VISIT = "VISIT", _("By a visit")
    BRANCH = "BRANCH", _("At the branch")


class PreferredTime(TextChoices):
    ANY = "ANY", _("Any time")
    MORNING = "MORNING", _("In the morning")
    NOON = "NOON", _("At noon")
    AFTERNOON = "AFTERNOON", _("In the afternoon")
    EVENING = "EVENING", _("In the evening")
    WEEKEND = "WEEKEND", _("At the weekend")


class DateKind(TextChoices):
    FAMILY_BIRTHDAY = "FAMILY_BIRTHDAY", _("Birthday in the family")
    ANNIVERSARY = "ANNIVERSARY", _("Anniversary")
    SCHOOL = "SCHOOL", _("School or examination")
    TRAVEL = "TRAVEL", _("Journey")
    PAYMENT = "PAYMENT", _("Large payment")
    OTHER = "OTHER", pgettext_lazy("date", "Other")


class VerificationOutcome(TextChoices):
    CONFIRMED = "CONFIRMED", _("All as on record")
    CORRECTED = "CORRECTED", _("Corrected")
    TO_COMPLETE = "TO_COMPLETE", _("Something is still missing")
    NOT_REACHED = "NOT_REACHED", _("Customer not reached")


class DocumentKind(TextChoices):
    IDENTITY_COPY = "IDENTITY_COPY", _("Copy of an identity document")
    CONTRACT = "CONTRACT", _("Contract or agreement")
    AUTHORISATION = "AUTHORISATION", _("Authorisation")
    INCOME = "INCOME", _("Proof of income")
    ASSETS = "ASSETS", _("Proof of assets")
    FORM = "FORM", _("Signed form")
    OTHER = "OTHER", pgettext_lazy("document", "Other")


class DocumentType(TextChoices):
    """What a file is by its first bytes, whatever its name says."""

    PDF = "PDF", "PDF"
    JPEG = "JPEG", "JPEG"
    PNG = "PNG", "PNG"


class RetrievalReason(TextChoices):
    """Why a document was taken out (调阅)."""

    SERVICE = "SERVICE", _("To serve the customer")
    VERIFY = "VERIFY", _("To verify the file")
    COMPLAINT = "COMPLAINT", _("To handle a complaint")
    CHECK = "CHECK", _("For an inspection")
    AUTHORITY = "AUTHORITY", _("Asked for by an authority")


class UploadProblem(TextChoices):
    """Why a file is not taken."""

    EMPTY = "EMPTY", _("The file is empty.")
    TOO_LARGE = "TOO_LARGE", _("The file is larger than the bank allows.")
    TYPE = "TYPE", _("This kind of file is not taken; allowed are those that the bank lists.")
    QUOTA = "QUOTA", _("The file of this customer holds as much as the bank allows.")
