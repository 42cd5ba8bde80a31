"""How the other side of a sale rates a product's risk."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import ProductRisk
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked


@tracked()
class IssuerRating(EffectiveDated):
    """The issuer's own risk rating of a product that the bank sells and rates itself: the higher of the two counts
    (孰高). The bank's rating comes with the extract; the issuer's is recorded here with the paper it stands in."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    product = models.ForeignKey("customers.Product", models.PROTECT, related_name="issuer_ratings")
    rating = models.CharField(_("Issuer's rating"), max_length=2, choices=ProductRisk.choices)
    source = models.CharField(_("Source"), max_length=200)
    recorded_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    unscoped_reason = "the shelf is the same for everybody"
    data_classes = classified(none="id uid product rating period source recorded_by recorded_at")

    class Meta:
        ordering = ["product", "-period"]
        constraints = [no_overlap("issuer_rating_once", "product")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.rating}"
