from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from customers.choices import AssignmentProblem
from customers.presets import PRESETS, shipped
from customers.rules.assignment import Candidate, RequiredGrade, grade_suffices, problems, required_grade
from organisation.rules.periods import ban
from organisation.rules.presets import PresetError
from tests.properties import money, quick

VALUE = shipped()["customers.customer_size"].value
POLICY = PRESETS["customers.customer_size"](VALUE)
ON = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("deposits", "loans", "grade"),
    [
        ("4200000", "0", RequiredGrade.MID),
        ("2000000", "12000000", RequiredGrade.SENIOR),
        ("2999999.99", "0", RequiredGrade.JUNIOR),
        ("3000000", "0", RequiredGrade.MID),
        ("7999999.99", "2990000", RequiredGrade.MID),
        ("8000000", "0", RequiredGrade.SENIOR),
        ("0", "3000000", RequiredGrade.MID),
        ("0", "10000000", RequiredGrade.SENIOR),
    ],
)
def test_size_asks_for_a_grade(deposits: str, loans: str, grade: RequiredGrade) -> None:
    assert required_grade(Decimal(deposits), Decimal(loans), POLICY).grade is grade


def test_the_civil_code_reading_gives_the_line_to_the_lower_grade() -> None:
    policy = PRESETS["customers.customer_size"]({**VALUE, "bounds": "CIVIL_CODE"})
    decision = required_grade(Decimal(3000000), Decimal(10000000), policy)
    assert (decision.by_deposits, decision.by_loans) == (RequiredGrade.JUNIOR, RequiredGrade.MID)


def test_a_preset_whose_lines_fall_is_refused() -> None:
    with pytest.raises(PresetError):
        PRESETS["customers.customer_size"]({**VALUE, "deposit_senior": "1"})
    with pytest.raises(PresetError):
        PRESETS["customers.customer_size"]({**VALUE, "bounds": "CIVIL"})


@pytest.mark.parametrize(
    ("grade", "fits"), [("SENIOR", True), ("MID", True), ("JUNIOR", False), ("AGENT", False), ("", False)]
)
def test_a_higher_grade_may_serve_a_smaller_customer(grade: str, fits: bool) -> None:
    assert grade_suffices(grade, RequiredGrade.MID) is fits


def test_every_reason_against_is_named() -> None:
    bad = Candidate(
        active=False,
        grade="JUNIOR",
        same_branch=False,
        absent=True,
        handing_over=True,
        bans=[ban(date(2025, 5, 1), 2)],
    )
    assert problems(bad, RequiredGrade.MID, on=ON, other_role_held=True) == (
        AssignmentProblem.NOT_ACTIVE,
        AssignmentProblem.BANNED,
        AssignmentProblem.ABSENT,
        AssignmentProblem.HANDING_OVER,
        AssignmentProblem.OTHER_BRANCH,
        AssignmentProblem.GRADE_TOO_LOW,
        AssignmentProblem.SAME_PERSON,
    )
    good = Candidate(active=True, grade="MID", same_branch=True)
    assert problems(good, RequiredGrade.MID, on=ON) == ()


@quick
@given(money(), money(), money())
def test_a_larger_customer_never_asks_for_a_lower_grade(
    deposits: Decimal, more: Decimal, loans: Decimal
) -> None:
    ranks = list(RequiredGrade)
    small = required_grade(deposits, loans, POLICY).grade
    large = required_grade(deposits + more, loans, POLICY).grade
    assert ranks.index(small) <= ranks.index(large)
