"""Provisional scores of a night, with the receipt of each line. Written once, never changed."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified
from organisation.scoping import BranchScoped, ScopeRule, Subject
from performance.choices import LineStatus, Outcome, ScoreKind


class Scorecard(BranchScoped):
    """A person's score under one scheme on a business date. `inputs` are the measures the engine saw, hashed
    together with the preset version, so that anybody can replay the card and get the same lines."""

    run_id = models.BigIntegerField(db_index=True)
    business_date = models.DateField(_("Business date"))
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="scorecards")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    post = models.CharField(max_length=30)
    grade = models.CharField(max_length=12, blank=True)
    kind = models.CharField(
        _("Kind"), max_length=12, choices=ScoreKind.choices, default=ScoreKind.PROVISIONAL
    )
    scheme = models.CharField(_("Scheme"), max_length=60)
    preset_version = models.IntegerField(_("Preset version"))
    period = models.CharField(_("Period"), max_length=8)
    total = models.DecimalField(_("Total"), max_digits=9, decimal_places=2)
    open_points = models.DecimalField(_("Points still open"), max_digits=9, decimal_places=2, default=0)
    complete = models.BooleanField(_("Complete"))
    rank = models.IntegerField(_("Rank"), null=True)
    outcome = models.CharField(_("Proposed outcome"), max_length=20, choices=Outcome.choices, blank=True)
    outcome_reasons = models.JSONField(default=list)
    outcome_unknown = models.JSONField(default=list)
    inputs = models.JSONField()
    input_hash = models.CharField(max_length=64)
    result_hash = models.CharField(max_length=64)

    scope_rule = ScopeRule(Subject.STAFF, branch="branch", owner="staff")
    data_classes = classified(
        none="id run_id business_date staff branch post grade kind scheme preset_version period total"
        " open_points complete rank outcome outcome_reasons outcome_unknown inputs input_hash result_hash"
    )

    class Meta:
        ordering = ["-business_date", "staff"]
        constraints = [
            models.UniqueConstraint(fields=["run_id", "staff", "scheme"], name="scorecard_once_a_run")
        ]
        indexes = [
            models.Index(fields=["staff", "-business_date"], name="scorecard_history"),
            models.Index(fields=["-business_date", "-run_id"], name="scorecard_nights"),
        ]
        triggers = [pgtrigger.Protect(name="scorecard_frozen", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.business_date}"


class ScoreLine(BranchScoped):
    """One line of a card: target, actual, rule, steps, cap hit, points and where the actual comes from."""

    card = models.ForeignKey(Scorecard, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("Item"), max_length=40)
    measure = models.CharField(_("Measure"), max_length=40)
    status = models.CharField(_("Status"), max_length=10, choices=LineStatus.choices)
    target = models.DecimalField(_("Target"), max_digits=20, decimal_places=4, null=True)
    actual = models.DecimalField(_("Actual"), max_digits=30, decimal_places=10, null=True)
    raw_steps = models.DecimalField(_("Raw steps"), max_digits=30, decimal_places=10, null=True)
    steps = models.DecimalField(_("Steps counted"), max_digits=30, decimal_places=10, null=True)
    base_points = models.DecimalField(_("Base points"), max_digits=20, decimal_places=4)
    points = models.DecimalField(_("Points"), max_digits=30, decimal_places=10, null=True)
    limit_hit = models.CharField(_("Limit"), max_length=8, blank=True)
    explanation = models.JSONField(default=dict)

    scope_rule = ScopeRule(Subject.STAFF, branch="card__branch", owner="card__staff")
    data_classes = classified(
        none="id card position item measure status target actual raw_steps steps base_points points limit_hit"
        " explanation"
    )

    class Meta:
        ordering = ["card", "position"]
        constraints = [models.UniqueConstraint(fields=["card", "item"], name="score_line_once")]
        triggers = [pgtrigger.Protect(name="score_line_frozen", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.card_id} {self.item}"
