"""Finding by keyed hashes while the search key is being changed: rows not yet hashed anew have the older key's."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from customers import search


def hashed(condition: Callable[[int], Q]) -> Q:
    """The condition under each key that a row may be hashed with; there is one, but for the hours of a change."""
    return reduce(or_, (condition(key) for key in search.key_numbers()))
