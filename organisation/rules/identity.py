"""Identity documents, mobile numbers and card numbers: are they possible at all?

Resident identity: GB 11643, 17 digits and a check character, with a real birth date that is not in the
future. Other documents by their printed form (domain.md B9, unverified there). Cards: 16 to 19 digits, Luhn.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9Xx]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CARD = re.compile(r"[0-9]{16,19}")


class IdKind(StrEnum):
    RESIDENT_ID = "RESIDENT_ID"
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT"
    TAIWAN_PERMIT = "TAIWAN_PERMIT"
    HMT_RESIDENCE = "HMT_RESIDENCE"
    PASSPORT = "PASSPORT"
    FOREIGN_PR = "FOREIGN_PR"
    HOUSEHOLD_REGISTER = "HOUSEHOLD_REGISTER"
    MILITARY_ID = "MILITARY_ID"


class IdProblem(StrEnum):
    """Why an identity number cannot be right."""

    SHAPE = "SHAPE"
    BIRTH_DATE = "BIRTH_DATE"
    FUTURE = "FUTURE"
    CHECK_DIGIT = "CHECK_DIGIT"


_SHAPES = {
    IdKind.HK_MACAO_PERMIT: re.compile(r"[HM][0-9]{8}"),
    IdKind.TAIWAN_PERMIT: re.compile(r"[0-9]{8}"),
    IdKind.HMT_RESIDENCE: re.compile(r"8[123]0000[0-9]{11}[0-9Xx]"),
    IdKind.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
    IdKind.FOREIGN_PR: re.compile(r"[A-Z0-9]{15}|9[0-9]{16}[0-9Xx]"),
    IdKind.HOUSEHOLD_REGISTER: re.compile(r"[A-Za-z0-9\u4e00-\u9fff-]{1,30}"),
    IdKind.MILITARY_ID: re.compile(r"[A-Za-z0-9\u4e00-\u9fff-]{1,30}"),
}
_LIKE_RESIDENT = frozenset({IdKind.RESIDENT_ID, IdKind.HMT_RESIDENCE})


def check_character(first_17: str) -> str:
    """The check character of GB 11643 for the first 17 digits (remainder 2 gives X)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def birth_date_of(resident_id: str) -> date | None:
    """The birth date inside an 18-character number, None when it is not a date."""
    try:
        return date(int(resident_id[6:10]), int(resident_id[10:12]), int(resident_id[12:14]))
    except ValueError:
        return None


def resident_id_problem(number: str, *, on: date) -> IdProblem | None:
    """What is wrong with a resident identity number as seen on a day, None when nothing is.

    >>> resident_id_problem("11010519491231002X", on=date(2026, 1, 1)) is None
    True
    """
    if _EIGHTEEN.fullmatch(number) is None:
        return IdProblem.SHAPE
    born = birth_date_of(number)
    if born is None:
        return IdProblem.BIRTH_DATE
    if born > on:
        return IdProblem.FUTURE
    if check_character(number[:17]) != number[17].upper():
        return IdProblem.CHECK_DIGIT
    return None


def id_problem(kind: IdKind, number: str, *, on: date) -> IdProblem | None:
    """What is wrong with the number of any accepted document, None when nothing is."""
    shape = _SHAPES.get(kind)
    if shape is not None and shape.fullmatch(number) is None:
        return IdProblem.SHAPE
    if kind in _LIKE_RESIDENT:
        return resident_id_problem(number, on=on)
    return None


def is_male(resident_id: str) -> bool:
    """The 17th digit is odd for men, even for women."""
    return int(resident_id[16]) % 2 == 1


def is_mobile(number: str) -> bool:
    """A mainland mobile number: 11 digits, 13 to 19 in front."""
    return _MOBILE.fullmatch(number) is not None


def is_card(number: str) -> bool:
    """A card number: 16 to 19 digits whose Luhn sum ends in 0."""
    if _CARD.fullmatch(number) is None:
        return False
    total = 0
    for place, character in enumerate(reversed(number)):
        doubled = int(character) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
