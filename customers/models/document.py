"""Documents of a customer's file, sealed on disk, and who took them out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import DocumentKind, DocumentType, RetrievalReason
from customers.models.archive import Filed
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class Document(Filed):
    """A file that was handed in: its bytes lie sealed under `uid` outside the database and the web root."""

    kind = models.CharField(_("Kind"), max_length=20, choices=DocumentKind.choices)
    type = models.CharField(_("Type"), max_length=8, choices=DocumentType.choices)
    size = models.PositiveIntegerField(_("Size"))
    sha256 = models.CharField(max_length=64)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    name_sealed = models.BinaryField(default=b"")
    note_sealed = models.BinaryField(default=b"")
    name = vault.sealed_text("name", row="uid")
    note = vault.sealed_text("note", row="uid")

    data_classes = classified(
        none="id uid version changed_by changed_at type size sha256 withdrawn_at",
        c1="customer kind valid_to",
        c2="name_sealed note_sealed",
    )

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["customer", "kind"], name="document_of_customer")]


class Retrieval(BranchScoped):
    """An entry of the retrieval register (调阅登记): who took which document out, when and why. Never changed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="retrievals")
    by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(_("Reason"), max_length=12, choices=RetrievalReason.choices)
    words = models.CharField(_("In words"), max_length=300)

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="document__customer__home_branch",
        owner="document__customer__relationships__staff",
        owner_period="document__customer__relationships__period",
    )
    data_classes = classified(none="id document by at", c1="reason words")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)
