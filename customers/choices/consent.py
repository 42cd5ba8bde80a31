"""What a customer has said about being contacted for marketing, on which channel, and how the bank knows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentChannel(TextChoices):
    """A way of contacting a customer; MARKETING is all of them together."""

    MARKETING = "MARKETING", _("All marketing")
    PHONE = "PHONE", pgettext_lazy("channel", "Phone")
    SMS = "SMS", pgettext_lazy("channel", "Text message")
    WECHAT = "WECHAT", pgettext_lazy("channel", "WeChat")
    EMAIL = "EMAIL", pgettext_lazy("channel", "E-mail")
    VISIT = "VISIT", pgettext_lazy("channel", "Visit")


class ConsentAnswer(TextChoices):
    """What the customer said. Withdrawn: given before, and no more."""

    GIVEN = "GIVEN", pgettext_lazy("consent", "Given")
    REFUSED = "REFUSED", pgettext_lazy("consent", "Refused")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("consent", "Withdrawn")


class ConsentEvidence(TextChoices):
    """By what the bank can show that the customer said so."""

    SIGNED_FORM = "SIGNED_FORM", _("Signed form")
    COUNTER = "COUNTER", _("Said at the counter")
    RECORDED_CALL = "RECORDED_CALL", _("Recorded call")
    MESSAGE = "MESSAGE", _("Message from the customer")
    ONLINE = "ONLINE", _("Online or mobile bank")


class BlockReason(TextChoices):
    """Why a customer must not be contacted for marketing."""

    OPT_OUT_CORE = "OPT_OUT_CORE", _("The customer refuses marketing (core system)")
    OPT_OUT = "OPT_OUT", _("The customer refuses marketing")
    CHANNEL_REFUSED = "CHANNEL_REFUSED", _("The customer refuses this channel")
    CHANNEL_WITHDRAWN = "CHANNEL_WITHDRAWN", _("The customer has withdrawn consent to this channel")
    EVERY_CHANNEL = "EVERY_CHANNEL", _("The customer refuses every channel")
    NOT_ASKED = "NOT_ASKED", _("No consent to this channel is on record, and the bank asks for one")

    @property
    def sentence(self) -> str:
        """For the list that leaves the customer out."""
        return str(self.label)
