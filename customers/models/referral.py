"""Somebody recognised a quality customer and referred them to a manager (《已识别优质客户信息记录表》)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.choices import (
    Attempt,
    Interest,
    LeadMove,
    ReferralStatus,
    ReferrerType,
    Signal,
    Turn,
)
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject

RUNNING = (
    ReferralStatus.CREATED,
    ReferralStatus.OFFERED,
    ReferralStatus.ACCEPTED,
    ReferralStatus.FAILED_FIRST,
    ReferralStatus.FOLLOW_UP,
)


@tracked()
class Referral(BranchScoped):
    """A line of the register of identified quality customers: who was seen by whom with what signs, who is asked to
    take it up and until when, and what came of it. It is about a customer or about a prospect, never both."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="referrals")
    prospect = models.ForeignKey("customers.Prospect", models.PROTECT, null=True, related_name="referrals")
    referrer_type = models.CharField(_("Referrer"), max_length=15, choices=ReferrerType.choices)
    introduced_by = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, related_name="introductions"
    )
    created_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="referrals_made")
    created_at = models.DateTimeField(_("Referred at"))
    place = models.CharField(_("Place"), max_length=80, blank=True)
    estimated_assets = models.DecimalField(
        _("Estimated assets"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    signals = ArrayField(models.CharField(max_length=20, choices=Signal.choices), default=list)
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list)
    note_sealed = models.BinaryField(default=b"")
    status = models.CharField(_("Status"), max_length=15, choices=ReferralStatus.choices)
    receiver = models.ForeignKey(
        "organisation.Staff", models.PROTECT, null=True, related_name="referrals_got"
    )
    turn = models.CharField(_("Asked as"), max_length=10, choices=Turn.choices, blank=True)
    asked = ArrayField(models.BigIntegerField(), default=list)
    accept_by = models.DateTimeField(_("Accept by"), null=True)
    accepted_at = models.DateTimeField(_("Accepted at"), null=True)
    first_result = models.CharField(_("First attempt"), max_length=10, choices=Attempt.choices, blank=True)
    next_follow_up = models.DateField(_("Next follow-up"), null=True)
    expires_on = models.DateField(_("Open until"))
    closed_at = models.DateTimeField(_("Closed at"), null=True)
    reward_amount = models.DecimalField(_("Reward"), max_digits=18, decimal_places=2, null=True)
    version = models.PositiveIntegerField(default=1)

    note = vault.sealed_text("note", row="uid")

    scope_rule = ScopeRule(Subject.LEAD, branch="branch", owner="receiver", others=("created_by",))
    data_classes = classified(
        none="id uid branch customer prospect referrer_type introduced_by created_by created_at place status"
        " receiver turn asked accept_by accepted_at first_result next_follow_up expires_on closed_at"
        " reward_amount version",
        c1="signals interests",
        c2="note_sealed estimated_assets",
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["accept_by"], name="referral_due", condition=Q(status__in=["CREATED", "OFFERED"])
            ),
            models.Index(fields=["expires_on"], name="referral_open_until", condition=Q(status__in=RUNNING)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(customer__isnull=True, prospect__isnull=False)
                | Q(customer__isnull=False, prospect__isnull=True),
                name="referral_about_one",
            ),
            models.CheckConstraint(
                condition=Q(status="OFFERED", receiver__isnull=False, accept_by__isnull=False)
                | ~Q(status="OFFERED"),
                name="referral_offered_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["CONVERTED", "EXPIRED"], closed_at__isnull=False)
                | (~Q(status__in=["CONVERTED", "EXPIRED"]) & Q(closed_at__isnull=True)),
                name="referral_closed_at_its_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class LeadStep(models.Model):
    """One line of the course of a referral or a prospect; lines are added, never changed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    referral = models.ForeignKey("customers.Referral", models.PROTECT, null=True, related_name="steps")
    prospect = models.ForeignKey("customers.Prospect", models.PROTECT, null=True, related_name="steps")
    move = models.CharField(_("Step"), max_length=15, choices=LeadMove.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    whom = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    status_from = models.CharField(max_length=15, blank=True)
    status_to = models.CharField(max_length=15, blank=True)
    result = models.CharField(_("Result"), max_length=10, choices=Attempt.choices, blank=True)
    next_on = models.DateField(_("Next follow-up"), null=True)
    note_sealed = models.BinaryField(default=b"")

    note = vault.sealed_text("note", row="uid")

    unscoped_reason = "read together with its referral or prospect, whose scope was checked"
    data_classes = classified(
        none="id uid referral prospect move at by whom status_from status_to result next_on", c2="note_sealed"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(referral__isnull=False) | Q(prospect__isnull=False), name="lead_step_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.at}"
