"""Who may say that customers belong together: one proposes, another confirms (关联客户确认表)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.choices import HouseholdStatus
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from datetime import date

    from customers.models import Household, HouseholdChange, HouseholdMember
    from organisation.models import Staff


def may_propose(staff: Staff) -> Verdict:
    if Permission.HOUSEHOLD_PROPOSE not in staff.permissions:
        return refused(_("Households are proposed by customer managers and branch heads."))
    return ALLOWED


def may_belong(taken: Sequence[str]) -> Verdict:
    """A customer is in one confirmed household at a time; `taken` are those who are in another already."""
    if taken:
        return refused(
            _(
                "%(numbers)s: in another household in that time already. The branch head takes a customer out of"
                " one first."
            )
            % {"numbers": "、".join(taken)}
        )
    return ALLOWED


def may_decide(staff: Staff, household: Household | HouseholdChange) -> Verdict:
    """The branch head confirms a household or a change of one, once, and never what they proposed themselves."""
    if Permission.HOUSEHOLD_CONFIRM not in staff.permissions:
        return refused(_("Households are confirmed by the branch head."))
    if household.status != HouseholdStatus.PROPOSED:
        return refused(_("This household has been decided on already."))
    if household.proposed_by_id == staff.pk:
        return refused(
            _("Whoever proposed a household may not confirm it; another head, also of a branch above, must.")
        )
    return ALLOWED


def may_change(staff: Staff, household: Household) -> Verdict:
    """Whoever may propose a household may propose who joins or leaves a confirmed one."""
    if household.status != HouseholdStatus.CONFIRMED:
        return refused(_("Only members of a confirmed household change; a proposal is decided on first."))
    return may_propose(staff)


def may_leave(since: date, member: HouseholdMember | None) -> Verdict:
    """Only a member leaves, after having belonged for a day."""
    if member is None or since <= member.starts_on:
        return refused(_("This customer is no member of the household before that day."))
    return ALLOWED


def may_wait(waiting: bool) -> Verdict:
    """One change of a member waits at a time."""
    if waiting:
        return refused(_("A change for this customer waits for the second person already."))
    return ALLOWED


def may_end(staff: Staff, household: Household) -> Verdict:
    """The branch head dissolves a confirmed household; who leaves one is proposed and confirmed."""
    if Permission.HOUSEHOLD_CONFIRM not in staff.permissions:
        return refused(_("Households are dissolved by the branch head."))
    if household.status != HouseholdStatus.CONFIRMED:
        return refused(_("Only a confirmed household can be dissolved."))
    return ALLOWED
