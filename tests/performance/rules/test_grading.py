from decimal import Decimal

import pytest

from organisation.rules.presets import PresetBlank
from performance.presets import PRESETS, shipped

LADDER = PRESETS["performance.ladder"](shipped()["performance.ladder"].value)


@pytest.mark.parametrize(
    ("post", "grade"), [("SENIOR", 5), ("L1", 6), ("L4", 9), ("TRAINEE", 9), ("?", None)]
)
def test_staff_grades(post: str, grade: int | None) -> None:
    assert LADDER.staff_grade(post) == grade


def test_multipliers_are_blank_until_the_bank_sets_them() -> None:
    parse = PRESETS["performance.grade_pay"]
    with pytest.raises(PresetBlank):
        parse(shipped()["performance.grade_pay"].value)
    filled = parse({"multipliers": {"SENIOR": "1.2"}, "post_wages": {"SENIOR": "5000"}})
    assert (filled.multipliers, filled.post_wages) == ({"SENIOR": Decimal("1.2")}, {"SENIOR": 5000})
