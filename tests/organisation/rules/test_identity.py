from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.identity import (
    IdKind,
    IdProblem,
    check_character,
    id_problem,
    is_card,
    is_male,
    is_mobile,
    resident_id_problem,
)
from tests.properties import DAYS, quick

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        ("110105194912310021", IdProblem.CHECK_DIGIT),
        ("11010519490231002X", IdProblem.BIRTH_DATE),
        ("1101051949123100", IdProblem.SHAPE),
        ("１1010519491231002X", IdProblem.SHAPE),
        ("11010519491231002X\n", IdProblem.SHAPE),
    ],
)
def test_resident_identity(number: str, problem: IdProblem | None) -> None:
    assert resident_id_problem(number, on=ON) == problem


def test_nobody_is_born_in_the_future() -> None:
    number = "11010520261122002"
    number += check_character(number)
    assert resident_id_problem(number, on=ON) == IdProblem.FUTURE
    assert resident_id_problem(number, on=date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("kind", "number", "good"),
    [
        (IdKind.HK_MACAO_PERMIT, "H12345678", True),
        (IdKind.HK_MACAO_PERMIT, "A12345678", False),
        (IdKind.TAIWAN_PERMIT, "12345678", True),
        (IdKind.TAIWAN_PERMIT, "1234567", False),
        (IdKind.PASSPORT, "E12345678", True),
        (IdKind.PASSPORT, "e1", False),
        (IdKind.FOREIGN_PR, "ABC123456789012", True),
        (IdKind.HMT_RESIDENCE, "11010519491231002X", False),
        (IdKind.HOUSEHOLD_REGISTER, "京字第123号", True),
        (IdKind.MILITARY_ID, "", False),
        (IdKind.RESIDENT_ID, "11010519491231002X", True),
    ],
)
def test_other_documents(kind: IdKind, number: str, good: bool) -> None:
    assert (id_problem(kind, number, on=ON) is None) is good


def test_a_residence_permit_has_a_check_character() -> None:
    first = "81000019900101001"
    assert id_problem(IdKind.HMT_RESIDENCE, first + check_character(first), on=ON) is None


def test_mobiles_cards_and_sex() -> None:
    assert [is_mobile(one) for one in ("13800138000", "12345678901", "1380013800")] == [True, False, False]
    assert [is_card(one) for one in ("4111111111111111", "4111111111111112", "411111111111111", "")] == [
        True,
        False,
        False,
        False,
    ]
    assert not is_male("11010519491231002X")


@quick
@given(DAYS.filter(lambda day: day <= ON), st.integers(100000, 999999), st.integers(0, 999))
def test_one_wrong_digit_is_always_found(born: date, region: int, order: int) -> None:
    first = f"{region}{born:%Y%m%d}{order:03d}"
    number = first + check_character(first)
    assert resident_id_problem(number, on=ON) is None
    for place in (0, 5, 14, 16):
        changed = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert resident_id_problem(changed, on=ON) is not None
