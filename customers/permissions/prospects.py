"""Who may follow up, change and hand on a prospect, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation import masking
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Prospect
    from organisation.models import Staff


def may_see(staff: Staff) -> Verdict:
    if Permission.PROSPECT_VIEW not in staff.permissions:
        return refused(_("Prospects are seen by customer managers, branch heads and audit."))
    return ALLOWED


def may_add(staff: Staff) -> Verdict:
    if Permission.PROSPECT_EDIT not in staff.permissions:
        return refused(_("Prospects are kept by customer managers and branch heads."))
    return ALLOWED


def may_give(staff: Staff) -> Verdict:
    """待跟进客户分配: the branch head decides who follows up."""
    if Permission.ASSIGNMENT_DECIDE not in staff.permissions:
        return refused(_("Who follows up a prospect is decided by the branch head."))
    return ALLOWED


def may_edit(staff: Staff, prospect: Prospect) -> Verdict:
    """The manager who follows up, or the head, while it is open."""
    keeps = may_add(staff)
    if not keeps:
        return keeps
    if not prospect.is_open:
        return refused(_("This prospect is closed. Add the person again if there is a new reason."))
    if prospect.owner_id != staff.pk and not may_give(staff):
        return refused(_("A prospect is changed by the manager who follows up, or by the branch head."))
    return ALLOWED


def may_contact(staff: Staff, prospect: Prospect, *, referred: bool) -> Verdict:
    """As for changing; while a referral runs, its conversations are recorded there, once."""
    verdict = may_edit(staff, prospect)
    if verdict and referred:
        return refused(
            _("A referral of this person is running: what came of a conversation is recorded there.")
        )
    return verdict


def may_assign(staff: Staff, prospect: Prospect) -> Verdict:
    gives = may_give(staff)
    if not gives:
        return gives
    if not prospect.is_open:
        return refused(_("This prospect is closed. Add the person again if there is a new reason."))
    return ALLOWED


def may_reveal(staff: Staff, prospect: Prospect) -> Verdict:
    """The phone and identity number, by whoever follows up or heads the branch, with a reason."""
    if not masking.may_reveal(staff):
        return refused(
            _("Masked data is revealed to the customer's managers, the head and consumer protection.")
        )
    if prospect.owner_id != staff.pk and not may_give(staff):
        return refused(_("Masked data of a prospect is revealed to the manager who follows up and the head."))
    return ALLOWED
