"""Target lists: customers chosen for one purpose, to be contacted one by one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import ConsentChannel
from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.history import tracked
from organisation.scoping import BranchScoped, ScopeRule, Subject


@tracked()
class TargetList(BranchScoped):
    """The third step of domain.md A16 (建立客户名单): a name, what it is for and how the customers will be spoken to.
    The channel MARKETING means any of them."""

    uid = models.UUIDField(unique=True)
    owner = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="target_lists")
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    purpose = models.CharField(_("What it is for"), max_length=200)
    channel = models.CharField(_("Channel"), max_length=12)
    as_of = models.DateField(_("Chosen by figures of"))
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    scope_rule = ScopeRule(Subject.STAFF, branch="branch", owner="owner")
    data_classes = classified(none="id uid owner branch name purpose channel as_of created_at closed_at")

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def channel_label(self) -> str:
        return str(ConsentChannel(self.channel).label)


@tracked()
class TargetEntry(BranchScoped):
    """A customer on a list with the figures by which they were chosen; done once their file was looked at (建档)."""

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="entries")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="targeted")
    place = models.IntegerField()
    balance = models.DecimalField(_("Balance"), max_digits=18, decimal_places=2, null=True)
    average = models.DecimalField(_("Month average"), max_digits=18, decimal_places=2, null=True)
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(
        none="id target_list customer place added_at done_at done_by", c2="balance average"
    )

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["target_list", "customer"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.target_list_id} {self.customer_id}"
