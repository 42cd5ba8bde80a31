"""What an outlet offers its premium customers."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject

NOT_LESS = [MinValueValidator(0)]


@tracked()
class ServicePoint(BranchScoped):
    """The facts of an outlet that the service rules set norms for (domain.md A5), as its people measured them last;
    what stood before is in the history."""

    branch = models.OneToOneField("organisation.Branch", models.PROTECT, related_name="+")
    floor_area = models.DecimalField(_("Floor area, m²"), max_digits=8, decimal_places=2, validators=NOT_LESS)
    vip_area = models.DecimalField(
        _("Of it for premium customers only, m²"), max_digits=8, decimal_places=2, validators=NOT_LESS
    )
    vip_rooms = models.PositiveSmallIntegerField(
        _("Rooms for premium customers"), validators=[MaxValueValidator(999)]
    )
    outage_hours = models.DecimalField(
        _("Longest outage of a self-service machine in the last month, hours"),
        max_digits=5,
        decimal_places=2,
        null=True,
        validators=NOT_LESS,
    )
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    scope_rule = ScopeRule(Subject.BRANCH, branch="branch")
    data_classes = classified(
        none="id branch floor_area vip_area vip_rooms outage_hours version changed_by changed_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(floor_area__gt=0, vip_area__gte=0, vip_area__lte=F("floor_area")),
                name="service_point_area",
            ),
            models.CheckConstraint(
                condition=Q(outage_hours__isnull=True) | Q(outage_hours__gte=0), name="service_point_outage"
            ),
        ]

    def __str__(self) -> str:
        return f"service point {self.branch_id}"
