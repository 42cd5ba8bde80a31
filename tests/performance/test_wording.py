"""Every kind of item reads as a sentence with its own numbers, and codes of the bank's own stay themselves."""

import pytest
from django.utils import translation

from organisation.rules.presets import Reader
from performance import wording
from performance.choices import Bounds, ItemKind, StepMode
from performance.presets import shipped
from performance.receipt import rule_of
from performance.rules.scheme import Scheme

BANDS = [{"below": "10", "points": "5"}, {"below": None, "points": "1"}]
ITEMS = {
    ItemKind.STEP: {"target": "30", "step": "1", "step_points": "2", "floor": "-40", "cap": "20"},
    ItemKind.BAND: {"target": "0", "bands": BANDS},
    ItemKind.RATIO: {"target": "10", "cap": "1"},
    ItemKind.RANK: {"bands": BANDS},
    ItemKind.DEDUCTION: {"points_each": "-2", "floor": "0"},
    ItemKind.GATE: {"at_least": "90", "total_cap": "60"},
    ItemKind.COEFFICIENT: {"floor": "0", "cap": "1.5"},
}
NUMBERS = {
    ItemKind.STEP: ["40", "30", "1", "2", "20"],
    ItemKind.BAND: ["40", "0", "10", "5"],
    ItemKind.RATIO: ["40", "10", "1"],
    ItemKind.RANK: ["10", "5"],
    ItemKind.DEDUCTION: ["40", "-2"],
    ItemKind.GATE: ["60"],
    ItemKind.COEFFICIENT: [],
}


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_rule_names_its_numbers(kind: ItemKind, language: str) -> None:
    item = {"code": "X", "kind": kind, "measure": "EVA", **ITEMS[kind]}
    if kind not in {ItemKind.GATE, ItemKind.COEFFICIENT}:
        item["base_points"] = "40"
    scheme = Scheme.read(
        Reader(
            {"step_mode": StepMode.LINEAR, "bounds": Bounds.LOWER_INCLUSIVE, "decimals": 2, "items": [item]}
        )
    )
    with translation.override(language):
        sentence = wording.rule("EVA", rule_of(scheme.items[0]))
    assert sentence
    assert [number for number in NUMBERS[kind] if number not in sentence] == []


def test_every_shipped_scheme_reads_as_sentences() -> None:
    with translation.override("en"):
        for key, spec in shipped().items():
            if key.startswith("performance.scheme."):
                scheme = Scheme.read(Reader(spec.value))
                assert all(wording.rule(item.measure, rule_of(item)).endswith(".") for item in scheme.items)


def test_the_deposit_rule_in_words() -> None:
    scheme = Scheme.read(Reader(shipped()["performance.scheme.branch_head"].value))
    with translation.override("en"):
        assert wording.rule("DEPOSIT_GROWTH_PCT", rule_of(scheme.items[0])) == (
            "40 points at the target of 30%; each 1% above or below it adds or takes 2 points."
            " At most 20 points are added. At most 40 points are taken off."
        )


def test_codes_of_the_banks_own_stay_as_they_are() -> None:
    assert wording.item_name("EVA") == "EVA"
    assert wording.measure_name("EVA") == "EVA"
    assert wording.missing_reason("X") == "X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("30.0000", "30"),
        ("99.86345", "99.8635"),
        ("-0.00001", "0"),
        (None, "—"),
        ("", "—"),
        ("1000000", "1000000"),
    ],
)
def test_numbers_lose_their_trailing_zeros(text: str | None, shown: str) -> None:
    assert wording.number(text) == shown
