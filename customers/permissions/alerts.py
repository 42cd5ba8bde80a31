"""Who may act on a warning, give it to somebody, and say where a customer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.choices import AlertStatus, LifecycleStage
from customers.rules.lifecycle import may_move
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Alert
    from organisation.models import Staff


def may_handle(*, alert: Alert, staff: Staff) -> Verdict:
    """The customer's managers and the head of the branch; whoever has the customer in scope has the alert."""
    if Permission.ALERT_HANDLE not in staff.permissions:
        return refused(_("Alerts are handled by the customer's managers and the branch head."))
    if alert.status != AlertStatus.OPEN:
        return refused(
            _("This alert is closed. If the customer still needs help, record a new event on their page.")
        )
    return ALLOWED


def may_review(staff: Staff) -> Verdict:
    """How good each rule is: for those who answer for the rules."""
    if Permission.ALERT_REVIEW not in staff.permissions:
        return refused(_("How good the rules are is shown to branch heads, head office and audit."))
    return ALLOWED


def may_give(*, alert: Alert, staff: Staff) -> Verdict:
    """The head decides who acts, as with every customer."""
    if Permission.ASSIGNMENT_DECIDE not in staff.permissions:
        return refused(_("Who handles an alert is decided by the branch head."))
    return may_handle(alert=alert, staff=staff)


def may_record(staff: Staff) -> Verdict:
    """An event that no rule can see: announced by the customer, or seen at the counter."""
    if Permission.ALERT_HANDLE not in staff.permissions:
        return refused(_("Events are recorded by the customer's managers and the branch head."))
    return ALLOWED


def may_step(*, stage: LifecycleStage, to: LifecycleStage, staff: Staff) -> Verdict:
    """Managers and the head, along the stages of the rule."""
    if Permission.ALERT_HANDLE not in staff.permissions:
        return refused(_("A customer's stage is judged by their managers and the branch head."))
    if not may_move(stage, to):
        return refused(
            _(
                "From %(stage)s a customer does not come to %(to)s: decline leads back to growth, and lost is the"
                " end. A new customer number begins anew."
            )
            % {"stage": stage.label, "to": to.label}
        )
    return ALLOWED
