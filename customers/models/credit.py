"""To whom the credit for a customer's balances goes, where it is not all the primary manager's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.account import OF_THE_CUSTOMER
from organisation.classification import classified
from organisation.effective import EffectiveDated, no_overlap
from organisation.history import tracked
from organisation.scoping import BranchScoped


@tracked()
class CreditShare(EffectiveDated, BranchScoped):
    """One person's share of the credit for one customer from day to day, as a handover divided it.

    The shares of a customer on a day add up to 100 %. They hold while `holder` is the customer's A: whoever gets
    the customer later by another way than a handover gets the credit with it."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="credit_shares")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="credit_shares")
    holder = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    share_pct = models.DecimalField(_("Share in %"), max_digits=5, decimal_places=2)
    item = models.ForeignKey("customers.HandoverItem", models.PROTECT, related_name="credit_shares")

    scope_rule = OF_THE_CUSTOMER
    data_classes = classified(none="id staff holder share_pct period item", c1="customer")

    class Meta:
        ordering = ["customer", "period", "staff"]
        constraints = [
            no_overlap("credit_share_one_per_person", "customer", "staff"),
            models.CheckConstraint(
                condition=Q(share_pct__gt=0, share_pct__lte=100), name="credit_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.staff_id} {self.share_pct}"
