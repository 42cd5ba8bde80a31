"""Who may take up, pass on and close a referral, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.choices import ReferralStatus
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Referral
    from organisation.models import Staff

_S = ReferralStatus


def may_accept(staff: Staff, referral: Referral) -> Verdict:
    """Whoever is asked, while nobody has accepted."""
    if referral.status != _S.OFFERED:
        return _over(referral, _("This referral waits for nobody's acceptance any more."))
    if referral.receiver_id != staff.pk:
        return refused(_not_asked(referral))
    return ALLOWED


def may_pass(staff: Staff, referral: Referral) -> Verdict:
    """Whoever is asked passes on; the head gives any open referral of the branch to somebody else."""
    closed = _closed(referral)
    if closed is not None:
        return closed
    if may_give(staff):
        return ALLOWED
    if referral.receiver_id != staff.pk:
        return refused(_not_asked(referral))
    if referral.status != _S.OFFERED:
        return refused(_("Once accepted, a referral is given to somebody else by the branch head."))
    return ALLOWED


def may_give(staff: Staff) -> Verdict:
    """Naming the next receiver is the head's affair."""
    if Permission.ASSIGNMENT_DECIDE not in staff.permissions:
        return refused(_("To whom a referral is given is decided by the branch head."))
    return ALLOWED


def may_attempt(staff: Staff, referral: Referral) -> Verdict:
    """Whoever accepted says what came of it."""
    if referral.status not in (_S.ACCEPTED, _S.FOLLOW_UP):
        return _over(referral, _("A referral is accepted first, then worked."))
    if referral.receiver_id != staff.pk:
        return refused(_not_asked(referral))
    return ALLOWED


def may_recognise(staff: Staff) -> Verdict:
    """Those who meet customers in the branch, who also refer them."""
    if Permission.RECOGNISE not in staff.permissions:
        return refused(_("Customers are recognised and referred by those who meet them in the branch."))
    return ALLOWED


def may_handle(staff: Staff) -> Verdict:
    if Permission.REFERRAL_HANDLE not in staff.permissions:
        return refused(_("Referrals are taken up by customer managers and branch heads."))
    return ALLOWED


def may_export(staff: Staff) -> Verdict:
    if Permission.REFERRAL_EXPORT not in staff.permissions:
        return refused(_("The register is taken as a file by customer managers and branch heads."))
    return ALLOWED


def _closed(referral: Referral) -> Verdict | None:
    """The refusal of a referral that is over; None while it runs."""
    if referral.status == _S.CONVERTED:
        return refused(_("This referral was converted."))
    if referral.status == _S.EXPIRED:
        return refused(_("This referral is closed. Refer the person again if there is a new reason."))
    return None


def _over(referral: Referral, otherwise: str) -> Verdict:
    closed = _closed(referral)
    if closed is not None:
        return closed
    if referral.accepted_at is not None and referral.receiver is not None:
        return refused(_("%(name)s has accepted this referral.") % {"name": referral.receiver.name})
    return refused(otherwise)


def _not_asked(referral: Referral) -> str:
    if referral.receiver is None:
        return _("Nobody is asked yet.")
    return _("It is the turn of %(name)s; the branch head may give the referral to somebody else.") % {
        "name": referral.receiver.name
    }
