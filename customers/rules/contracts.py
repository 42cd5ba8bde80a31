"""Which words name the same paper contract."""

from __future__ import annotations

import re
import unicodedata

# A number as papers carry it: letters, digits and what joins them. Shorter ones are years and counts.
_NUMBER = re.compile(r"[a-z0-9](?:[a-z0-9./_-]*[a-z0-9])?")
_JOINTS = re.compile(r"[./_-]")
_DAY = re.compile(r"(19|20)\d{2}[01]\d[0-3]\d")
SHORTEST = 5


def numbers(words: str) -> frozenset[str]:
    """The contract numbers in what somebody wrote, in one spelling: "个人贷款合同 GD-2024/017 号" names GD2024017.

    A day (2024-11-15) is none, and less than five characters (a year, "2 copies") name nothing.
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    found = {_JOINTS.sub("", one) for one in _NUMBER.findall(plain)}
    return frozenset(
        one
        for one in found
        if len(one) >= SHORTEST and any(sign.isdigit() for sign in one) and not _DAY.fullmatch(one)
    )


def same_paper(one: str, other: str) -> bool:
    """Whether two descriptions of a customer's contracts mean the same paper: they share a number, or, where one of
    them has none, they say the same but for spaces, signs and width."""
    named, also = numbers(one), numbers(other)
    if named and also:
        return bool(named & also)
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
