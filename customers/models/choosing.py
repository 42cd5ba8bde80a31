"""Customers whom a person chose at once, kept between choosing them and doing something with them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from organisation.classification import classified


class Choice(models.Model):
    """The keys of the customers, in the order in which they were chosen. A working note, not a business fact: it is
    read by its owner only, cut to the owner's scope of that moment, and forgotten after some days."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    owner = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_index=True)
    customers = ArrayField(models.BigIntegerField())

    unscoped_reason = "asked for by its owner only; its customers are cut to the reader's scope on every page"
    data_classes = classified(none="id uid owner made_at customers")

    def __str__(self) -> str:
        return str(self.uid)
