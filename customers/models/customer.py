"""The customer record, owned by the bank's core and loaded every night."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import Gender, IdType
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked(exclude=["grams", "pinyin", "initials", "id_hash", "phone_hash", "id_tail_hash", "phone_tail_hash"])
class Customer(BranchScoped):
    """A person the bank serves. Search columns are derived when the row is loaded: 1-3-grams and pinyin of the
    name, keyed hashes of the whole identity and phone number and of their last four characters."""

    customer_no = models.CharField(_("Customer number"), max_length=30, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    id_type = models.CharField(_("Identity document"), max_length=30, choices=IdType.choices, blank=True)
    id_no = models.CharField(_("Identity number"), max_length=40, blank=True)
    id_valid_to = models.DateField(_("Document valid to"), null=True, blank=True)
    birth_date = models.DateField(_("Birth date"), null=True, blank=True)
    gender = models.CharField(_("Gender"), max_length=2, choices=Gender.choices, blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    occupation = models.CharField(_("Occupation"), max_length=80, blank=True)
    risk_level = models.CharField(_("Risk level"), max_length=4, blank=True)
    risk_assessed_on = models.DateField(_("Risk assessed on"), null=True, blank=True)
    home_branch = models.ForeignKey(
        "organisation.Branch", models.PROTECT, related_name="customers", verbose_name=_("Branch")
    )
    opened_on = models.DateField(_("Customer since"), null=True, blank=True)
    marketing_opt_out = models.BooleanField(_("Marketing opt-out"), default=False)

    pinyin = models.CharField(max_length=200, default="")
    initials = models.CharField(max_length=60, default="")
    grams = ArrayField(models.CharField(max_length=3), default=list)
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
        none="id customer_no grams pinyin initials id_hash phone_hash id_tail_hash phone_tail_hash source_as_of",
        c1="home_branch opened_on risk_level risk_assessed_on marketing_opt_out gender occupation id_type"
        " id_valid_to",
        c2="name id_no phone address birth_date",
    )

    class Meta:
        ordering = ["customer_no"]
        indexes = [
            GinIndex(fields=["grams"], name="customer_grams"),
            models.Index(fields=["initials"], name="customer_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin"], name="customer_pinyin", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["id_hash"], name="customer_id_hash"),
            models.Index(fields=["phone_hash"], name="customer_phone_hash"),
            models.Index(fields=["id_tail_hash"], name="customer_id_tail"),
            models.Index(fields=["phone_tail_hash"], name="customer_phone_tail"),
        ]

    def __str__(self) -> str:
        return self.customer_no
