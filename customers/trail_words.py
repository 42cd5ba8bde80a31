"""The events of customers in the audit trail, in words."""

from django.utils.translation import gettext_lazy as _

from customers.actions.assignment import MOVE
from customers.actions.looking import EXPORT, REVEAL, SEARCH
from organisation.trail_words import Words

ACTIONS: Words = {
    MOVE: _("A customer's manager changed"),
    REVEAL: _("Customer data were shown in full"),
    EXPORT: _("A file of customers was made"),
    SEARCH: _("A whole number was searched for"),
}
THINGS: Words = {"customers.customer": _("Customer")}
