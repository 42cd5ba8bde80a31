"""Who looks after whom: the primary (A) and the backup (B) manager of a customer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import RelationshipRole, RelationshipSource
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.scoping import BranchScoped


@tracked()
class Relationship(EffectiveDated, BranchScoped):
    """One person in one role for one customer and period. The database holds: one A and one B at a time, and
    nobody both at once. The extract brings the opening stock (`source_as_of` is its drop's day); afterwards the
    portal owns the rows, and what the portal writes or changes has no `source_as_of`."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="relationships")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="relationships")
    role = models.CharField(_("Role"), max_length=1, choices=RelationshipRole.choices)
    source = models.CharField(_("Source"), max_length=20, choices=RelationshipSource.choices)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    source_as_of = models.DateField(null=True, blank=True)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id customer staff role period source reason source_as_of")

    class Meta:
        ordering = ["customer", "role", "period"]
        constraints = [
            no_overlap("relationship_one_per_role", "customer", "role"),
            no_overlap("relationship_a_is_not_b", "customer", "staff"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.role} {self.staff_id}"
