"""Recognising a customer in the lobby: one field, and only what a colleague at the door may know."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from customers.actions import recognise as actions
from customers.forms.referrals import RecogniseForm
from customers.queries.recognition import recognise
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.often import A_MINUTE, too_often
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

TEMPLATE = "customers/referrals/recognise.html"


@requires(Permission.RECOGNISE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_sight
def page(request: StaffRequest, sight: Sight) -> HttpResponse:
    """GET is the empty field; what is typed is posted, counted and put on record."""
    form = RecogniseForm(request.POST or None)
    if request.method != "POST":
        return htmx.page(request, TEMPLATE, {"form": form})
    if not form.is_valid():
        return htmx.invalid(request, TEMPLATE, {"form": form}, part="found")
    if too_often(sight):
        context = {"form": form, "too_often": True}
        return htmx.too_many(request, TEMPLATE, context, part="found", wait=A_MINUTE)
    now = timezone.now()
    answer = recognise(sight, form.cleaned_data["q"], timezone.localdate(now))
    shown = [row.pk for row in answer.rows]
    actions.note_recognition(by=request.user, shown=shown, found=answer.found, kind=answer.by, at=now)
    return htmx.page(request, TEMPLATE, {"form": form, "answer": answer}, part="found")
