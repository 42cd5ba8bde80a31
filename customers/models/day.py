"""What the night worked out: one row per customer, holding and roll-up, kept per run beside each other.

The tables are partitioned by run. Readers follow the published run; an older partition is dropped whole.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import AssetClass, RollUpKind, Tier
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.scoping import BranchScoped, ScopeRule, Subject

# As OF_THE_CUSTOMER, by the branch that the row itself keeps: the list is served by the index on that column.
# The night writes it from the customer's home branch in the transaction that publishes both.
OF_THE_ROW = ScopeRule(
    Subject.CUSTOMER,
    branch="branch",
    owner="customer__relationships__staff",
    owner_period="customer__relationships__period",
)


class CustomerDay(BranchScoped):
    """A customer on the business date of a run: assets now, averages to date, tier and distance to the lines.

    AUM is the weighted sum over asset classes of the tier preset, loans and cards not subtracted; `net_assets`
    subtracts loans. Sums are exact whatever the weights; they are 积数 of the period to date, and averages divide
    by actual calendar days (or as the preset says)."""

    pk = models.CompositePrimaryKey("run_id", "customer")
    run_id = models.BigIntegerField()
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="days", db_constraint=False, db_index=False
    )
    branch = models.ForeignKey(
        "organisation.Branch", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    owner = models.ForeignKey(
        "organisation.Staff",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    backup = models.ForeignKey(
        "organisation.Staff",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    aum = models.DecimalField(_("AUM"), max_digits=18, decimal_places=2, default=0)
    net_assets = models.DecimalField(_("Net assets"), max_digits=18, decimal_places=2, default=0)
    loan_balance = models.DecimalField(_("Loans"), max_digits=18, decimal_places=2, default=0)
    change_day = models.DecimalField(_("Change of the day"), max_digits=18, decimal_places=2, default=0)
    change_month = models.DecimalField(_("Change this month"), max_digits=18, decimal_places=2, default=0)
    sum_month = models.DecimalField(max_digits=33, decimal_places=11, default=0)
    sum_quarter = models.DecimalField(max_digits=33, decimal_places=11, default=0)
    sum_year = models.DecimalField(max_digits=33, decimal_places=11, default=0)
    avg_month = models.DecimalField(_("Month average"), max_digits=18, decimal_places=2, default=0)
    avg_quarter = models.DecimalField(_("Quarter average"), max_digits=18, decimal_places=2, default=0)
    avg_year = models.DecimalField(_("Year average"), max_digits=18, decimal_places=2, default=0)
    tier = models.CharField(_("Tier"), max_length=10, choices=Tier.choices, blank=True)
    tier_rank = models.SmallIntegerField(default=0)
    tier_month = models.CharField(
        _("Tier by this month's average"), max_length=10, choices=Tier.choices, blank=True
    )
    tier_previous = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    months_below = models.SmallIntegerField(default=0)
    preset_version = models.IntegerField(default=0)
    next_maturity_on = models.DateField(_("Next maturity"), null=True)
    next_maturity_amount = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    scope_rule = OF_THE_ROW
    data_classes = classified(
        none="run_id customer owner backup tier_rank preset_version",
        c1="branch next_maturity_on",
        c2="aum net_assets loan_balance change_day change_month sum_month sum_quarter sum_year avg_month"
        " avg_quarter avg_year tier tier_month tier_previous months_below next_maturity_amount",
    )

    def __str__(self) -> str:
        return f"{self.run_id} {self.customer_id}"


class HoldingDay(BranchScoped):
    """A customer's holding of one asset class on the business date of a run, unweighted."""

    pk = models.CompositePrimaryKey("run_id", "customer", "asset_class")
    run_id = models.BigIntegerField()
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="holdings", db_constraint=False, db_index=False
    )
    asset_class = models.CharField(_("Asset class"), max_length=20, choices=AssetClass.choices)
    accounts = models.IntegerField(_("Accounts"), default=0)
    balance = models.DecimalField(_("Balance"), max_digits=18, decimal_places=2)
    sum_month = models.DecimalField(max_digits=24, decimal_places=2)
    sum_quarter = models.DecimalField(max_digits=24, decimal_places=2)
    sum_year = models.DecimalField(max_digits=24, decimal_places=2)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="run_id customer", c2="asset_class accounts balance sum_month sum_quarter sum_year"
    )

    def __str__(self) -> str:
        return f"{self.run_id} {self.customer_id} {self.asset_class}"


class RollUp(models.Model):
    """Sums of a run by bank, branch (own customers only, subtree sums are prefix sums) and manager (A).

    `asset_class` AUM is the weighted total over the classes of the tier preset, with the customers of each tier;
    the other rows are unweighted."""

    pk = models.CompositePrimaryKey("run_id", "kind", "subject_id", "asset_class")
    run_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=RollUpKind.choices)
    subject_id = models.BigIntegerField()
    asset_class = models.CharField(_("Asset class"), max_length=20)
    customers = models.IntegerField(_("Customers"), default=0)
    balance = models.DecimalField(_("Balance"), max_digits=20, decimal_places=2)
    sum_month = models.DecimalField(max_digits=35, decimal_places=11)
    sum_quarter = models.DecimalField(max_digits=35, decimal_places=11)
    sum_year = models.DecimalField(max_digits=35, decimal_places=11)
    tiers = models.JSONField(default=dict)

    unscoped_reason = "read through queries that take a branch or person the reader may see"
    data_classes = classified(
        none="run_id kind subject_id asset_class customers balance sum_month sum_quarter sum_year tiers"
    )

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind} {self.subject_id} {self.asset_class}"


class TierAssessment(BranchScoped):
    """A month's assessed tier from the month's average and the effective tier after grace, with reasons."""

    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="assessments", db_constraint=False
    )
    month = models.DateField(_("Month"))
    average = models.DecimalField(_("Month average"), max_digits=18, decimal_places=2)
    assessed = models.CharField(_("Assessed tier"), max_length=10, choices=Tier.choices)
    effective = models.CharField(_("Effective tier"), max_length=10, choices=Tier.choices)
    months_below = models.SmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    preset_version = models.IntegerField()

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id customer month preset_version", c2="average assessed effective months_below reasons"
    )

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["customer", "month"], name="tier_month_once")]
        indexes = [models.Index(fields=["month"], name="tier_month")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.month} {self.effective}"


class Flag(BranchScoped):
    """Something a preset rule noticed about a customer on a night, with the evidence it saw."""

    run_id = models.BigIntegerField()
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="flags", db_constraint=False
    )
    kind = models.CharField(_("Rule"), max_length=30)
    business_date = models.DateField(_("Business date"))
    amount = models.DecimalField(_("Amount"), max_digits=18, decimal_places=2, null=True)
    evidence = models.JSONField(default=dict)

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id run_id customer kind business_date", c2="amount evidence")

    class Meta:
        ordering = ["-business_date", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["run_id", "customer", "kind"], name="flag_once_a_night")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"
