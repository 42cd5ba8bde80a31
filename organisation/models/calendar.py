"""Published days that differ from plain weekdays, and closures of single branches."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.choices import DayKind
from organisation.classification import classified


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
