"""The one search box."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.actions import protection
from customers.forms.protection import SearchForm
from customers.permissions.referrals import may_recognise
from customers.queries import search_box
from customers.queries.sight import Sight, sight_of
from customers.views.often import A_MINUTE, too_often
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.masking import Access, Column
from organisation.roles import Permission

TEMPLATE = "customers/search.html"


@requires(Permission.SEARCH)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """GET is the empty page; the text is posted, so that no name and no number stands in an address or a log."""
    form = SearchForm(request.POST or None)
    sight = sight_of(request.user)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if not text or sight is None:
        return htmx.page(request, TEMPLATE, {"form": form, "asked": False}, part="results")
    if too_often(sight):
        context = {"form": form, "too_often": True}
        return htmx.too_many(request, TEMPLATE, context, part="results", wait=A_MINUTE)
    hits = search_box.find(sight, text)
    if search_box.asks_for_whole_number(text):
        protection.note_search(by=request.user, found=len(hits), at=timezone.now())
    return htmx.page(request, TEMPLATE, {"form": form, **_answer(sight, hits)}, part="results")


def _answer(sight: Sight, hits: tuple[search_box.Hit, ...]) -> dict[str, Any]:
    """What was found, and what to do where nothing was: who sees no customers is sent where they are recognised."""
    return {
        "asked": True,
        "hits": hits,
        "more": len(hits) == search_box.HITS,
        "sees_customers": sight.sees_customers,
        "may_recognise": may_recognise(sight.staff),
        "whole_names": sight.access(Column.NAME) is Access.MASKED,
    }
