"""Customers who go from one manager to another: the list, each receiver's part, each customer, the checks after."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import (
    Goes,
    GoesWhy,
    HandoverCause,
    HandoverStatus,
    Introduction,
    PartStatus,
    RelationshipRole,
)
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Handover(BranchScoped):
    """One manager hands customers over. One is open at a time per giver (held by the database); `opened_by` is
    empty when the night opened it because the giver had left."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    giver = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="handovers")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    cause = models.CharField(_("Cause"), max_length=20, choices=HandoverCause.choices)
    status = models.CharField(
        _("Status"), max_length=12, choices=HandoverStatus.choices, default=HandoverStatus.PREPARED
    )
    starts_on = models.DateField(_("Takes effect on"))
    away_from = models.DateField(_("Away from"), null=True, blank=True)
    away_until = models.DateField(_("Away to"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    preset_version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("Opened at"))
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="branch", owner="giver")
    data_classes = classified(
        none="id uid giver branch cause status starts_on away_from away_until reason preset_version opened_by"
        " opened_at closed_at version"
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver"],
                condition=Q(status__in=[HandoverStatus.PREPARED, HandoverStatus.OFFERED]),
                name="handover_one_open_per_giver",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["PREPARED", "OFFERED"], closed_at__isnull=True)
                | Q(status__in=["COMPLETED", "CANCELLED"], closed_at__isnull=False),
                name="handover_closed_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.cause}"


@tracked()
class HandoverPart(BranchScoped):
    """What one receiver is offered of a handover, and what they answered."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="parts")
    receiver = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="received_parts")
    status = models.CharField(
        _("Status"), max_length=12, choices=PartStatus.choices, default=PartStatus.OFFERED
    )
    offered_at = models.DateTimeField(_("Offered at"))
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    answer_reason = models.CharField(_("Reason"), max_length=300, blank=True)
    effective_on = models.DateField(_("Takes effect on"), null=True, blank=True)

    scope_rule = ScopeRule(
        Subject.CUSTOMER, branch="handover__branch", owner="receiver", others=("handover__giver",)
    )
    data_classes = classified(
        none="id handover receiver status offered_at answered_at answer_reason effective_on"
    )

    class Meta:
        ordering = ["handover", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "receiver"],
                condition=Q(status=PartStatus.OFFERED),
                name="handover_part_one_offer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.receiver_id}"


@tracked()
class HandoverItem(BranchScoped):
    """One customer in one role: what goes, to whom, and by which rule. `aum_before` and `loans_before` are what
    the customer held when the list was made; `goes_by_rule` is what the preset says, `goes` what the head chose."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="handover_items")
    role = models.CharField(_("Role"), max_length=1, choices=RelationshipRole.choices)
    goes = models.CharField(_("What goes"), max_length=12, choices=Goes.choices)
    goes_by_rule = models.CharField(max_length=12, choices=Goes.choices)
    why = models.CharField(_("By which rule"), max_length=20, choices=GoesWhy.choices)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    problem_loan = models.BooleanField(default=False)
    receiver = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    part = models.ForeignKey(HandoverPart, models.PROTECT, null=True, related_name="items")
    aum_before = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    loans_before = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    moved_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(_("Introduced on"), null=True, blank=True)
    introduced_how = models.CharField(
        _("Introduction"), max_length=16, choices=Introduction.choices, blank=True
    )
    introduced_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")

    scope_rule = ScopeRule(
        Subject.CUSTOMER, branch="handover__branch", owner="handover__giver", others=("part__receiver",)
    )
    data_classes = classified(
        none="id handover role goes goes_by_rule why reason receiver part moved_on introduced_on introduced_how"
        " introduced_by",
        c1="customer problem_loan aum_before loans_before",
    )

    class Meta:
        ordering = ["handover", "customer", "role"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "customer", "role"], name="handover_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.customer_id} {self.role}"


class RetentionCheck(BranchScoped):
    """So many days after a part took effect: how many of its customers and how much of their assets are still
    there. Written once, when the night of the day is published."""

    part = models.ForeignKey(HandoverPart, models.PROTECT, related_name="checks")
    days = models.PositiveSmallIntegerField(_("Days after"))
    due_on = models.DateField(_("Due on"))
    as_of = models.DateField(_("Data as of"))
    customers_before = models.PositiveIntegerField()
    customers_after = models.PositiveIntegerField()
    aum_before = models.DecimalField(max_digits=20, decimal_places=2)
    aum_after = models.DecimalField(max_digits=20, decimal_places=2)

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="part__handover__branch",
        owner="part__receiver",
        others=("part__handover__giver",),
    )
    data_classes = classified(
        none="id part days due_on as_of customers_before customers_after", c1="aum_before aum_after"
    )

    class Meta:
        ordering = ["part", "days"]
        constraints = [models.UniqueConstraint(fields=["part", "days"], name="retention_check_once")]

    def __str__(self) -> str:
        return f"{self.part_id} {self.days}"
