"""A person's named filter of a list page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified
from organisation.scoping import BranchScoped, ScopeRule, Subject


class SavedView(BranchScoped):
    """The query string of a list, kept by its owner under a name. It holds filters, never results."""

    owner = models.ForeignKey("organisation.Staff", models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=60)
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=600, blank=True)

    scope_rule = ScopeRule(Subject.STAFF, branch="owner__postings__branch", owner="owner")
    data_classes = classified(none="id owner page name query")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
