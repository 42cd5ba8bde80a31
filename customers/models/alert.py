"""What somebody has to do about a customer, what was done to keep them, and where they stand in their course."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import (
    AlertOutcome,
    AlertStatus,
    FlagKind,
    LeavingReason,
    LifecycleStage,
    RetentionWay,
    StageReason,
    Tier,
)
from customers.models.account import OF_THE_CUSTOMER
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped

OPEN = Q(status=AlertStatus.OPEN)


@tracked()
class Alert(BranchScoped):
    """One occurrence of one rule for one customer, from the day it was raised until somebody handled it.

    `occurrence` names what happened (a day, a month, a document's last day), so that a night that runs again
    raises nothing twice. `owner` is who has to act: A, else B, else the branch head; the night follows a customer
    who changed hands unless the head chose the person (`owner_chosen`). `raised_by` is empty when a rule raised
    it; a person writes down what they saw or were told (`said`). `tier` is the tier at the time, which the register
    of movements asks for."""

    uid = models.UUIDField(unique=True, db_default=RandomUUID())
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="alerts")
    kind = models.CharField(_("Rule"), max_length=30, choices=FlagKind.choices)
    occurrence = models.CharField(max_length=40)
    tier = models.CharField(_("Tier"), max_length=10, choices=Tier.choices, blank=True)
    amount = models.DecimalField(_("Amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    evidence = models.JSONField(_("Evidence"), default=dict)
    raised_on = models.DateField(_("Raised on"))
    raised_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="alerts")
    owner_chosen = models.BooleanField(default=False, db_default=False)
    due_on = models.DateField(_("Due on"))
    status = models.CharField(
        _("Status"), max_length=10, choices=AlertStatus.choices, default=AlertStatus.OPEN
    )
    outcome = models.CharField(_("Outcome"), max_length=20, choices=AlertOutcome.choices, blank=True)
    reason = models.CharField(_("Reason"), max_length=20, choices=LeavingReason.choices, blank=True)
    said_sealed = models.BinaryField(default=b"", db_default=b"")
    note_sealed = models.BinaryField(default=b"", db_default=b"")
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closed_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    said = vault.sealed_text("said", row="uid")
    note = vault.sealed_text("note", row="uid")
    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid customer kind occurrence raised_on raised_by owner owner_chosen due_on status outcome"
        " reason closed_on closed_by version",
        c2="tier amount evidence said_sealed note_sealed",
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["customer", "kind", "occurrence"], name="alert_occurrence_once"),
            models.UniqueConstraint(fields=["customer", "kind"], condition=OPEN, name="alert_open_once"),
            models.CheckConstraint(
                condition=(OPEN & Q(closed_on__isnull=True, outcome=""))
                | (~OPEN & Q(closed_on__isnull=False)),
                name="alert_closed_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[AlertStatus.DONE, AlertStatus.DISMISSED])
                | (Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="alert_handled_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="alert_due", condition=OPEN),
            models.Index(fields=["owner", "due_on"], name="alert_owner_due", condition=OPEN),
            models.Index(fields=["-raised_on", "-id"], name="alert_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind} {self.occurrence}"


@tracked()
class Retention(BranchScoped):
    """One attempt to keep a customer or their money (挽留): what was done, why they were leaving, what it saved."""

    uid = models.UUIDField(unique=True)
    alert = models.ForeignKey(Alert, models.PROTECT, related_name="retentions")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    on = models.DateField(_("Day"))
    way = models.CharField(_("How"), max_length=10, choices=RetentionWay.choices)
    reason = models.CharField(_("Why they leave"), max_length=20, choices=LeavingReason.choices)
    amount_kept = models.DecimalField(
        _("Amount kept"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    note_sealed = models.BinaryField(default=b"")
    by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    note = vault.sealed_text("note", row="uid")
    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id uid alert customer on way reason by at", c2="amount_kept note_sealed")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.alert_id} {self.on}"


@tracked()
class StageChange(BranchScoped):
    """A customer's step to another stage, with what decided it; the newest one says where they stand. `by` is
    empty when a rule decided."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="stages")
    before = models.CharField(_("From"), max_length=12, choices=LifecycleStage.choices)
    stage = models.CharField(_("Stage"), max_length=12, choices=LifecycleStage.choices)
    on = models.DateField(_("Day"))
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=10, choices=StageReason.choices)
    words_sealed = models.BinaryField(default=b"", db_default=b"")
    uid = models.UUIDField(unique=True, db_default=RandomUUID())
    alert = models.ForeignKey(Alert, models.PROTECT, null=True, related_name="stages")

    words = vault.sealed_text("words", row="uid")
    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid customer on at by reason alert", c1="before stage", c2="words_sealed"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(stage=models.F("before")), name="stage_change_changes")
        ]
        indexes = [models.Index(fields=["customer", "-id"], name="stage_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.stage}"
