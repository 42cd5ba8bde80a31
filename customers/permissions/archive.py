"""Who may read, write and take out what is in a customer's file, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation import masking
from organisation.masking import Access, Column
from organisation.roles import Permission
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Document
    from organisation.models import Staff


def may_read(staff: Staff) -> Verdict:
    if Permission.ARCHIVE_VIEW not in staff.permissions:
        return refused(_("A customer's file is read by the customer's managers, the branch head and audit."))
    return ALLOWED


def may_edit(staff: Staff) -> Verdict:
    """The file of a customer in scope is kept by the customer's managers and the head; audit reads it."""
    if Permission.ARCHIVE_EDIT not in staff.permissions:
        return refused(_("A customer's file is kept by the customer's managers and the branch head."))
    return ALLOWED


def may_take(staff: Staff, document: Document) -> Verdict:
    """A document is taken out with a reason by those who see its content, unless it was withdrawn."""
    if masking.access_to(staff, Column.NOTES) is not Access.FULL:
        return refused(_("Documents are taken out by the customer's managers and the branch head."))
    if document.withdrawn_at:
        return refused(_("This document was withdrawn from the file; the branch head can tell why."))
    return ALLOWED


def may_withdraw(staff: Staff, document: Document) -> Verdict:
    """Withdrawn by whoever put it in, or by a head; the bytes stay as long as the law keeps the file."""
    edits = may_edit(staff)
    if not edits:
        return edits
    if document.withdrawn_at:
        return refused(_("This document has been withdrawn already."))
    if staff.pk != document.changed_by_id and Permission.ASSIGNMENT_DECIDE not in staff.permissions:
        return refused(_("A document is withdrawn by whoever put it in, or by the branch head."))
    return ALLOWED
