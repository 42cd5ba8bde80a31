"""A paper contract or agreement that was asked for, handed out and brought back (合同/协议调阅登记)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import BorrowingStatus
from customers.models.archive import Filed
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked

_S = BorrowingStatus


@tracked()
class Borrowing(Filed):
    """One contract in somebody's hands. It leaves only with the custodian's consent, who says until when, and goes
    back on file on time. Source: seed 001 (客户经理起草和签定协议、合同的规范, 四)."""

    status = models.CharField(_("Status"), max_length=10, choices=_S.choices, default=_S.ASKED)
    asked_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wanted_until = models.DateField(_("Needed until"))
    custodian = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    out_on = models.DateField(_("Handed out on"), null=True)
    due_on = models.DateField(_("Due back on"), null=True)
    back_on = models.DateField(_("Back on"), null=True)
    contract_sealed = models.BinaryField(default=b"")
    purpose_sealed = models.BinaryField(default=b"")
    remark_sealed = models.BinaryField(default=b"")
    contract = vault.sealed_text("contract", row="uid")
    purpose = vault.sealed_text("purpose", row="uid")
    remark = vault.sealed_text("remark", row="uid")

    data_classes = classified(
        none="id uid version changed_by changed_at asked_by asked_at custodian",
        c1="customer status wanted_until out_on due_on back_on",
        c2="contract_sealed purpose_sealed remark_sealed",
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["customer"], name="borrowing_of_customer"),
            models.Index(fields=["due_on", "id"], condition=Q(status=_S.OUT), name="borrowing_out_by_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[_S.ASKED, _S.WITHDRAWN], custodian__isnull=True, out_on__isnull=True)
                | Q(status=_S.REFUSED, custodian__isnull=False, out_on__isnull=True)
                | Q(status=_S.OUT, custodian__isnull=False, due_on__isnull=False, back_on__isnull=True)
                | Q(status=_S.BACK, custodian__isnull=False, due_on__isnull=False, back_on__isnull=False),
                name="borrowing_says_who_consented_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(custodian=models.F("asked_by")), name="borrowing_second_person"
            ),
        ]
