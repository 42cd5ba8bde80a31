"""The customer record, owned by the bank's core and loaded every night."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import Gender, IdType
from organisation import vault
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject

SEARCH = ("name_tokens", "id_hash", "phone_hash", "id_tail_hash", "phone_tail_hash")


@tracked(exclude=[*SEARCH, "sealed_digest"])
class Customer(BranchScoped):
    """A person the bank serves. Name, identity number, phone and address are sealed; they read as plain text on an
    instance. What finds them is derived when the row is loaded: keyed tokens of the name and its pinyin, keyed
    hashes of the whole identity and phone number and of their last four characters. `sealed_digest` is a keyed
    hash of the four texts, by which a night sees whether one of them differs without opening any."""

    known_by = "customer_no"
    customer_no = models.CharField(_("Customer number"), max_length=30, unique=True)
    name_sealed = models.BinaryField(default=b"")
    name = vault.sealed_text("name", row="customer_no")
    id_type = models.CharField(_("Identity document"), max_length=30, choices=IdType.choices, blank=True)
    id_no_sealed = models.BinaryField(default=b"")
    id_no = vault.sealed_text("id_no", row="customer_no")
    id_valid_to = models.DateField(_("Document valid to"), null=True, blank=True)
    birth_date = models.DateField(_("Birth date"), null=True, blank=True)
    gender = models.CharField(_("Gender"), max_length=2, choices=Gender.choices, blank=True)
    phone_sealed = models.BinaryField(default=b"")
    phone = vault.sealed_text("phone", row="customer_no")
    address_sealed = models.BinaryField(default=b"")
    address = vault.sealed_text("address", row="customer_no")
    occupation = models.CharField(_("Occupation"), max_length=80, blank=True)
    risk_level = models.CharField(_("Risk level"), max_length=4, blank=True)
    risk_assessed_on = models.DateField(_("Risk assessed on"), null=True, blank=True)
    home_branch = models.ForeignKey(
        "organisation.Branch",
        models.PROTECT,
        related_name="customers",
        verbose_name=_("Branch"),
        db_index=False,  # the first column of customer_branch_number
    )
    opened_on = models.DateField(_("Customer since"), null=True, blank=True)
    marketing_opt_out = models.BooleanField(_("Marketing opt-out"), default=False)

    sealed_digest = models.BinaryField(default=b"")
    name_tokens = ArrayField(models.BigIntegerField(), default=list)
    id_hash = models.BinaryField(default=b"")
    phone_hash = models.BinaryField(default=b"")
    id_tail_hash = models.BinaryField(default=b"")
    phone_tail_hash = models.BinaryField(default=b"")
    source_as_of = models.DateField()

    scope_rule = ScopeRule(
        Subject.CUSTOMER,
        branch="home_branch",
        owner="relationships__staff",
        owner_period="relationships__period",
    )
    data_classes = classified(
        none="id customer_no sealed_digest name_tokens id_hash phone_hash id_tail_hash phone_tail_hash"
        " source_as_of",
        c1="home_branch opened_on risk_level risk_assessed_on marketing_opt_out gender occupation id_type"
        " id_valid_to",
        c2="name_sealed id_no_sealed phone_sealed address_sealed birth_date",
    )

    class Meta:
        ordering = ["customer_no"]
        indexes = [
            # With the branch, so that a name that is common in the bank is found quickly where it is rare.
            GinIndex(fields=["home_branch", "name_tokens"], name="customer_branch_tokens"),
            models.Index(
                fields=["home_branch", "customer_no"],
                name="customer_branch_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],  # beginnings of numbers in any collation
            ),
            models.Index(fields=["id_hash"], name="customer_id_hash"),
            models.Index(fields=["phone_hash"], name="customer_phone_hash"),
            models.Index(fields=["id_tail_hash"], name="customer_id_tail"),
            models.Index(fields=["phone_tail_hash"], name="customer_phone_tail"),
        ]

    def __str__(self) -> str:
        return self.customer_no
