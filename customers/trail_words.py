"""The events of customers in the audit trail, in words."""

from django.utils.translation import gettext_lazy as _

from customers.actions import segments
from customers.actions.alerts import CLOSE, GIVE, RAISE, RETAIN, STEP
from customers.actions.assignment import MOVE
from customers.actions.looking import EXPORT, REVEAL, SEARCH
from organisation.trail_words import Words

ACTIONS: Words = {
    MOVE: _("A customer's manager changed"),
    CLOSE: _("An alert was handled"),
    GIVE: _("An alert was given to somebody"),
    RAISE: _("An event was recorded or reported"),
    RETAIN: _("An attempt to keep a customer was recorded"),
    STEP: _("A customer came to another stage"),
    REVEAL: _("Customer data were shown in full"),
    EXPORT: _("A file of customers was made"),
    SEARCH: _("A whole number was searched for"),
    segments.CREATE: _("A segment was made"),
    segments.CHANGE: _("A segment was changed"),
    segments.DELETE: _("A segment was deleted"),
}
THINGS: Words = {
    "customers.alert": _("Alert"),
    "customers.customer": _("Customer"),
    "customers.segment": _("Segment"),
}
