"""Who records what customers say about marketing, and the issuer's ratings; with the sentence of each refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import Staff


def may_record_consent(staff: Staff) -> Verdict:
    """Whoever speaks with the customer writes down what the customer said; nobody decides it for them."""
    if Permission.CONSENT_EDIT in staff.permissions:
        return ALLOWED
    return refused(
        _("Consent is recorded by the customer's managers, the branch head and consumer protection.")
    )


def may_rate(staff: Staff) -> Verdict:
    """The shelf is the marketing department's."""
    if Permission.PRODUCT_RATE in staff.permissions:
        return ALLOWED
    return refused(_("The issuer's ratings are recorded by the marketing department at head office."))
