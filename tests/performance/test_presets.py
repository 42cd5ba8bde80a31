"""What performance ships: every preset has a source and a parser, and blanks of the source stay blank."""

import pytest

from organisation.rules.presets import PresetBlank
from performance.presets import PRESETS, shipped


def test_every_shipped_preset_has_a_parser_and_a_source() -> None:
    assert set(shipped()) == set(PRESETS)
    assert [
        spec.key for spec in shipped().values() if not (spec.source and spec.unit and spec.title_zh)
    ] == []


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_a_preset_is_either_usable_or_blank(key: str) -> None:
    spec = shipped()[key]
    if spec.blank:
        with pytest.raises(PresetBlank) as refused:
            PRESETS[key](spec.value)
        assert refused.value.path in spec.required_blank
        assert spec.note
    else:
        PRESETS[key](spec.value)


def test_the_blanks_are_those_of_the_sources() -> None:
    assert {spec.key for spec in shipped().values() if spec.blank} == {
        "performance.accident_loss",
        "performance.agents",
        "performance.composite_table",
        "performance.eva_rates",
        "performance.exam",
        "performance.grade_minimums",
        "performance.grade_pay",
        "performance.provisional_junior",
        "performance.register",
        "performance.risk_parameters",
        "performance.wage_deduction",
    }
