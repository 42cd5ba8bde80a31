"""Keys that can be changed: a setting reads "2:new key,1:old key". The first is the newest, which seals and hashes;
the others still open and find. One key without a number is key 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=16)
def numbered(configured: str) -> Mapping[int, str]:
    """The keys of a setting by their numbers, the newest first."""
    found: dict[int, str] = {}
    for entry in configured.split(","):
        number, _colon, key = entry.strip().rpartition(":")
        found[int(number or 1)] = key
    return found


def newest(configured: str) -> int:
    """The number of the key that seals and hashes."""
    return next(iter(numbered(configured)))
