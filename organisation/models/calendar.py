"""Published days that differ from plain weekdays, and closures of single branches."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.choices import DayKind, ProposalStatus
from organisation.classification import classified
from organisation.rules.notices import NoticeDay


class CalendarYear(models.Model):
    """A year whose holidays and make-up days are published; days of other years are never guessed."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(_("Source"), max_length=200)

    unscoped_reason = "the calendar is the same for everybody"
    data_classes = classified(none="year source")

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A holiday or make-up working day of the country (no branch), or a closure of one branch."""

    day = models.DateField(_("Day"))
    kind = models.CharField(_("Kind"), max_length=10, choices=DayKind.choices)
    branch = models.ForeignKey("organisation.Branch", models.CASCADE, null=True, blank=True)
    name = models.CharField(_("Name"), max_length=80, blank=True)

    unscoped_reason = "the calendar is the same for everybody"
    data_classes = classified(none="id day kind branch name")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(branch__isnull=True), name="calendar_day_once"
            ),
            models.UniqueConstraint(fields=["day", "branch"], name="calendar_closure_once"),
            models.CheckConstraint(
                condition=Q(kind=DayKind.CLOSURE, branch__isnull=False)
                | (~Q(kind=DayKind.CLOSURE) & Q(branch__isnull=True)),
                name="calendar_closure_has_branch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class CalendarProposal(models.Model):
    """A year's days as one person read them from the notice; they count once a second person has approved them.
    For a published year it is a correction of the days that are still to come."""

    uid = models.UUIDField(unique=True)
    year = models.PositiveSmallIntegerField(_("Year"))
    days = models.JSONField(_("Days"))
    source = models.CharField(_("Source"), max_length=200)
    status = models.CharField(
        _("Status"), max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.WAITING
    )
    note = models.CharField(_("Note"), max_length=400, blank=True)
    made_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    unscoped_reason = "the calendar is the same for everybody"
    data_classes = classified(
        none="id uid year days source status note made_by made_at decided_by decided_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(status=ProposalStatus.WAITING), name="calendar_waits_once"
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("made_by")), name="calendar_second_person"),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.WAITING, decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    status__in=[ProposalStatus.APPROVED, ProposalStatus.REJECTED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="calendar_decision_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.status}"

    @property
    def notice_days(self) -> list[NoticeDay]:
        """The stored days as the rule speaks of them."""
        return [NoticeDay(date.fromisoformat(day), DayKind(kind), name) for day, kind, name in self.days]
