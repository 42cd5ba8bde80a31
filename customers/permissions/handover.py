"""Who may hand customers over, divide them, take them and put them into custody, each with its sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.choices import Goes, HandoverCause, HandoverStatus, PartStatus
from customers.rules.handover import OPEN, HandoverPolicy, is_long
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Custody, Handover, HandoverItem, HandoverPart
    from organisation.models import Staff

# Whoever leaves or changes the post can keep no customer.
GONE_FOR_GOOD = frozenset({HandoverCause.LEFT, HandoverCause.POST_CHANGE})


def may_hand_over(by: Staff) -> Verdict:
    """Whether the person hands customers over at all; whose, and why, `may_open` says."""
    if Permission.HANDOVER_OPEN not in by.permissions:
        return refused(_("Customers are handed over by their managers and the branch head."))
    return ALLOWED


def may_open(by: Staff, giver: Staff, cause: str) -> Verdict:
    """A manager hands over in person; the head may for others, but not for a long absence (seed 001)."""
    if by.pk == giver.pk:
        return ALLOWED
    if cause == HandoverCause.LONG_ABSENCE:
        return refused(
            _(
                "A long absence is handed over by the manager in person, before it begins. Who cannot come any"
                " more changes the post: HR records that, and the branch head hands over."
            )
        )
    return may_divide(by)


def long_enough(first: date, last: date | None, policy: HandoverPolicy) -> Verdict:
    """The other side of `may_open_custody`: what is no long absence is not handed over."""
    if is_long(first, last, policy):
        return ALLOWED
    return refused(
        ngettext(
            "An absence is long from %(months)s month on. For a shorter one the branch head opens custody; nothing"
            " is handed over. Head office sets the months in the presets.",
            "An absence is long from %(months)s months on. For a shorter one the branch head opens custody; nothing"
            " is handed over. Head office sets the months in the presets.",
            policy.long_absence_months,
        )
        % {"months": policy.long_absence_months}
    )


def may_allocate(by: Staff, handover: Handover) -> Verdict:
    """The head says who gets whom; nothing is changed in a handover that is closed."""
    if handover.status not in OPEN:
        return refused(_("This handover is closed; a new one is opened for what comes later."))
    return may_divide(by)


def may_cancel(by: Staff, handover: Handover) -> Verdict:
    """Whoever opened it or the head, while nobody has accepted; never while the giver is out of service."""
    if handover.status not in OPEN:
        return refused(_("This handover is closed; a new one is opened for what comes later."))
    if not handover.giver.is_active:
        return refused(
            _(
                "The manager is no longer in service: their customers must be handed over. HR keeps the status."
            )
        )
    if any(part.status == PartStatus.ACCEPTED for part in handover.parts.all()):
        return refused(_("A receiver has accepted already; the rest is divided anew instead."))
    return ALLOWED if by.pk == handover.giver_id else may_divide(by)


def may_answer(by: Staff, part: HandoverPart) -> Verdict:
    """Only the receiver answers, once."""
    if part.status != PartStatus.OFFERED:
        return refused(_("This part has been answered already."))
    if part.handover.status != HandoverStatus.OFFERED:
        return refused(_("This handover no longer waits for receivers."))
    if by.pk != part.receiver_id:
        return refused(_("Only the receiver accepts or declines; the branch head may choose another one."))
    return ALLOWED


def may_introduce(by: Staff, item: HandoverItem) -> Verdict:
    """Giver, receiver or head put the introduction on record, after the customer has been taken over."""
    if item.moved_on is None or item.part is None:
        return refused(_("The introduction is recorded once the receiver has accepted the customer."))
    if by.pk in (item.part.receiver_id, item.handover.giver_id):
        return ALLOWED
    return may_divide(by)


def may_leave_out(*, cause: str, goes: str) -> Verdict:
    """Nobody who leaves keeps a relationship."""
    if cause in GONE_FOR_GOOD and goes in (Goes.NOTHING, Goes.CREDIT):
        return refused(
            _(
                "Whoever leaves the bank or the post keeps no customer: at least the relationship goes."
                " The rule is the bank's; there is no exception."
            )
        )
    return ALLOWED


def explained(item: HandoverItem, *, goes: str, reason: str) -> Verdict:
    """An exception from the preset has a reason."""
    if goes != item.goes_by_rule and not (reason or (goes == item.goes and item.reason)):
        return refused(_("What goes differs from the bank's rule: please give the reason."))
    return ALLOWED


def is_for_head(item: HandoverItem, policy: HandoverPolicy) -> bool:
    """Whether the branch head gets the customer by the bank's rule."""
    return item.problem_loan and policy.problem_loans_to_head


def may_have_problem_loan(*, head: bool, reason: str) -> Verdict:
    """A problem loan goes to the head (features.md part 2); that somebody else gets it has a reason."""
    if not head and not reason:
        return refused(
            _("A customer with a problem loan goes to the branch head; somebody else needs a reason.")
        )
    return ALLOWED


def may_open_custody(by: Staff, owner: Staff, first: date, last: date, policy: HandoverPolicy) -> Verdict:
    """Custody is for a short absence and opened by the head (domain.md part C); a long one is handed over."""
    if is_long(first, last, policy):
        return refused(
            _(
                "From %(months)s month on an absence is long: the manager hands over in person, custody is for"
                " shorter ones. Head office sets the months in the presets."
            )
            % {"months": policy.long_absence_months}
        )
    return may_divide(by)


def may_end_custody(by: Staff, custody: Custody, on: date) -> Verdict:
    if custody.ended_at is not None or (custody.ends_before is not None and custody.ends_before <= on):
        return refused(_("This custody is over already."))
    return may_divide(by)


def may_divide(by: Staff) -> Verdict:
    """Who gets whose customers, and who stands in for whom, is the head's decision."""
    if Permission.ASSIGNMENT_DECIDE not in by.permissions:
        return refused(_("Only the branch head decides this for others."))
    return ALLOWED
