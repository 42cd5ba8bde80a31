"""Pairs of customer records that may be one person, and records that were merged."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.choices import DuplicateEvidence, PairStatus
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class DuplicatePair(BranchScoped):
    """Two records with something in common (`first` has the lower key), found by the night. A pair is for readers
    who have both in scope; the rule here is that of the first, `queries.duplicates` asks for the second."""

    first = models.ForeignKey("customers.Customer", models.CASCADE, related_name="+")
    second = models.ForeignKey("customers.Customer", models.CASCADE, related_name="+")
    evidence = ArrayField(models.CharField(max_length=16, choices=DuplicateEvidence.choices))
    status = models.CharField(_("Status"), max_length=12, choices=PairStatus.choices, default=PairStatus.OPEN)
    found_on = models.DateField(_("Found on"))
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="first__home_branch",
        owner="first__relationships__staff",
        owner_period="first__relationships__period",
    )
    data_classes = classified(none="id first second evidence status found_on decided_at decided_by")

    class Meta:
        ordering = ["-found_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_ordered"),
        ]
        indexes = [models.Index(fields=["status", "-found_on"], name="duplicate_open")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


@tracked()
class Merge(BranchScoped):
    """`absorbed` is the same person as `survivor`, from `merged_at` until it is undone. The core's rows of both stay
    as they are sent: readers and the night follow this link. `right` names the fields whose value at the absorbed
    record is the right one, for the core to correct; `carried` the roles that the survivor took over."""

    uid = models.UUIDField(unique=True)
    survivor = models.ForeignKey("customers.Customer", models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey("customers.Customer", models.PROTECT, related_name="merged_as")
    evidence = ArrayField(models.CharField(max_length=16), default=list)
    right = ArrayField(models.CharField(max_length=20), default=list)
    carried = ArrayField(models.CharField(max_length=1), default=list)
    reason_sealed = models.BinaryField(default=b"")
    reason = vault.sealed_text("reason", row="uid")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    undone_reason_sealed = models.BinaryField(default=b"")
    undone_reason = vault.sealed_text("undone_reason", row="uid")

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="survivor__home_branch",
        owner="survivor__relationships__staff",
        owner_period="survivor__relationships__period",
    )
    data_classes = classified(
        none="id uid survivor absorbed evidence right carried merged_at merged_by undone_at undone_by",
        c2="reason_sealed undone_reason_sealed",
    )

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(survivor=F("absorbed")), name="merged_into_another"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["survivor"], condition=Q(undone_at=None), name="merge_survivor")]

    def __str__(self) -> str:
        return f"{self.absorbed_id} > {self.survivor_id}"
