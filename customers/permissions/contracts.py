"""Who may ask for a paper contract, hand it out and take it back, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.choices import BorrowingStatus
from organisation.roles import Permission
from organisation.templatetags.screen import day_text
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Borrowing
    from organisation.models import Staff

_S = BorrowingStatus


def may_ask(staff: Staff) -> Verdict:
    """Those who keep the customer's file, for a customer in their scope."""
    if Permission.ARCHIVE_EDIT not in staff.permissions:
        return refused(_("Contracts are asked for by the customer's managers and the branch head."))
    return ALLOWED


def may_decide(staff: Staff, borrowing: Borrowing) -> Verdict:
    """A contract leaves with the custodian's consent only, and nobody consents to their own request."""
    if Permission.CONTRACT_KEEP not in staff.permissions:
        return refused(_("A contract is handed out by its custodian, the branch head; ask there."))
    if borrowing.status != _S.ASKED:
        return refused(_("This request is decided already, or was withdrawn."))
    if borrowing.asked_by_id == staff.pk:
        return refused(
            _("Nobody consents to their own request; the head of the superior branch may hand it out.")
        )
    return ALLOWED


def may_lend(staff: Staff, borrowing: Borrowing, out: Borrowing | None) -> Verdict:
    """What may be decided, and only a paper that is there: `out` is the line by which somebody has it."""
    verdict = may_decide(staff, borrowing)
    return is_there(out) if verdict else verdict


def is_there(out: Borrowing | None) -> Verdict:
    """One paper is in one pair of hands; nobody decides otherwise before it is back on file."""
    if out is None:
        return ALLOWED
    since, due = out.out_on or out.asked_at.date(), out.due_on or out.wanted_until
    return refused(
        _(
            "%(name)s has this contract since %(since)s, due back on %(due)s. "
            "It can be handed out again once its custodian has taken it back."
        )
        % {"name": out.asked_by.name, "since": day_text(since), "due": day_text(due)}
    )


def may_take_back(staff: Staff, borrowing: Borrowing) -> Verdict:
    """The custodian takes it back on file, or lets it stay out longer; not whoever has it."""
    if Permission.CONTRACT_KEEP not in staff.permissions:
        return refused(_("A contract is taken back by its custodian, the branch head."))
    if borrowing.status != _S.OUT:
        return refused(_("This contract is not out."))
    if borrowing.asked_by_id == staff.pk:
        return refused(_("Whoever has the contract does not confirm that it is back; the custodian does."))
    return ALLOWED


def may_withdraw(staff: Staff, borrowing: Borrowing) -> Verdict:
    if borrowing.status != _S.ASKED:
        return refused(_("This request is decided already, or was withdrawn."))
    if borrowing.asked_by_id != staff.pk:
        return refused(_("A request is withdrawn by whoever made it; the custodian refuses it."))
    return ALLOWED
