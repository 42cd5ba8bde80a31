"""How often somebody may look for a person, in the search box, in the lobby or by a number that they typed."""

from __future__ import annotations

from django.core.cache import cache

from customers.policies import USE
from customers.queries.sight import Sight

A_MINUTE = 60


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
