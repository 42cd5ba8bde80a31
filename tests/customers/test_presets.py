"""What customers ships: every preset has a source and a parser, and blanks of the source stay blank."""

import pytest

from customers import policies
from customers.presets import PRESETS, shipped
from organisation.policies import Policy
from organisation.rules.presets import PresetBlank


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


def test_every_preset_has_a_policy_of_the_type_that_its_parser_makes() -> None:
    known = {one.key: one.type for one in vars(policies).values() if isinstance(one, Policy)}
    made = {key: type(PRESETS[key](spec.value)) for key, spec in shipped().items() if not spec.blank}
    assert set(known) == set(PRESETS)
    assert {key: known[key] for key in made} == made
