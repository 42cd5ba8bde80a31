"""Accounts, their balances as a sparse cumulative history, and loans."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import FiveClass
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject

OF_THE_CUSTOMER = ScopeRule(
    Subject.CUSTOMER,
    branch="customer__home_branch",
    owner="customer__relationships__staff",
    owner_period="customer__relationships__period",
)


@tracked(exclude=["account_no_hash"])
class Account(BranchScoped):
    """An account of a customer in one product. Its number is sealed and reads as plain text on an instance;
    `account_no_hash` is the keyed hash of it (`customers.search.account_key`) by which a night joins."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    account_no_sealed = models.BinaryField()
    account_no = vault.sealed_text("account_no", row="uid")
    account_no_hash = models.BinaryField(unique=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="accounts")
    product = models.ForeignKey("customers.Product", models.PROTECT, related_name="accounts")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    currency = models.CharField(_("Currency"), max_length=3, default="CNY")
    opened_on = models.DateField(_("Opened on"), null=True, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    maturity_on = models.DateField(_("Matures on"), null=True, blank=True)
    rate = models.DecimalField(_("Rate"), max_digits=9, decimal_places=6, null=True, blank=True)
    status = models.CharField(_("Status"), max_length=12, blank=True)
    source_as_of = models.DateField()

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid account_no_hash source_as_of",
        c1="opened_on branch status currency closed_on maturity_on rate product customer",
        c2="account_no_sealed",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["maturity_on"], name="account_maturity", condition=models.Q(maturity_on__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Balance(BranchScoped):
    """An end-of-day balance on a day it changed, with the sum of balances (积数) over all days before that day.

    A balance stands until the next row, so `cum(d) = cum + balance * (d - day)` and the average over
    [from, to] is (cum(to + 1) - cum(from)) / days. The table is partitioned by month of `day`. `reported` is
    what the core sent; it differs from `balance` only from the day on which the account was closed, where the
    balance is 0. A row that the night adds for the closing day has no `reported`.
    """

    pk = models.CompositePrimaryKey("account", "day")
    account = models.ForeignKey(
        Account, models.DO_NOTHING, related_name="balances", db_constraint=False, db_index=False
    )
    day = models.DateField(_("Day"))
    balance = models.DecimalField(_("Balance"), max_digits=18, decimal_places=2)
    cum = models.DecimalField(max_digits=24, decimal_places=2)
    reported = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    source_as_of = models.DateField()

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="account__customer__home_branch",
        owner="account__customer__relationships__staff",
        owner_period="account__customer__relationships__period",
    )
    data_classes = classified(none="account day source_as_of", c2="balance cum reported")

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class AccountState(models.Model):
    """Where an account stands: its last change, and the cumulative sums at the starts of the month, quarter and
    year of `as_of`, the business date of the night that last touched it.

    An account that did not change since the start of a period needs no row of its history: its sums are
    arithmetic. One that did was touched in that period, so the sum kept here is that of the period's start.
    A night therefore rewrites the accounts that changed and reads the rest. `first_day` is empty while the core
    has sent no balance.
    """

    account = models.OneToOneField(Account, models.DO_NOTHING, primary_key=True, db_constraint=False)
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    asset_class = models.CharField(max_length=20)
    closed_on = models.DateField(null=True)
    first_day = models.DateField(null=True)
    day = models.DateField()
    balance = models.DecimalField(max_digits=18, decimal_places=2)
    balance_before = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    balance_month = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    cum = models.DecimalField(max_digits=24, decimal_places=2)
    cum_month = models.DecimalField(max_digits=24, decimal_places=2)
    cum_quarter = models.DecimalField(max_digits=24, decimal_places=2)
    cum_year = models.DecimalField(max_digits=24, decimal_places=2)
    as_of = models.DateField()

    unscoped_reason = "working state of the night, never shown"
    data_classes = classified(
        none="account customer asset_class closed_on first_day day as_of",
        c2="balance balance_before balance_month cum cum_month cum_quarter cum_year",
    )

    def __str__(self) -> str:
        return f"{self.account_id} {self.as_of}"


class FullLoad(models.Model):
    """The newest full drop of a table: its word on every row that was stored by then, so that the rows that it
    confirms need not be written again to refuse an older drop that comes later."""

    table = models.CharField(primary_key=True, max_length=40)
    as_of = models.DateField()

    unscoped_reason = "working state of the night, never shown"
    data_classes = classified(none="table as_of")

    def __str__(self) -> str:
        return f"{self.table} {self.as_of}"


class Loan(BranchScoped):
    """A loan as it stood on one day: balance, five-class status and interest due and collected. Its number is
    sealed row by row; the rows of one loan are those of one `loan_no_hash` (`customers.search.loan_key`)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    loan_no_sealed = models.BinaryField()
    loan_no = vault.sealed_text("loan_no", row="uid")
    loan_no_hash = models.BinaryField()
    as_of = models.DateField(_("As of"))
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="loans")
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="loans")
    product = models.ForeignKey("customers.Product", models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    principal = models.DecimalField(_("Principal"), max_digits=18, decimal_places=2)
    balance = models.DecimalField(_("Balance"), max_digits=18, decimal_places=2)
    rate = models.DecimalField(_("Rate"), max_digits=9, decimal_places=6, null=True, blank=True)
    disbursed_on = models.DateField(_("Disbursed on"), null=True, blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    five_class = models.CharField(_("Five-class status"), max_length=16, choices=FiveClass.choices)
    overdue_days = models.IntegerField(_("Days overdue"), default=0)
    interest_due = models.DecimalField(_("Interest due"), max_digits=18, decimal_places=2, default=0)
    interest_collected = models.DecimalField(
        _("Interest collected"), max_digits=18, decimal_places=2, default=0
    )
    source_as_of = models.DateField()

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id uid loan_no_hash as_of source_as_of staff",
        c1="product disbursed_on due_on rate customer account",
        c2="loan_no_sealed principal balance five_class overdue_days interest_due interest_collected",
    )

    class Meta:
        ordering = ["loan_no_hash", "-as_of"]
        constraints = [models.UniqueConstraint(fields=["loan_no_hash", "as_of"], name="loan_day_once")]

    def __str__(self) -> str:
        return f"loan {self.pk}"
