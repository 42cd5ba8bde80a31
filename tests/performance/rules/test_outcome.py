from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.periods import parse_period
from organisation.rules.presets import PresetBlank, PresetError
from performance.choices import Bounds, Outcome
from performance.presets import PRESETS, shipped
from performance.rules.outcome import (
    AccidentPolicy,
    HeadYear,
    ManagerFacts,
    head_outcome,
    in_adjacent_months,
    low_deposit_month,
    manager_outcome,
)
from tests.properties import quick

VALUE = shipped()["performance.outcomes"].value
POLICY = PRESETS["performance.outcomes"](VALUE)
SEVERITY = list(Outcome)


def manager(score: str, collection: str = "99.5", low: bool = False, points: int = 0) -> ManagerFacts:
    return ManagerFacts(Decimal(score), Decimal(collection), low, points)


def year(score: str, npl: str = "0", key: str = "100") -> HeadYear:
    return HeadYear(Decimal(score), Decimal(npl), Decimal(key))


@pytest.mark.parametrize(
    ("facts", "outcome", "codes"),
    [
        (manager("85.00", "99.0"), "KEEP", ()),
        (manager("84.99"), "PROPOSE_DEMOTION", ("SCORE_LT_85",)),
        (manager("70.00"), "PROPOSE_DEMOTION", ("SCORE_LT_85",)),
        (manager("69.99"), "PROPOSE_DISMISSAL", ("SCORE_LT_70", "SCORE_LT_85")),
        (manager("90", "98.99"), "PROPOSE_DEMOTION", ("COLLECTION_LT_99",)),
        (manager("95", low=True), "PROPOSE_DEMOTION", ("DEPOSIT_LOW_MONTHS_3",)),
        (manager("95", points=14), "KEEP", ()),
        (manager("95", points=15), "PROPOSE_DISMISSAL", ("VIOLATION_POINTS_GE_15",)),
    ],
)
def test_lines_for_managers(facts: ManagerFacts, outcome: str, codes: tuple[str, ...]) -> None:
    decision = manager_outcome(facts, POLICY)
    assert (decision.outcome, decision.codes, decision.complete) == (outcome, codes, True)


def test_each_grave_ground_alone_proposes_dismissal() -> None:
    for name in ("serious_violation", "serious_loss"):
        facts = ManagerFacts(Decimal(100), Decimal(100), False, 0, **{name: True})
        assert manager_outcome(facts, POLICY).codes == (name.upper(),)


def test_what_is_unknown_triggers_nothing_and_is_named() -> None:
    decision = manager_outcome(ManagerFacts(None, None, None, None), POLICY)
    assert (decision.outcome, decision.codes) == (Outcome.KEEP, ())
    assert decision.missing == ("SCORE", "COLLECTION", "DEPOSIT_LOW_MONTHS", "VIOLATION_POINTS")
    assert not decision.complete


def test_the_civil_code_reading_takes_the_line_in() -> None:
    policy = POLICY.with_bounds(Bounds.CIVIL_CODE)
    assert manager_outcome(manager("85.00"), policy).outcome is Outcome.PROPOSE_DEMOTION
    assert manager_outcome(manager("70.00"), policy).outcome is Outcome.PROPOSE_DISMISSAL
    assert manager_outcome(manager("85.01", "99"), policy).outcome is Outcome.KEEP
    assert head_outcome([year("90.01", "10", "90")], policy).codes == ("KEY_ITEM_LT_90",)


@pytest.mark.parametrize(
    ("years", "outcome"),
    [
        ([year("90", "10.0", "90")], "KEEP"),
        ([year("89.99")], "PROPOSE_DEMOTION"),
        ([year("95", "10.01")], "PROPOSE_DEMOTION"),
        ([year("89"), year("95", "2", "89.9")], "PROPOSE_DISMISSAL"),
        ([year("89"), year("95"), year("88")], "PROPOSE_DEMOTION"),
        ([year("89"), year("95")], "KEEP"),
    ],
)
def test_two_bad_years_in_a_row(years: list[HeadYear], outcome: str) -> None:
    assert head_outcome(years, POLICY).outcome == outcome


def test_a_head_needs_a_year() -> None:
    with pytest.raises(ValueError, match="year"):
        head_outcome([], POLICY)
    assert head_outcome([HeadYear(None, None, None)], POLICY).missing == ("SCORE", "NPL", "KEY_ITEM")


def test_an_accident_counts_only_once_the_bank_has_set_its_line() -> None:
    accident = HeadYear(Decimal(100), Decimal(0), Decimal(100), accident_loss=Decimal(500000))
    assert head_outcome([accident], POLICY).outcome is Outcome.KEEP
    decision = head_outcome([accident], POLICY, AccidentPolicy(Decimal(500000)))
    assert decision.codes == ("ACCIDENT_LOSS_GE_500000",)
    with pytest.raises(PresetBlank):
        PRESETS["performance.accident_loss"](shipped()["performance.accident_loss"].value)


def test_crossed_lines_are_refused() -> None:
    with pytest.raises(PresetError):
        PRESETS["performance.outcomes"]({**VALUE, "manager": {**VALUE["manager"], "dismiss_score": "86"}})


@pytest.mark.parametrize(
    ("values", "month"),
    [
        (("905", "899", "880", "899.99"), 4),
        (("899", "901", "880", "870"), None),
        (("900", "900", "900"), None),
        (("899.99", "899.99", "899.99"), 3),
        (("1", "1", None, "1", "1"), None),
    ],
)
def test_three_low_months_in_a_row(values: tuple[str | None, ...], month: int | None) -> None:
    figures = [None if text is None else Decimal(text) for text in values]
    assert low_deposit_month(figures, base=Decimal(1000), line_pct=Decimal(90), months=3) == month


def test_months_must_be_adjacent() -> None:
    figures = [(parse_period(code), Decimal(1)) for code in ("2025-02", "2024-11", "2024-12")]
    filled = in_adjacent_months(figures)
    assert filled == (1, 1, None, 1)
    assert low_deposit_month(filled, base=Decimal(1000), line_pct=Decimal(90), months=3) is None


@quick
@given(st.integers(0, 20000), st.integers(0, 20000), st.integers(0, 30), st.booleans())
def test_a_better_score_never_has_a_worse_outcome(one: int, other: int, points: int, low: bool) -> None:
    bad, good = sorted((one, other))
    worse, better = (
        manager_outcome(manager(str(Decimal(score) / 100), low=low, points=points), POLICY)
        for score in (bad, good)
    )
    assert SEVERITY.index(better.outcome) <= SEVERITY.index(worse.outcome)
