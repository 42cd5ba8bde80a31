"""Paper contracts and agreements that leave their custodian (合同/协议调阅)."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class BorrowingStatus(TextChoices):
    ASKED = "ASKED", pgettext_lazy("contract", "Waits for the custodian")
    REFUSED = "REFUSED", pgettext_lazy("contract", "Refused")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("contract", "Request withdrawn")
    OUT = "OUT", pgettext_lazy("contract", "Handed out")
    BACK = "BACK", pgettext_lazy("contract", "Back on file")


class BorrowingShow(TextChoices):
    """Which lines of the register a list shows."""

    OPEN = "open", pgettext_lazy("contracts", "Asked for or handed out")
    LATE = "late", pgettext_lazy("contracts", "Overdue")
    ALL = "all", pgettext_lazy("contracts", "All")
