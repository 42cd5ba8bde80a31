"""Customers whose manager is away for some days, and who does the work meanwhile (托管)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.choices import CustodySource
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Custody(EffectiveDated, BranchScoped):
    """A substitute works for an absent owner's customers from day to day. Access is the relationship C of each
    customer with the same period, so it opens and closes by itself; no credit moves. `follows_absence`: ends when
    the owner is back earlier than planned."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="custodies")
    substitute = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="custodies_held")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    source = models.CharField(_("Source"), max_length=12, choices=CustodySource.choices)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    follows_absence = models.BooleanField(default=False)
    opened_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("Opened at"))
    ended_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)

    scope_rule = ScopeRule(Subject.CUSTOMER, branch="branch", owner="owner", others=("substitute",))
    data_classes = classified(
        none="id uid owner substitute branch source reason follows_absence period opened_by opened_at ended_by"
        " ended_at"
    )

    class Meta:
        ordering = ["-period", "-pk"]
        constraints = [
            no_overlap("custody_one_per_pair", "owner", "substitute"),
            models.CheckConstraint(condition=~Q(owner=F("substitute")), name="custody_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.substitute_id} {self.period}"


class CustodyItem(BranchScoped):
    """One customer in custody, with the assets at its beginning. `relationship` is empty where the substitute is
    the customer's B and needs no further right."""

    custody = models.ForeignKey(Custody, models.PROTECT, related_name="items")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="custody_items")
    relationship = models.ForeignKey(
        "customers.Relationship", models.SET_NULL, null=True, related_name="custody_items"
    )
    aum_before = models.DecimalField(max_digits=20, decimal_places=2, default=0)

    scope_rule = ScopeRule(
        Subject.CUSTOMER, branch="custody__branch", owner="custody__owner", others=("custody__substitute",)
    )
    data_classes = classified(none="id custody relationship", c1="customer aum_before")

    class Meta:
        ordering = ["custody", "customer"]
        constraints = [models.UniqueConstraint(fields=["custody", "customer"], name="custody_item_once")]

    def __str__(self) -> str:
        return f"{self.custody_id} {self.customer_id}"
