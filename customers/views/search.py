"""The one search box."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.actions import protection
from customers.forms.protection import SearchForm
from customers.policies import USE
from customers.queries import search_box
from customers.queries.sight import Sight, sight_of
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.masking import Access, Column
from organisation.roles import Permission

TEMPLATE = "customers/search.html"
TOO_MANY = 429
A_MINUTE = 60


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
        response = htmx.page(
            request, TEMPLATE, {"form": form, "too_often": True}, part="results", status=TOO_MANY
        )
        response["Retry-After"] = str(A_MINUTE)
        return response
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
        "whole_names": sight.access(Column.NAME) is Access.MASKED,
    }


def too_often(sight: Sight) -> bool:
    """Whether the person has searched more often than the preset allows in the minute that began with the first
    search, counted in the cache."""
    policy = USE.on(sight.day)
    key = f"searches:{sight.staff.pk}"
    cache.add(key, 0, A_MINUTE)
    try:
        searches = int(cache.incr(key))
    except ValueError:  # the minute ended between the two
        cache.set(key, 1, A_MINUTE)
        searches = 1
    return searches > policy.searches_per_minute
