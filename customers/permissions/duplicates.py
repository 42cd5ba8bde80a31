"""Who may take two records for one person, and when it must not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.queries.duplicates import records
from customers.rules.duplicates import against
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Customer, Merge
    from organisation.models import Staff


def may_decide(staff: Staff) -> Verdict:
    """The head whose scope holds both records decides; where the two belong to different branches, the head above."""
    if Permission.DUPLICATE_MERGE not in staff.permissions:
        return refused(_("Records are merged by the branch head; of two branches by the head above both."))
    return ALLOWED


def may_merge(staff: Staff, survivor: Customer, other: Customer) -> Verdict:
    """Whether `other` may be merged into `survivor`, with every reason against it. One query."""
    decides = may_decide(staff)
    if not decides:
        return decides
    found = against(*records(survivor, other))
    return refused(" ".join(str(one.label) for one in found)) if found else ALLOWED


def may_undo(staff: Staff, merge: Merge) -> Verdict:
    decides = may_decide(staff)
    if not decides:
        return decides
    return ALLOWED if merge.undone_at is None else refused(_("This merge was undone already."))
