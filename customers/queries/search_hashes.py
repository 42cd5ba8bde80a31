"""Finding by keyed hashes, also while the search key is changed: rows not yet hashed anew have the older key's."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from customers import search

# What was typed, once `search.normalise` has it: a number, and the last four characters of one.
NUMBER = re.compile(r"[a-z0-9]+")
TAIL = re.compile(r"\d{4}|\d{3}x")


def hashed(condition: Callable[[int], Q]) -> Q:
    """The condition under each key that a row may be hashed with; there is one, but for the hours of a change."""
    return reduce(or_, (condition(key) for key in search.key_numbers()))


def by_phone(text: str) -> Q:
    """The whole phone number."""
    return hashed(lambda key: Q(phone_hash=search.phone_key(text, key)))


def by_identity(text: str) -> Q:
    """The whole identity number."""
    return hashed(lambda key: Q(id_hash=search.id_key(text, key)))


def by_phone_tail(text: str) -> Q:
    return hashed(lambda key: Q(phone_tail_hash=search.phone_tail_key(text, key)))


def by_identity_tail(text: str) -> Q:
    return hashed(lambda key: Q(id_tail_hash=search.id_tail_key(text, key)))
