"""Who is told how people look at customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation.roles import Role
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import Staff

TOLD = frozenset({Role.BRANCH_HEAD, Role.AUDITOR})


def may_be_told(staff: Staff) -> Verdict:
    """Unusual looking is told to those who answer for people: the branch head and audit."""
    if not staff.roles & TOLD:
        return refused(_("Who looked unusually often is told to the branch head and to audit."))
    return ALLOWED
