import pytest

from customers.choices import Greeting, Tier
from customers.rules.reception import ReceptionPolicy, greeting
from organisation.rules.presets import PresetError, parser

POLICY = ReceptionPolicy(go_out_from=Tier.DIAMOND, optional_from=Tier.PLATINUM, distance_m=1)


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        (Tier.PRIVATE, Greeting.GO_OUT),
        (Tier.DIAMOND, Greeting.GO_OUT),
        (Tier.PLATINUM, Greeting.MAY_GO_OUT),
        (Tier.GOLD, Greeting.INSIDE),
        (Tier.MASS, Greeting.INSIDE),
    ],
)
def test_diamond_is_greeted_outside_and_platinum_may_be(tier: Tier, expected: Greeting) -> None:
    assert greeting(tier, POLICY) is expected


def test_the_line_of_judgement_cannot_lie_above_the_line_of_going_out() -> None:
    with pytest.raises(PresetError) as refused:
        parser(ReceptionPolicy.read)({"go_out_from": "GOLD", "optional_from": "DIAMOND", "distance_m": 1})
    assert refused.value.path == "optional_from"
