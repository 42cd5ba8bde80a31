"""Who may change what was shared, and who may choose customers for a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.permissions import customer_data
from customers.queries.segments import columns_of
from customers.rules.segments import Criteria
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Segment, TargetList
    from organisation.models import Staff


def may_answer(staff: Staff, criteria: Criteria) -> Verdict:
    """A segment answers only those who see every column that it looks at in full."""
    return customer_data.may_filter(staff, columns_of(criteria))


def may_make(staff: Staff) -> Verdict:
    if Permission.SEGMENT_EDIT not in staff.permissions:
        return refused(_("Segments are made by customer managers and branch heads."))
    return ALLOWED


def may_choose(staff: Staff) -> Verdict:
    """Customers for a list or a plan, and the lists themselves."""
    if Permission.SEGMENT_EDIT not in staff.permissions:
        return refused(_("Customers are chosen for lists by customer managers and branch heads."))
    return ALLOWED


def may_edit(staff: Staff, segment: Segment) -> Verdict:
    """Whoever made a segment changes it: others share its answers, and may make one of their own from it."""
    makes = may_make(staff)
    if not makes:
        return makes
    if segment.owner_id != staff.pk:
        return refused(
            _("%(owner)s made this segment and changes it; make one of your own from it instead.")
            % {"owner": segment.owner.name}
        )
    return ALLOWED


def may_work_on(staff: Staff, target: TargetList) -> Verdict:
    """The list's owner works through it until it is closed."""
    if Permission.SEGMENT_EDIT not in staff.permissions or target.owner_id != staff.pk:
        return refused(_("%(owner)s made this list and works on it.") % {"owner": target.owner.name})
    if target.closed_at is not None:
        return refused(_("The list is closed; make a new one."))
    return ALLOWED


def may_rate(staff: Staff) -> Verdict:
    """The customer's managers and the head rate; those who only look do not."""
    if Permission.SEGMENT_EDIT not in staff.permissions:
        return refused(_("Customers are rated by their managers and the branch head."))
    return ALLOWED
