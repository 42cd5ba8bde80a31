"""People who are not customers yet (待跟进客户), and the customers that they turned out to be."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import IdType, Interest, MatchBy, ProspectStatus, Signal
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject

OPEN = (
    ProspectStatus.IDENTIFIED,
    ProspectStatus.REFERRED,
    ProspectStatus.FOLLOW_UP,
    ProspectStatus.REGISTERED,
)


@tracked(exclude=["name_hash", "phone_hash", "id_hash"])
class Prospect(BranchScoped):
    """A person whom somebody of the branch follows up until the core opens a customer, or it leads nowhere.

    What was said of the person is sealed; they are found by keyed hashes only."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    name_sealed = models.BinaryField(default=b"")
    phone_sealed = models.BinaryField(default=b"")
    id_no_sealed = models.BinaryField(default=b"")
    note_sealed = models.BinaryField(default=b"")
    name_hash = models.BinaryField(default=b"")
    phone_hash = models.BinaryField(default=b"")
    id_hash = models.BinaryField(default=b"")
    id_type = models.CharField(_("Identity document"), max_length=30, choices=IdType.choices, blank=True)
    estimated_assets = models.DecimalField(
        _("Estimated assets"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    signals = ArrayField(models.CharField(max_length=20, choices=Signal.choices), default=list)
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list)
    identified_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    identified_at = models.DateTimeField(_("Identified at"))
    owner = models.ForeignKey(
        "organisation.Staff", models.PROTECT, null=True, related_name="prospects", verbose_name=_("Manager")
    )
    status = models.CharField(_("Status"), max_length=12, choices=ProspectStatus.choices)
    next_follow_up = models.DateField(_("Next follow-up"), null=True, blank=True)
    expires_on = models.DateField(_("Open until"))
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="prospects")
    version = models.PositiveIntegerField(default=1)

    name = vault.sealed_text("name", row="uid")
    phone = vault.sealed_text("phone", row="uid")
    id_no = vault.sealed_text("id_no", row="uid")
    note = vault.sealed_text("note", row="uid")

    scope_rule = ScopeRule(Subject.LEAD, branch="branch", owner="owner", others=("identified_by",))
    data_classes = classified(
        none="id uid branch name_hash phone_hash id_hash identified_by identified_at owner status"
        " next_follow_up expires_on closed_at customer version",
        c1="id_type signals interests",
        c2="name_sealed phone_sealed id_no_sealed note_sealed estimated_assets",
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["name_hash"], name="prospect_name_hash"),
            models.Index(fields=["phone_hash"], name="prospect_phone_hash", condition=Q(status__in=OPEN)),
            models.Index(fields=["id_hash"], name="prospect_id_hash", condition=Q(status__in=OPEN)),
            models.Index(fields=["expires_on"], name="prospect_open_until", condition=Q(status__in=OPEN)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ProspectStatus.ASSIGNED, customer__isnull=False)
                | (~Q(status=ProspectStatus.ASSIGNED) & Q(customer__isnull=True)),
                name="prospect_assigned_has_customer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@tracked()
class ProspectMatch(BranchScoped):
    """A customer of the core with the identity or phone number of an open prospect; a person says whether it is
    the same one, once."""

    prospect = models.ForeignKey("customers.Prospect", models.PROTECT, related_name="matches")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    by = models.CharField(_("Found by"), max_length=10, choices=MatchBy.choices)
    found_at = models.DateTimeField()
    same = models.BooleanField(null=True)
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    scope_rule = ScopeRule(Subject.LEAD, branch="prospect__branch", owner="prospect__owner")
    data_classes = classified(none="id prospect customer by found_at same decided_by decided_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prospect", "customer"], name="prospect_match_once"),
            models.CheckConstraint(
                condition=Q(same__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(same__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="prospect_match_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prospect_id} {self.customer_id}"
