"""Customers without a manager, what the portal says of their status, and batches of assignments."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import (
    CustomerStatus,
    MoveResult,
    PlanReason,
    QueueCause,
    QueueEnd,
    RelationshipRole,
    Tier,
)
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


class Selection(models.Model):
    """The selection of a month has been made, by which night and with how many customers: once a month."""

    month = models.DateField(unique=True)
    run_id = models.BigIntegerField()
    business_date = models.DateField()
    found = models.IntegerField()

    unscoped_reason = "a mark of the night without anybody's data"
    data_classes = classified(none="id month run_id business_date found")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


@tracked()
class Unassigned(BranchScoped):
    """A customer who waits for a manager (A), at the branch where most of the accounts are (开户集中地): `accounts`
    of `of_accounts`. One waits once at a time; entries that ended stay as the record of how long it took."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="waits")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    cause = models.CharField(_("Why"), max_length=12, choices=QueueCause.choices)
    tier = models.CharField(_("Tier"), max_length=10, choices=Tier.choices, blank=True)
    accounts = models.IntegerField(default=0)
    of_accounts = models.IntegerField(default=0)
    since = models.DateField(_("Waiting since"))
    ended_on = models.DateField(null=True)
    end = models.CharField(max_length=12, choices=QueueEnd.choices, blank=True)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="branch")
    data_classes = classified(
        none="id customer cause since ended_on end", c1="branch accounts of_accounts", c2="tier"
    )

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(ended_on__isnull=True), name="unassigned_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | Q(ended_on__isnull=False) & ~Q(end=""),
                name="unassigned_ends_with_a_cause",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "id"], name="unassigned_open", condition=Q(ended_on__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} since {self.since}"


@tracked()
class CustomerStanding(EffectiveDated, BranchScoped):
    """The status that the head gave a customer (优质客户状态调整), with the reason; active where there is none."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="standings")
    status = models.CharField(_("Status"), max_length=10, choices=CustomerStatus.choices)
    reason = models.CharField(_("Reason"), max_length=200)
    by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id customer period by", c1="status reason")

    class Meta:
        ordering = ["-period"]
        constraints = [no_overlap("standing_one_at_a_time", "customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.status}"


@tracked()
class AssignmentPlan(BranchScoped):
    """A batch of assignments that was proposed by the planner and committed as one; `wishes` are what was asked."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    wishes = models.JSONField(default=dict)
    made_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undo_until = models.DateField()
    undone_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="branch")
    data_classes = classified(
        none="id uid branch wishes made_by made_at undo_until undone_by undone_at",
    )

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.uid)


class PlannedMove(BranchScoped):
    """One customer of a batch: from whom to whom and why, and what became of it when the batch was undone."""

    plan = models.ForeignKey(AssignmentPlan, models.CASCADE, related_name="moves")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    role = models.CharField(max_length=1, choices=RelationshipRole.choices)
    before = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=20, choices=PlanReason.choices)
    result = models.CharField(max_length=12, choices=MoveResult.choices, default=MoveResult.MADE)
    note = models.CharField(max_length=600, blank=True)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="plan__branch")
    data_classes = classified(none="id plan customer role before after why result note")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "customer", "role"], name="planned_once_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.customer_id} {self.role}"
