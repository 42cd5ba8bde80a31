"""Who may see and take what of a customer in scope, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation import masking
from organisation.masking import Access, Column
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import Staff


def may_see_assets(staff: Staff) -> Verdict:
    """Assets, products and accounts: not for the business lead, who sees the tier only."""
    if masking.access_to(staff, Column.ASSETS) is Access.ABSENT:
        return refused(_("Your roles see a customer's tier, not assets, products or accounts."))
    return ALLOWED


def may_measure_assets(staff: Staff) -> Verdict:
    """Order, sums and charts of assets: only for those who see every amount in full."""
    if masking.access_to(staff, Column.ASSETS) is not Access.FULL:
        return refused(_("Amounts are hidden from your roles, and so are their order, sums and charts."))
    return ALLOWED


def may_filter(staff: Staff, columns: frozenset[Column]) -> Verdict:
    """A filter on a column that is not seen in full would give its values away."""
    if any(masking.access_to(staff, column) is not Access.FULL for column in columns):
        return refused(_("Your roles do not see this column in full, so it cannot be filtered or sorted."))
    return ALLOWED


def may_reveal(staff: Staff) -> Verdict:
    """Managers, heads and consumer protection may see masked data of a customer in scope, with a reason."""
    if not masking.may_reveal(staff):
        return refused(
            _("Masked data is revealed to the customer's managers, the head and consumer protection.")
        )
    return ALLOWED


def may_export(staff: Staff) -> Verdict:
    """Files of customers are for managers and heads, of their own scope; names stay masked in them."""
    if Permission.CUSTOMER_EXPORT not in staff.permissions:
        return refused(_("Customer files are for customer managers and branch heads."))
    return ALLOWED
