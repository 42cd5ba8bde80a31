"""The ledger of the nightly run: what was taken in, step by step, and which night readers see."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation import night_words
from organisation.choices import RunStatus, StepStatus
from organisation.classification import classified


class NightlyRun(models.Model):
    """One attempt to take one drop and close one business date."""

    drop = models.CharField(_("Drop"), max_length=400)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    kind = models.CharField(_("Kind"), max_length=8, blank=True)
    covers_from = models.DateField(null=True, blank=True)
    as_of = models.DateField(_("Data as of"), null=True, blank=True)
    business_date = models.DateField(_("Business date"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=RunStatus.choices)
    message = models.TextField(_("Message"), blank=True)
    notes = models.JSONField(default=list, blank=True)
    requested_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("Started"))
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("Finished"), null=True)

    unscoped_reason = "the ledger speaks of files and counts, not of customers"
    data_classes = classified(
        none="id drop fingerprint kind covers_from as_of business_date status message notes requested_by"
        " started_at heartbeat_at finished_at"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.business_date} {self.status}"

    @property
    def explanation(self) -> str:
        """Why the run did not publish, in the reader's language; `message` keeps it as code and values."""
        return night_words.explain(self.message)

    @property
    def remarks(self) -> list[str]:
        """What a person should know about the run, in the reader's language."""
        return [night_words.note_sentence(note["code"], note["params"]) for note in self.notes]


class NightlyStep(models.Model):
    """One line of the ledger."""

    run = models.ForeignKey(NightlyRun, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Step"), max_length=40)
    status = models.CharField(_("Status"), max_length=10, choices=StepStatus.choices)
    rows_in = models.BigIntegerField(_("Rows in"), default=0)
    rows_applied = models.BigIntegerField(_("Applied"), default=0)
    rows_rejected = models.BigIntegerField(_("Rejected"), default=0)
    seconds = models.DecimalField(_("Seconds"), max_digits=10, decimal_places=3, default=0)
    detail = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()

    unscoped_reason = "the ledger speaks of files and counts, not of customers"
    data_classes = classified(
        none="id run position name status rows_in rows_applied rows_rejected seconds detail started_at"
    )

    class Meta:
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="nightly_step_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The step's name in the reader's language."""
        return night_words.step_name(self.name)


class Reject(models.Model):
    """A row of an extract that was put aside: where it stands and why it could not be taken."""

    run = models.ForeignKey(NightlyRun, models.CASCADE, related_name="rejects")
    file = models.CharField(_("File"), max_length=120)
    line = models.BigIntegerField(_("Line"))
    column = models.CharField(_("Column"), max_length=60, blank=True)
    value = models.TextField(_("Value"), blank=True)
    code = models.CharField(_("Reason"), max_length=40)
    branch = models.ForeignKey("organisation.Branch", models.SET_NULL, null=True, blank=True)

    unscoped_reason = "filtered by its own branch column in queries; values of C2 columns are stored masked"
    data_classes = classified(none="id run file line column code branch", c2="value")

    class Meta:
        ordering = ["file", "line"]
        indexes = [models.Index(fields=["run", "file", "line"], name="reject_run")]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.code}"

    @property
    def reason(self) -> str:
        """The code in words, in the reader's language."""
        return night_words.reject_sentence(self.code)


class Publication(models.Model):
    """The pointer that readers follow: the newest row names the run whose results are shown."""

    run = models.OneToOneField(NightlyRun, models.PROTECT, related_name="publication")
    business_date = models.DateField(_("Business date"))
    published_at = models.DateTimeField(_("Published at"))

    unscoped_reason = "everybody reads the same night"
    data_classes = classified(none="id run business_date published_at")

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"

    def __str__(self) -> str:
        return str(self.business_date)
