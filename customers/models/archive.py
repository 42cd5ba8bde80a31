"""The customer's file (客户档案): what the managers know beside the core's record, and when it was checked.

Whatever somebody wrote about a person is personal data and sealed. `version` counts the saves, for edits by two.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import (
    AssetClass,
    DateKind,
    NeedKind,
    NeedStatus,
    PreferredChannel,
    PreferredTime,
    VerificationOutcome,
)
from customers.models.account import OF_THE_CUSTOMER
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped

_KEPT = "id uid version changed_by changed_at"


class Filed(BranchScoped):
    """An entry of a customer's file: whose, who wrote it last, and how often it was saved."""

    uid = models.UUIDField(unique=True, editable=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    scope_rule = OF_THE_CUSTOMER

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uid)


@tracked()
class Need(Filed):
    """What the customer needs or wants to reach, by when and with how much."""

    kind = models.CharField(_("Kind"), max_length=8, choices=NeedKind.choices)
    text_sealed = models.BinaryField(default=b"")
    asset_class = models.CharField(_("Product"), max_length=20, choices=AssetClass.choices, blank=True)
    amount = models.DecimalField(_("Amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("By"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=NeedStatus.choices, default=NeedStatus.OPEN)
    text = vault.sealed_text("text", row="uid")

    data_classes = classified(
        none=_KEPT, c1="customer kind asset_class due_on status", c2="text_sealed amount"
    )

    class Meta:
        ordering = ["status", "due_on", "pk"]
        indexes = [models.Index(fields=["customer", "kind"], name="need_of_customer")]


@tracked()
class Research(Filed):
    """The market research sheet: exactly the five fields of the source, one sheet per customer.

    Source: seed 000 (市场调研): 客户基本信息、客户需求、信用情况、资金使用情况及结算方式."""

    basics_sealed = models.BinaryField(default=b"")
    needs_sealed = models.BinaryField(default=b"")
    credit_sealed = models.BinaryField(default=b"")
    use_of_funds_sealed = models.BinaryField(default=b"")
    settlement_sealed = models.BinaryField(default=b"")
    basics = vault.sealed_text("basics", row="uid")
    needs = vault.sealed_text("needs", row="uid")
    credit = vault.sealed_text("credit", row="uid")
    use_of_funds = vault.sealed_text("use_of_funds", row="uid")
    settlement = vault.sealed_text("settlement", row="uid")

    FIELDS = ("basics", "needs", "credit", "use_of_funds", "settlement")
    data_classes = classified(
        none=_KEPT,
        c1="customer",
        c2="basics_sealed needs_sealed credit_sealed use_of_funds_sealed settlement_sealed",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer"], name="research_one_per_customer")]


@tracked()
class Preference(Filed):
    """How and when the customer likes to be reached. Consent decides whether they may be."""

    channel = models.CharField(_("Channel"), max_length=8, choices=PreferredChannel.choices)
    time = models.CharField(
        _("Time"), max_length=10, choices=PreferredTime.choices, default=PreferredTime.ANY
    )
    note_sealed = models.BinaryField(default=b"")
    note = vault.sealed_text("note", row="uid")

    data_classes = classified(none=_KEPT, c1="customer channel time", c2="note_sealed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer"], name="preference_one_per_customer")]


@tracked()
class ImportantDate(Filed):
    """A day that matters to the customer, once or every year. 29 February comes on 28 in other years."""

    kind = models.CharField(_("Kind"), max_length=20, choices=DateKind.choices)
    on = models.DateField(_("Day"))
    yearly = models.BooleanField(_("Every year"), default=True)
    note_sealed = models.BinaryField(default=b"")
    note = vault.sealed_text("note", row="uid")

    data_classes = classified(none=_KEPT, c1="customer kind yearly", c2="on note_sealed")

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["customer"], name="date_of_customer")]


@tracked()
class Competitor(Filed):
    """What the customer holds at another bank, as far as they told (同业信息)."""

    bank_sealed = models.BinaryField(default=b"")
    product_sealed = models.BinaryField(default=b"")
    amount = models.DecimalField(_("Amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    rate_pct = models.DecimalField(_("Rate, %"), max_digits=7, decimal_places=4, null=True, blank=True)
    matures_on = models.DateField(_("Matures on"), null=True, blank=True)
    noted_on = models.DateField(_("Noted on"))
    bank = vault.sealed_text("bank", row="uid")
    product = vault.sealed_text("product", row="uid")

    data_classes = classified(
        none=_KEPT, c1="customer matures_on noted_on rate_pct", c2="bank_sealed product_sealed amount"
    )

    class Meta:
        ordering = ["-noted_on", "-pk"]
        indexes = [models.Index(fields=["customer"], name="competitor_of_customer")]


_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


@tracked()
class Survey(Filed):
    """A product-fit survey (产品适应性调查): our share of what the customer holds of a product, their satisfaction
    and the benefit they see. The source names the three and no scale; 1 to 5 is a design. Source: seed 000 (五)."""

    asset_class = models.CharField(_("Product"), max_length=20, choices=AssetClass.choices)
    share_pct = models.PositiveSmallIntegerField(_("Our share, %"), validators=[MaxValueValidator(100)])
    satisfaction = models.PositiveSmallIntegerField(_("Satisfaction, 1 to 5"), validators=_ONE_TO_FIVE)
    benefit = models.PositiveSmallIntegerField(_("Benefit, 1 to 5"), validators=_ONE_TO_FIVE)
    surveyed_on = models.DateField(_("Asked on"))
    note_sealed = models.BinaryField(default=b"")
    note = vault.sealed_text("note", row="uid")

    data_classes = classified(
        none=_KEPT, c1="customer surveyed_on satisfaction", c2="asset_class share_pct benefit note_sealed"
    )

    class Meta:
        ordering = ["-surveyed_on", "-pk"]
        indexes = [models.Index(fields=["customer"], name="survey_of_customer")]


@tracked()
class Verification(Filed):
    """A check of the file against the customer (核对检查): what came of it, and when the next one is due. The day
    is empty while the bank has not said how often and the person who checked named none."""

    done_on = models.DateField(_("Checked on"))
    outcome = models.CharField(_("Outcome"), max_length=12, choices=VerificationOutcome.choices)
    next_due_on = models.DateField(_("Next check by"), null=True, blank=True)
    note_sealed = models.BinaryField(default=b"")
    note = vault.sealed_text("note", row="uid")

    data_classes = classified(none=_KEPT, c1="customer done_on outcome next_due_on", c2="note_sealed")

    class Meta:
        ordering = ["-done_on", "-pk"]
        indexes = [models.Index(fields=["customer", "-done_on"], name="verification_of_customer")]
