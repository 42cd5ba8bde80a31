"""Segments of customers: conditions that are worked out anew for whoever reads them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Segment(BranchScoped):
    """Named conditions (rules/segments.py), never results: a shared segment answers each reader with the customers
    of the reader's own scope. `branch` is the owner's office when it was made, with which it may be shared."""

    uid = models.UUIDField(unique=True)
    owner = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="segments")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    note = models.CharField(_("What it is for"), max_length=200, blank=True)
    criteria = models.JSONField(default=list)
    shared = models.BooleanField(_("Shared with the branch"), default=False)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    scope_rule = ScopeRule(Subject.STAFF, branch="branch", owner="owner")
    data_classes = classified(
        none="id uid owner branch name note criteria shared version created_at updated_at"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="segment_name_once",
                violation_error_message=_("You have a segment of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
