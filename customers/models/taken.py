"""Which customers stood in a file that somebody took."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified


class TakenFile(models.Model):
    """A file of customers, by whom and when: the trail keeps its filter and hash, this whom it named."""

    at = models.DateTimeField(_("At"))
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    customer_ids = ArrayField(models.BigIntegerField())

    unscoped_reason = "read only for one customer who is in the reader's scope"
    data_classes = classified(none="id at staff customer_ids")

    class Meta:
        ordering = ["-at"]
        indexes = [GinIndex(fields=["customer_ids"], name="taken_file_customers")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.at:%Y-%m-%d %H:%M}"
