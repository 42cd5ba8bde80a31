from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from organisation.rules.presets import (
    Filled,
    PresetBlank,
    PresetError,
    PresetProblem,
    Reader,
    parser,
    specs_from,
    value_at,
)


class Colour(StrEnum):
    RED = "RED"


ENTRY: dict[str, Any] = {
    "key": "a.b",
    "title_en": "A",
    "title_zh": "甲",
    "unit": "points",
    "unit_zh": "分",
    "source": "[design]",
    "effective_from": date(2024, 1, 1),
    "value": {"line": None},
}


@pytest.mark.parametrize(
    ("value", "ask", "path", "problem"),
    [
        ({}, lambda r: r.decimal("x"), "x", PresetProblem.MISSING),
        ({"x": None}, lambda r: r.decimal("x"), "x", PresetProblem.BLANK),
        ({"x": 0.1}, lambda r: r.decimal("x"), "x", PresetProblem.TYPE),
        ({"x": "1e3"}, lambda r: r.decimal("x"), "x", PresetProblem.NUMBER),
        ({"x": "-1"}, lambda r: r.decimal("x", minimum=0), "x", PresetProblem.TOO_SMALL),
        ({"x": "101"}, lambda r: r.decimal("x", maximum=100), "x", PresetProblem.TOO_LARGE),
        ({"x": True}, lambda r: r.integer("x"), "x", PresetProblem.TYPE),
        ({"x": 1}, lambda r: r.text("x"), "x", PresetProblem.TYPE),
        ({"x": 1}, lambda r: r.flag("x"), "x", PresetProblem.TYPE),
        ({"x": "BLUE"}, lambda r: r.choice("x", Colour), "x", PresetProblem.CHOICE),
        (
            {"x": [{"y": 1}, {"y": "a"}]},
            lambda r: [one.integer("y") for one in r.items("x")],
            "x[1].y",
            PresetProblem.TYPE,
        ),
        ({"x": {"y": {}}}, lambda r: r.child("x").child("y").integer("z"), "x.y.z", PresetProblem.MISSING),
        ({"x": 3}, lambda r: r.items("x"), "x", PresetProblem.TYPE),
        ([1], lambda r: r.decimal("x"), "", PresetProblem.TYPE),
    ],
)
def test_an_error_names_its_path_and_problem(value: Any, ask: Any, path: str, problem: PresetProblem) -> None:
    with pytest.raises(PresetError) as refused:
        ask(Reader(value))
    assert (refused.value.path, refused.value.problem) == (path, problem)


def test_good_values_are_read() -> None:
    reader = Reader({"d": "1.50", "n": 3, "t": "x", "f": False, "c": "RED", "l": [1], "e": None})
    assert (str(reader.decimal("d")), reader.integer("n"), reader.text("t")) == ("1.50", 3, "x")
    assert (reader.flag("f"), reader.choice("c", Colour), reader.has("e")) == (False, Colour.RED, False)
    assert reader.optional_decimal("e") is None
    assert reader.optional_decimal("d") == reader.decimal("d")
    assert [one.at("y") for one in Reader({"l": [{}, {}]}).items("l")] == ["l[0].y", "l[1].y"]


def test_a_spec_knows_whether_it_is_blank() -> None:
    assert specs_from([{**ENTRY, "required_blank": ["line"]}])["a.b"].blank
    assert not specs_from([{**ENTRY, "value": {"line": 1}, "required_blank": ["line"]}])["a.b"].blank
    assert not specs_from([ENTRY])["a.b"].blank
    assert value_at({"a": {"b": 1}}, "a.b") == 1
    assert value_at({"a": 1}, "a.b") is None


@pytest.mark.parametrize(
    "entries", [[{**ENTRY, "effective_from": "soon"}], [ENTRY, ENTRY], [{"key": "x"}], {}]
)
def test_a_malformed_file_is_refused(entries: Any) -> None:
    with pytest.raises(PresetError):
        specs_from(entries)


def test_a_filled_preset_has_all_that_is_required() -> None:
    parse = Filled.requiring("a", "b")
    assert parse({"a": 1, "b": 2, "c": None}).values == {"a": 1, "b": 2, "c": None}
    with pytest.raises(PresetBlank):
        parse({"a": 1, "b": None})


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"x": 1, "cap": None}, None),
        ({"x": 1, "caps": 2}, "caps"),
        ({"x": 1, "inner": {"y": 1, "typo": 2}}, "inner.typo"),
        ({"x": 1, "list": [{"z": 1}, {"z": 1, "zz": 2}]}, "list[1].zz"),
    ],
)
def test_a_misspelt_parameter_is_refused_and_not_ignored(value: dict[str, Any], path: str | None) -> None:
    def read(reader: Reader) -> int:
        reader.optional_decimal("cap")
        if reader.has("inner"):
            reader.child("inner").integer("y")
        if reader.has("list"):
            [one.integer("z") for one in reader.items("list")]
        return reader.integer("x")

    if path is None:
        assert parser(read)(value) == 1
    else:
        with pytest.raises(PresetError) as refused:
            parser(read)(value)
        assert (refused.value.path, refused.value.problem) == (path, PresetProblem.UNKNOWN)
