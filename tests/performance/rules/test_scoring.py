from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.presets import PresetError, PresetProblem
from performance.choices import LineStatus, StepMode
from performance.presets import PRESETS, shipped
from performance.rules.scheme import Scheme
from performance.rules.scoring import Measure, Scorecard, score, steps_of
from tests.properties import percents, quick

HEAD = "performance.scheme.branch_head"
VALUE: Any = shipped()[HEAD].value
SCHEME: Scheme = PRESETS[HEAD](VALUE)
CODES = ("DEPOSIT_GROWTH_PCT", "NPL_PCT", "INTEREST_COLLECTION_PCT", "FEE_GROWTH_PCT")


def measures(*values: str | None) -> dict[str, Measure]:
    return {
        code: Measure(None if text is None else Decimal(text))
        for code, text in zip(CODES, values, strict=True)
    }


def head(*values: str | None, mode: str = "WHOLE_STEP") -> Scorecard:
    return score(PRESETS[HEAD]({**VALUE, "step_mode": mode}), measures(*values))


def scheme(*items: dict[str, Any], **change: Any) -> Scheme:
    frame = {"step_mode": "WHOLE_STEP", "bounds": "LOWER_INCLUSIVE", "decimals": 2}
    return PRESETS[HEAD]({**frame, "items": list(items), **change})


def points(card: Scorecard) -> list[Decimal | None]:
    return [line.points for line in card.lines]


def test_the_worked_example() -> None:
    card = head("34.7", "0", "99.8", "27")
    assert points(card) == [48, 30, 26, 13]
    assert (card.total, card.complete, card.open_points) == (Decimal("117.00"), True, 0)
    assert head("34.7", "0", "99.8", "27", mode="LINEAR").total == Decimal("118.90")


def test_three_tenths_are_three_steps_and_not_two() -> None:
    """The planted trap: binary floats find 2.99… steps of 0.1 between 99.5 and 99.8."""
    assert int((99.8 - 99.5) / 0.1) == 2
    line = head("30", "0", "99.8", "20").line("COLLECTION")
    assert (line.raw_steps, line.steps, line.points) == (3, 3, 26)


def test_caps_and_floors_are_named() -> None:
    best, worst = head("45", "0.6", "100.3", "50"), head("5", "6", "98.2", "-6")
    assert [line.limit_hit for line in best.lines] == ["CAP", "", "CAP", "CAP"]
    assert [line.limit_hit for line in worst.lines] == ["FLOOR", "", "FLOOR", "FLOOR"]
    assert (best.total, worst.total) == (Decimal(125), Decimal(0))


def test_a_line_explains_itself() -> None:
    card = score(
        SCHEME, {**measures("27.5", "0", "99.5", "20"), CODES[0]: Measure(Decimal("27.5"), sources=("r1",))}
    )
    line = card.line("DEPOSIT")
    assert (line.target, line.actual, line.raw_steps, line.steps) == (
        30,
        Decimal("27.5"),
        Decimal("-2.5"),
        -2,
    )
    assert (line.base_points, line.points, line.sources) == (40, 36, ("r1",))


def test_a_missing_measure_is_missing_and_never_zero() -> None:
    card = score(SCHEME, {"NPL_PCT": Measure(Decimal(0)), "FEE_GROWTH_PCT": Measure(None, "NO_BASE")})
    assert card.missing == ("DEPOSIT", "COLLECTION", "FEE")
    assert points(card) == [None, 30, None, None]
    assert [line.reason for line in card.lines] == ["NO_MEASURE", "", "NO_MEASURE", "NO_BASE"]
    assert (card.complete, card.total, card.open_points, card.most) == (False, 30, 60 + 30 + 15, 135)


def test_a_person_may_have_a_target_of_their_own() -> None:
    card = score(
        SCHEME, {**measures("35", "0", "99.5", "20"), CODES[0]: Measure(Decimal(35), target=Decimal(35))}
    )
    assert card.line("DEPOSIT").points == 40


@pytest.mark.parametrize(
    ("value", "expected"), [("0", 0), ("90", 20), ("100", 40), ("105", 50), ("79.99", 0)]
)
def test_a_junior_is_measured_in_per_cent_of_the_target(value: str, expected: int) -> None:
    junior = PRESETS["performance.scheme.manager_junior"](
        shipped()["performance.scheme.manager_junior"].value
    )
    card = score(junior, {"NEW_DEPOSIT_AVG": Measure(Decimal(value) * 10000)})
    assert card.line("DEPOSIT").points == expected


def test_rank() -> None:
    item = {"code": "R", "kind": "RANK", "measure": "PLACE", "base_points": "10"}
    ranked = scheme(item | {"bands": [{"below": "20", "points": "10"}, {"below": None, "points": "2"}]})
    best = score(ranked, {"PLACE": Measure(Decimal(3), peers=20)})
    assert (best.total, best.lines[0].raw_steps) == (10, 15)
    assert score(ranked, {"PLACE": Measure(Decimal(4), peers=20)}).total == 2
    alone = score(ranked, {"PLACE": Measure(Decimal(1))})
    assert (alone.lines[0].status, alone.lines[0].reason, alone.open_points) == (
        LineStatus.MISSING,
        "NO_PEERS",
        10,
    )


def test_deduction_gate_and_coefficient_act_on_the_total_in_order() -> None:
    items = (
        {
            "code": "A",
            "kind": "RATIO",
            "measure": "ACTUAL",
            "base_points": "100",
            "target": "10",
            "cap": "1.2",
        },
        {
            "code": "D",
            "kind": "DEDUCTION",
            "measure": "EVENTS",
            "base_points": "0",
            "points_each": "-5",
            "floor": "-8",
        },
        {"code": "G", "kind": "GATE", "measure": "ACCIDENTS", "at_most": "0", "total_cap": "60"},
        {"code": "K", "kind": "COEFFICIENT", "measure": "FACTOR", "floor": "0.8", "cap": "1.1"},
    )
    given = {"ACTUAL": "15", "EVENTS": "2", "ACCIDENTS": "1", "FACTOR": "2"}
    card = score(scheme(*items), {code: Measure(Decimal(text)) for code, text in given.items()})
    assert points(card) == [120, -8, -52, 6]
    assert (card.total, card.lines[0].cap_hit, card.lines[1].floor_hit) == (66, True, True)
    calm = score(
        scheme(*items), {**{code: Measure(Decimal(0)) for code in given}, "FACTOR": Measure(Decimal(1))}
    )
    assert points(calm) == [0, 0, 0, 0]
    low = scheme({**items[2], "at_most": None, "at_least": "1"})
    assert points(score(low, {"ACCIDENTS": Measure(Decimal(0))})) == [0]


def test_an_item_without_a_cap_leaves_the_best_total_open() -> None:
    item = {"code": "S", "kind": "STEP", "measure": "M", "base_points": "1", "target": "0", "step": "1"}
    card = score(scheme(item | {"step_points": "1"}), {})
    assert (card.unlimited_open, card.open_points) == (True, 0)


@pytest.mark.parametrize(
    ("item", "path", "problem"),
    [
        ({"kind": "MAGIC"}, "items[0].kind", PresetProblem.CHOICE),
        ({"step": "0"}, "items[0].step", PresetProblem.TOO_SMALL),
        ({"floor": "1"}, "items[0].floor", PresetProblem.TOO_LARGE),
        ({"cap": "-1"}, "items[0].cap", PresetProblem.TOO_SMALL),
        ({"target": None}, "items[0].target", PresetProblem.BLANK),
        ({"deviation": "PERCENT_OF_TARGET", "target": "0"}, "items[0].target", PresetProblem.TOO_SMALL),
        ({"kind": "BAND", "bands": []}, "items[0].bands", PresetProblem.ORDER),
        ({"kind": "BAND", "bands": [{"below": "1", "points": "1"}]}, "items[0].bands", PresetProblem.ORDER),
        ({"kind": "GATE", "total_cap": "1"}, "items[0].at_least", PresetProblem.MISSING),
    ],
)
def test_an_impossible_item_is_refused_at_its_path(
    item: dict[str, Any], path: str, problem: PresetProblem
) -> None:
    good = {"code": "S", "kind": "STEP", "measure": "M", "base_points": "1", "target": "0", "step": "1"}
    with pytest.raises(PresetError) as refused:
        scheme({**good, "step_points": "1", **item})
    assert (refused.value.path, refused.value.problem) == (path, problem)


def test_a_scheme_without_items_or_with_one_twice_is_refused() -> None:
    with pytest.raises(PresetError):
        scheme()
    with pytest.raises(PresetError) as refused:
        PRESETS[HEAD]({**VALUE, "items": [VALUE["items"][0]] * 2})
    assert refused.value.path == "items[1].code"


def test_the_shipped_schemes_ask_for_known_measures() -> None:
    assert SCHEME.measures == set(CODES)


@quick
@given(percents(), percents("0", "20"), percents("90", "110"), percents())
def test_a_head_scores_between_0_and_135(d: Decimal, npl: Decimal, c: Decimal, f: Decimal) -> None:
    for mode in StepMode:
        card = head(str(d), str(npl), str(c), str(f), mode=mode.value)
        assert 0 <= card.total <= 135
        assert all(line.points is not None and line.points >= 0 for line in card.lines)


@quick
@given(st.integers(-40, 40), st.integers(-20, 20), st.integers(-20, 20))
def test_the_modes_agree_on_whole_steps(d: int, c: int, f: int) -> None:
    values = (str(30 + d), "0", str(Decimal("99.5") + Decimal(c) / 10), str(20 + 2 * f))
    assert head(*values) == head(*values, mode="LINEAR")


@quick
@given(percents(), percents("0.001", "10"))
def test_whole_steps_never_go_further_than_linear_ones(deviation: Decimal, step: Decimal) -> None:
    raw, counted = steps_of(deviation, step, StepMode.WHOLE_STEP)
    assert abs(counted) <= abs(raw) < abs(counted) + 1
    assert steps_of(deviation, step, StepMode.LINEAR) == (raw, raw)


@quick
@given(percents(), percents(), percents("0", "20"))
def test_more_deposits_never_score_less(one: Decimal, other: Decimal, npl: Decimal) -> None:
    low, high = sorted((one, other))
    assert head(str(low), str(npl), "99.5", "20").total <= head(str(high), str(npl), "99.5", "20").total


@quick
@given(st.sets(st.sampled_from(CODES)), percents(), percents("0", "20"))
def test_what_is_missing_cannot_lift_the_total_above_the_best(
    gone: set[str], d: Decimal, npl: Decimal
) -> None:
    full = measures(str(d), str(npl), "99.9", "25")
    known = score(SCHEME, full)
    partial = score(SCHEME, {code: one for code, one in full.items() if code not in gone})
    assert partial.complete is (not gone)
    assert partial.total <= known.total <= partial.most
    assert partial == score(SCHEME, {code: one for code, one in full.items() if code not in gone})
