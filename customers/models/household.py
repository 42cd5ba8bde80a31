"""Households and related customers, and who belongs to which from when until when."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.choices import HouseholdKind, HouseholdStatus, Kinship, MemberChange
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Household(BranchScoped):
    """Customers who belong together, as somebody proposed and a second person confirmed (关联客户确认表). `branch` is
    that of the first member. What a reader sees of the members is cut to the reader's scope."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=10, choices=HouseholdKind.choices)
    status = models.CharField(_("Status"), max_length=10, choices=HouseholdStatus.choices)
    reason = models.CharField(_("Grounds"), max_length=300)
    proposed_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="branch", owner="proposed_by")
    data_classes = classified(
        none="id uid kind status proposed_by proposed_at decided_by decided_at ended_by ended_on",
        c1="branch reason decision end_reason",
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="household_by_two_persons",
            )
        ]

    def __str__(self) -> str:
        return f"household {self.pk}"


@tracked()
class HouseholdMember(EffectiveDated, BranchScoped):
    """A customer in a household for a period; in one confirmed household at a time (held by the database)."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="memberships")
    kinship = models.CharField(_("Relation"), max_length=10, choices=Kinship.choices)
    evidence = models.JSONField(default=list)
    confirmed = models.BooleanField(default=False)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id household customer period confirmed", c1="kinship evidence")

    class Meta:
        ordering = ["household", "pk"]
        constraints = [
            no_overlap("member_of_one_household", "customer", condition=Q(confirmed=True)),
            no_overlap("member_once_in_a_household", "household", "customer"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.customer_id}"


@tracked()
class HouseholdChange(BranchScoped):
    """A further member of a confirmed household, or one who leaves, as somebody proposed and a second person
    confirmed. `since`: the first day on which the customer belongs, or belongs no longer."""

    uid = models.UUIDField(unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="changes")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    kind = models.CharField(_("Change"), max_length=10, choices=MemberChange.choices)
    kinship = models.CharField(_("Relation"), max_length=10, choices=Kinship.choices, blank=True)
    evidence = models.JSONField(default=list)
    since = models.DateField()
    reason = models.CharField(_("Grounds"), max_length=300)
    status = models.CharField(_("Status"), max_length=10, choices=HouseholdStatus.choices)
    proposed_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=300, blank=True)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid household customer kind since status proposed_by proposed_at decided_by decided_at",
        c1="kinship evidence reason decision",
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="household_change_by_two_persons",
            ),
            models.UniqueConstraint(
                fields=["household", "customer"],
                condition=Q(status="PROPOSED"),
                name="household_change_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.kind} {self.customer_id}"
