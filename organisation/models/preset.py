"""Versions of the bank's parameters."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.choices import PresetStatus
from organisation.classification import classified
from organisation.history import tracked


@tracked()
class Preset(models.Model):
    """One version of one parameter set. Shipped versions come with the product and its sources; a later
    version is proposed by one person and approved by another, and a version once in force never changes."""

    key = models.CharField(_("Key"), max_length=80)
    version = models.PositiveIntegerField(_("Version"))
    value = models.JSONField(_("Value"))
    unit = models.CharField(_("Unit"), max_length=120, blank=True)
    source = models.CharField(_("Source"), max_length=800)
    effective_from = models.DateField(_("Effective from"))
    status = models.CharField(_("Status"), max_length=10, choices=PresetStatus.choices)
    note = models.CharField(_("Note"), max_length=800, blank=True)
    made_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    unscoped_reason = "the bank's rules are the same for everybody"
    data_classes = classified(
        none="id key version value unit source effective_from status note made_by made_at decided_by decided_at"
    )

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="preset_version_once"),
            models.CheckConstraint(condition=~Q(decided_by=F("made_by")), name="preset_second_person"),
            models.CheckConstraint(
                condition=Q(status=PresetStatus.SHIPPED, made_by__isnull=True)
                | Q(status=PresetStatus.PROPOSED, made_by__isnull=False, decided_by__isnull=True)
                | Q(
                    status__in=[PresetStatus.APPROVED, PresetStatus.REJECTED],
                    made_by__isnull=False,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="preset_decision_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
