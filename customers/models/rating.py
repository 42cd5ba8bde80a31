"""The 5C1S rating of a customer, one row for each time that somebody rated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import RatingClass
from customers.models.account import OF_THE_CUSTOMER
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped


@tracked()
class Rating(BranchScoped):
    """Six scores with their reason and the rater's conclusion. A row is never changed: the newest one counts, the
    earlier ones are the history. `s` is empty where the bank had not named S; `s_label` keeps the name it had."""

    uid = models.UUIDField(unique=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="ratings")
    by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    rated_on = models.DateField(_("Rated on"))
    character = models.SmallIntegerField()
    capacity = models.SmallIntegerField()
    capital = models.SmallIntegerField()
    collateral = models.SmallIntegerField()
    conditions = models.SmallIntegerField()
    s = models.SmallIntegerField(null=True)
    s_label = models.CharField(max_length=60, blank=True)
    conclusion = models.CharField(_("Conclusion"), max_length=16, choices=RatingClass.choices)
    reason_sealed = models.BinaryField(default=b"")
    reason = vault.sealed_text("reason", row="uid")

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid customer by rated_on s_label",
        c2="character capacity capital collateral conditions s conclusion reason_sealed",
    )

    class Meta:
        ordering = ["-rated_on", "-id"]
        indexes = [models.Index(fields=["customer", "-id"], name="rating_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.rated_on}"
