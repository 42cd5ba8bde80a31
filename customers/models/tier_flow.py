"""From which tier to which customers went from month to month, summed by branch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.choices import Tier
from organisation.classification import classified


class TierFlow(models.Model):
    """How many customers of a branch held `after` at the end of a month and `before` a month earlier (empty for
    those assessed for the first time), and the sum of their averages of the month. The branch is the customer's
    in the night that assessed the month. The night writes the months that it assessed."""

    month = models.DateField(_("Month"))
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, related_name="+")
    before = models.CharField(_("Tier before"), max_length=10, choices=Tier.choices, blank=True)
    after = models.CharField(_("Tier after"), max_length=10, choices=Tier.choices)
    customers = models.IntegerField(_("Customers"))
    average_sum = models.DecimalField(max_digits=24, decimal_places=2)

    unscoped_reason = "sums of a branch, read for branches that the reader may see"
    data_classes = classified(none="id month branch before after customers average_sum")

    class Meta:
        ordering = ["month", "branch"]
        constraints = [
            models.UniqueConstraint(fields=["month", "branch", "before", "after"], name="tier_flow_once")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.branch_id} {self.before}>{self.after}"
