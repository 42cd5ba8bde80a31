"""Where people work from day to day, which further roles they hold, and dated facts about them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.choices import AbsenceKind, BanKind, CertificateKind, Grade
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.roles import Role
from organisation.scoping import BranchScoped, ScopeRule, Subject

OF_THE_PERSON = ScopeRule(
    Subject.STAFF,
    branch="staff__postings__branch",
    owner="staff",
    branch_period="staff__postings__period",
)


@tracked()
class Posting(EffectiveDated, BranchScoped):
    """Staff at a branch in a post for a period; one at a time (held by the database)."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="postings")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="postings")
    post = models.CharField(_("Post"), max_length=30)
    grade = models.CharField(_("Grade"), max_length=12, choices=Grade.choices, blank=True)
    source = models.CharField(max_length=20, default="EXTRACT")

    scope_rule = ScopeRule(Subject.STAFF, branch="branch", owner="staff")
    data_classes = classified(none="id staff branch post grade period source")

    class Meta:
        ordering = ["-period"]
        constraints = [no_overlap("posting_no_overlap", "staff")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.post} {self.period}"


@tracked()
class RoleGrant(EffectiveDated, BranchScoped):
    """A role that a person holds besides the one their post brings; granted by somebody else."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="grants")
    role = models.CharField(_("Role"), max_length=24, choices=Role.choices)
    granted_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=200)

    scope_rule = OF_THE_PERSON
    data_classes = classified(none="id staff role period granted_by reason")

    class Meta:
        constraints = [
            no_overlap("role_grant_no_overlap", "staff", "role"),
            models.CheckConstraint(condition=~Q(staff=F("granted_by")), name="role_grant_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role}"


@tracked()
class Certificate(EffectiveDated, BranchScoped):
    """A professional certificate and the time it is valid."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="certificates")
    kind = models.CharField(_("Certificate"), max_length=20, choices=CertificateKind.choices)
    number = models.CharField(_("Number"), max_length=40, blank=True)

    scope_rule = OF_THE_PERSON
    data_classes = classified(none="id staff kind number period")

    class Meta:
        constraints = [no_overlap("certificate_no_overlap", "staff", "kind")]

    def __str__(self) -> str:
        return self.kind


@tracked()
class Violation(BranchScoped):
    """Violation points: the level of the act; points follow from the preset of the day."""

    uid = models.UUIDField(unique=True, null=True, editable=False)  # of the form that recorded it
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="violations")
    level = models.PositiveSmallIntegerField(_("Level"))
    points = models.PositiveSmallIntegerField(_("Points"))
    occurred_on = models.DateField(_("Occurred on"))
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("Decided at"))
    ground = models.CharField(_("Ground"), max_length=300)

    scope_rule = OF_THE_PERSON
    data_classes = classified(none="id uid staff level points occurred_on decided_by decided_at ground")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 4)), name="violation_level")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.level}"


@tracked()
class PostBan(EffectiveDated, BranchScoped):
    """A time in which a person may not hold a kind of post, with its cause."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="bans")
    kind = models.CharField(_("Kind"), max_length=20, choices=BanKind.choices)
    cause = models.CharField(_("Cause"), max_length=300)

    scope_rule = OF_THE_PERSON
    data_classes = classified(none="id staff kind cause period")

    class Meta:
        constraints = [no_overlap("post_ban_no_overlap", "staff", "kind")]

    def __str__(self) -> str:
        return self.kind


@tracked()
class Absence(EffectiveDated, BranchScoped):
    """Days on which a person is away. Why is not asked: an illness is nobody's business here."""

    uid = models.UUIDField(unique=True, null=True, editable=False)  # of the form that recorded it

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="absences")
    kind = models.CharField(_("Kind"), max_length=20, choices=AbsenceKind.choices)
    recorded_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    scope_rule = OF_THE_PERSON
    data_classes = classified(none="id uid staff kind period recorded_by version")

    class Meta:
        constraints = [no_overlap("absence_no_overlap", "staff")]

    def __str__(self) -> str:
        return self.kind

    @property
    def last_on(self) -> date | None:
        """The last day away; None while nobody knows it."""
        return self.period.upper - timedelta(days=1) if self.period.upper else None
