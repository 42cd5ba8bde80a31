"""What would have become of the tiers under a proposed preset."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import RehearsalStatus, Tier
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped

OPEN = (RehearsalStatus.WAITING, RehearsalStatus.RUNNING)


@tracked()
class Rehearsal(models.Model):
    """One run of a proposed version of the tier preset over the whole loaded history, as if it had always been in
    force. `done` of `total` steps are finished; `months` holds, month by month, how many customers would have held
    a higher or a lower tier. One at a time for a version."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    preset = models.ForeignKey("organisation.Preset", models.PROTECT, related_name="rehearsals")
    business_date = models.DateField(_("Business date"))
    status = models.CharField(
        _("Status"), max_length=8, choices=RehearsalStatus.choices, default=RehearsalStatus.WAITING
    )
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    compared = models.IntegerField(_("Customers compared"), default=0)
    months = models.JSONField(default=list)
    asked_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    unscoped_reason = "counts of the whole bank; the customers behind them are scoped rows of their own"
    data_classes = classified(
        none="id uid preset business_date status done total compared months asked_by asked_at started_at finished_at"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["preset"], condition=Q(status__in=OPEN), name="rehearsal_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"rehearsal {self.pk} of preset {self.preset_id}"


class RehearsalMove(BranchScoped):
    """A customer who would hold another tier today. Averages are those of the newest finished month, by the rule
    in force and by the rehearsed one; `aum` is what the customer holds on the business date."""

    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, related_name="moves", db_index=False)
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    before = models.CharField(_("Tier held"), max_length=10, choices=Tier.choices)
    after = models.CharField(_("Tier rehearsed"), max_length=10, choices=Tier.choices)
    average_before = models.DecimalField(_("Average"), max_digits=18, decimal_places=2)
    average_after = models.DecimalField(_("Average rehearsed"), max_digits=18, decimal_places=2)
    aum = models.DecimalField(_("AUM"), max_digits=18, decimal_places=2)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id rehearsal customer", c2="before after average_before average_after aum"
    )

    class Meta:
        ordering = ["-aum", "customer"]
        constraints = [models.UniqueConstraint(fields=["rehearsal", "customer"], name="rehearsal_move_once")]
        indexes = [
            models.Index(fields=["rehearsal", "before", "after", "-aum"], name="rehearsal_moves"),
            models.Index(fields=["rehearsal", "-aum"], name="rehearsal_moves_largest"),
        ]

    def __str__(self) -> str:
        return f"{self.rehearsal_id} {self.customer_id} {self.before}>{self.after}"
