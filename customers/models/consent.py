"""What customers said about being contacted for marketing."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import ConsentAnswer, ConsentChannel, ConsentEvidence
from customers.models.account import OF_THE_CUSTOMER
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped


@tracked()
class Consent(BranchScoped):
    """One answer of a customer for one channel. It stands until the next one for that channel; answers are added
    and never changed, so that the bank can show what it knew on any day. The core's own opt-out is a column of
    Customer."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="consents")
    channel = models.CharField(_("Channel"), max_length=12, choices=ConsentChannel.choices)
    answer = models.CharField(_("Answer"), max_length=12, choices=ConsentAnswer.choices)
    said_on = models.DateField(_("Said on"))
    evidence = models.CharField(_("Evidence"), max_length=16, choices=ConsentEvidence.choices)
    note_sealed = models.BinaryField(default=b"")
    recorded_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded at"))

    note = vault.sealed_text("note", row="uid")

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid customer recorded_by recorded_at", c1="channel answer said_on evidence", c2="note_sealed"
    )

    class Meta:
        ordering = ["customer", "channel", "-said_on", "-id"]
        indexes = [models.Index(fields=["customer", "channel", "-said_on", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.channel} {self.answer}"
