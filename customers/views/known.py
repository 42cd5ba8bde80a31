"""Who is known already with a number that was typed into a form: counted and put on record as any search."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions import protection
from customers.queries import prospects as queries
from customers.queries.sight import Sight
from customers.views.often import too_often
from organisation.guards import StaffRequest


def known(
    request: StaffRequest, sight: Sight, form: forms.Form, *, id_no: str, phone: str
) -> tuple[queries.Known, ...]:
    """Customers and prospects with the number. Nobody tries numbers one after the other: beyond the searches of a
    minute the form is refused."""
    if too_often(sight):
        form.add_error(None, _("Too many searches within a minute. Please wait a moment."))
        return ()
    now = timezone.now()
    found = queries.known(sight, id_no=id_no, phone=phone, on=timezone.localdate(now))
    protection.note_search(by=request.user, found=len(found), at=now)
    return found
