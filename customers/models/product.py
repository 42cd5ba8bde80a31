"""What the bank sells, as its core names it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import AssetClass
from organisation.classification import classified


class Product(models.Model):
    """A product and its class; the class decides whether balances count as assets."""

    product_code = models.CharField(_("Product code"), max_length=30, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    asset_class = models.CharField(_("Asset class"), max_length=20, choices=AssetClass.choices)
    risk_rating = models.CharField(_("Risk rating"), max_length=4, blank=True)
    issuer = models.CharField(_("Issuer"), max_length=60, blank=True)
    source_as_of = models.DateField()

    unscoped_reason = "the shelf is the same for everybody"
    data_classes = classified(none="id product_code name asset_class risk_rating issuer source_as_of")

    class Meta:
        ordering = ["product_code"]

    def __str__(self) -> str:
        return self.name
