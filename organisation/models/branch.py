"""The branch tree."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.choices import BranchLevel
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Branch(BranchScoped):
    """An office of the bank. `path` is the chain of branch numbers from the root, each closed by a slash,
    so that a prefix match is exactly the subtree ("/000000/010000/" never matches 010001's sibling)."""

    known_by = "branch_no"
    branch_no = models.CharField(_("Branch number"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField(_("Level"), max_length=16, choices=BranchLevel.choices)
    city = models.CharField(_("City"), max_length=80, blank=True)
    opened_on = models.DateField(_("Opened on"), null=True, blank=True)
    path = models.CharField(max_length=400, default="")
    source_as_of = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(db_default=Now())

    data_classes = classified(
        none="id branch_no name parent level city opened_on path source_as_of updated_at",
    )
    scope_rule = ScopeRule(Subject.BRANCH, branch="")

    class Meta:
        ordering = ["branch_no"]
        indexes = [models.Index(fields=["path"], name="branch_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name
