"""Figures that another system of the bank owns (fee income, base values, EVA …)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified


class Measure(models.Model):
    """One figure of one subject (staff or branch) for one period, as delivered."""

    subject_no = models.CharField(_("Subject"), max_length=20)
    code = models.CharField(_("Code"), max_length=40)
    period = models.CharField(_("Period"), max_length=8)
    value = models.DecimalField(_("Value"), max_digits=20, decimal_places=4)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    source_as_of = models.DateField()

    unscoped_reason = "read through queries that take a person or branch the reader may see"
    data_classes = classified(none="id subject_no code period value source source_as_of")

    class Meta:
        ordering = ["subject_no", "code", "period"]
        constraints = [models.UniqueConstraint(fields=["subject_no", "code", "period"], name="measure_once")]

    def __str__(self) -> str:
        return f"{self.subject_no} {self.code} {self.period}"
