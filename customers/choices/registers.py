"""The registers of customer work and what a line of each may hold; which fields a register has is a preset."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Register(TextChoices):
    """A register by the name of its parameter in the preset."""

    IDENTIFIED = "identified_customer", _("Register of identified quality customers")
    MOVEMENTS = "movement_and_closure", _("Register of movements and closures")
    RETRIEVALS = "document_retrieval", _("Register of documents taken out")
    CONTRACTS = "contract_borrowing", _("Register of contracts taken out")


class IdentifiedField(TextChoices):
    """《已识别优质客户信息记录表》."""

    AT = "AT", _("Date and time")
    PLACE = "PLACE", _("Place")
    REFERRER = "REFERRER", _("Referrer")
    REFERRED_BY = "REFERRED_BY", _("Referred by")
    NAME = "NAME", pgettext_lazy("person", "Name")
    TIER = "TIER", _("Tier")
    CONTACT = "CONTACT", _("Contact")
    ESTIMATED = "ESTIMATED", _("Estimated assets")
    SIGNALS = "SIGNALS", _("Signals")
    INTERESTS = "INTERESTS", _("Interested in")
    FIRST_ATTEMPT = "FIRST_ATTEMPT", _("First attempt")
    RECEIVER = "RECEIVER", _("Receiving manager")
    STATUS = "STATUS", _("Status")
    NEXT_ON = "NEXT_ON", _("Next follow-up")
    EXPIRES_ON = "EXPIRES_ON", _("Expires on")
    REWARD = "REWARD", _("Reward")


class MovementField(TextChoices):
    """《优质客户异动销户记录表》."""

    DAY = "DAY", _("Date")
    NUMBER = "NUMBER", _("Customer number")
    NAME = "NAME", pgettext_lazy("person", "Name")
    TIER = "TIER", _("Tier")
    EVENT = "EVENT", pgettext_lazy("alert", "Event")
    AMOUNT = "AMOUNT", _("Amount")
    WHY = "WHY", _("Why they leave")
    ATTEMPTS = "ATTEMPTS", _("Attempts to keep")
    KEPT = "KEPT", _("Amount kept")
    RESULT = "RESULT", _("Result")
    OWNER = "OWNER", _("Who acts")
    DUE_ON = "DUE_ON", _("Due on")
    CLOSED_ON = "CLOSED_ON", _("Handled on")


class RetrievalField(TextChoices):
    """调阅登记 of the sealed documents."""

    AT = "AT", _("Taken out at")
    NUMBER = "NUMBER", _("Customer number")
    NAME = "NAME", pgettext_lazy("person", "Name")
    DOCUMENT = "DOCUMENT", pgettext_lazy("of a file", "Document")
    REASON = "REASON", _("Reason")
    WORDS = "WORDS", _("In words")
    BY = "BY", _("Taken out by")


class ContractField(TextChoices):
    """合同/协议调阅登记."""

    ASKED_AT = "ASKED_AT", _("Asked at")
    NUMBER = "NUMBER", _("Customer number")
    NAME = "NAME", pgettext_lazy("person", "Name")
    CONTRACT = "CONTRACT", _("Contract or agreement")
    STATUS = "STATUS", _("Status")
    PURPOSE = "PURPOSE", _("Purpose")
    BORROWER = "BORROWER", _("Borrowed by")
    CUSTODIAN = "CUSTODIAN", pgettext_lazy("of contracts", "Custodian")
    OUT_ON = "OUT_ON", _("Handed out on")
    DUE_ON = "DUE_ON", _("Due back on")
    BACK_ON = "BACK_ON", _("Back on")
