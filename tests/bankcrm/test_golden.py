"""The command that people run on their own files of golden cases."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

CASE: dict[str, Any] = {
    "id": "H1",
    "fn": "branch_head_kpi",
    "in": {"deposit_growth_pct": "34.7", "interest_collection_pct": "99.8"},
    "out": {"whole_step": {"deposit": "48", "collection": "26"}},
}


def run(tmp_path: Path, cases: Any, meta: Any = None) -> tuple[list[str], int]:
    """The lines that the command writes about the cases, and its exit code."""
    path = tmp_path / "cases.yaml"
    path.write_text(yaml.safe_dump({"meta": meta or {}, "cases": cases}, sort_keys=False), encoding="utf-8")
    return run_file(path)


def run_file(path: Path) -> tuple[list[str], int]:
    out, code = StringIO(), 0
    try:
        call_command("golden", str(path), stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return out.getvalue().splitlines(), code


def test_passing_cases(tmp_path: Path) -> None:
    assert run(tmp_path, [CASE]) == (["H1 passed", "1 passed, 0 failed"], 0)


def test_a_wrong_figure_names_its_path(tmp_path: Path) -> None:
    wrong = {**CASE, "out": {"whole_step": {"deposit": "47", "collection": "25"}}}
    lines, code = run(tmp_path, [CASE, wrong])
    assert lines == [
        "H1 passed",
        "H1 FAILED: out.whole_step.deposit: expected 47, got 48 (and 1 more)",
        "1 passed, 1 failed",
    ]
    assert code == 1


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"fn": "unheard_of"}, "fn: unknown function 'unheard_of'"),
        ({"in": {"moon_phase": 1}}, "in.moon_phase: unknown key"),
        ({"out": {"moon_phase": 1}}, "out.moon_phase: expected 1, got nothing: unknown key"),
        ({"out": {}}, "out: nothing is expected"),
        ({"in": None}, "in: a mapping was expected"),
        ({"in": {"npl_pct": "much"}}, "in: 'much' is not a decimal"),
        ({"out": {"deposit": None}}, "out.deposit: expected null, got 48"),
        ({"out": {"deposit": True}}, "out.deposit: expected True, got 48"),
        ({"out": {"deposit": "many"}}, "out.deposit: expected many, got 48"),
        ({"out": {"deposit": ["48"]}}, "out.deposit: expected ['48'], got 48"),
        ({"out": {"deposit": {"x": 1}}}, "out.deposit: expected {'x': 1}, got 48"),
        ({"out": {"deposit": "NaN"}}, "out.deposit: expected NaN, got 48"),
        ({"out": {"npl": "0"}}, "out.npl: expected 0, got null"),
        (
            {
                "fn": "deposit_three_months",
                "in": {"base": "1", "series": 7},
                "out": {"triggered_at_month": []},
            },
            "in: TypeError: 'int' object is not iterable",
        ),
        (
            {"fn": "hr_dates", "in": {"last_review": "2025-02-30"}, "out": {"review_due": "x"}},
            "in: ValueError: day is out of range for month",
        ),
        (
            {
                "fn": "tiering",
                "in": {"path": {"start": "GOLD", "monthly": []}},
                "out": {"effective": ["GOLD"]},
            },
            "out.effective: expected 1 entries, got 0",
        ),
    ],
)
def test_whatever_is_wrong_is_one_line_of_its_case(tmp_path: Path, change: dict[str, Any], line: str) -> None:
    assert run(tmp_path, [{**CASE, **change}, CASE]) == (
        [f"H1 FAILED: {line}", "H1 passed", "1 passed, 1 failed"],
        1,
    )


@pytest.mark.parametrize(
    "meta", [{"bounds": "upper"}, {"step_mode_default": "half"}, {"rounding": "EVEN"}, {"day_count": "x"}]
)
def test_a_reading_that_is_not_known_fails_the_cases(tmp_path: Path, meta: dict[str, str]) -> None:
    (key, value), (lines, code) = next(iter(meta.items())), run(tmp_path, [CASE], meta)
    assert lines[0].startswith(f"H1 FAILED: meta.{key}: unknown value '{value}'")
    assert code == 1


def test_the_file_decides_bounds_steps_and_floor(tmp_path: Path) -> None:
    eva = {"stock_eva": "100", "r1": "1", "r2": "1", "deposit_avg": "1", "loan_avg": "10"}
    ratios = {"dl_base": "0.25", "dl_peer": "0.2", "ror_base": "10", "ror_peer": "10"}
    cases = [
        {
            "id": "bounds",
            "fn": "action_bounds",
            "in": {
                "manager": [["85.00", "99.0", False, 0], ["70.00", "99", False, 0]],
                "branch_head_years": [[["90", "10", "100"]], [["91", "10", "90"]]],
            },
            "out": {
                "manager": ["PROPOSE_DEMOTION", "PROPOSE_DISMISSAL"],
                "branch_head_last": ["PROPOSE_DEMOTION", "PROPOSE_DEMOTION"],
            },
        },
        {
            "id": "bands",
            "fn": "band_tables",
            "in": {"npl_pct": ["1.00", "5.00"], "customer_size_wan": [["300", "0"], ["800", "1000.01"]]},
            "out": {"npl_points": ["20", "10"], "required_grade": ["JUNIOR", "SENIOR"]},
        },
        {"id": "steps", "fn": CASE["fn"], "in": CASE["in"], "out": {"deposit": "49.4"}},
        {"id": "list", "fn": "branch_head_kpi_list", "in": [CASE["in"]], "out": [{"deposit": "49.4"}]},
        {"id": "floor", "fn": "eva_pay", "in": eva | ratios, "out": {"k1": "-0.5"}},
    ]
    meta = {"bounds": "civil_code", "step_mode_default": "linear", "k_floor": None}
    lines, code = run(tmp_path, cases, meta)
    assert lines[-1] == "5 passed, 0 failed", lines
    assert code == 0


def test_a_case_without_a_name_is_counted(tmp_path: Path) -> None:
    lines, _ = run(tmp_path, [{**CASE, "id": None}, "not a case"])
    assert lines == ["case 1 passed", "case 2 FAILED: a mapping was expected", "1 passed, 1 failed"]


@pytest.mark.parametrize("text", ["cases: [", "- 1", "cases: 3", "cases: [.inf]", "\ufeffmeta: {}"])
def test_a_file_that_cannot_be_read_fails(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    lines, code = run_file(path)
    assert lines[-1] == "0 passed, 1 failed"
    assert code == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    lines, code = run_file(tmp_path / "nowhere.yaml")
    assert lines[0].startswith(str(tmp_path / "nowhere.yaml"))
    assert (lines[-1], code) == ("0 passed, 1 failed", 1)


def test_bare_numbers_in_a_file_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text(
        "cases:\n- id: F\n  fn: branch_head_kpi\n"
        "  in: {interest_collection_pct: 99.8}\n  out: {collection: 26.0}\n",
        encoding="utf-8",
    )
    assert run_file(path) == (["F passed", "1 passed, 0 failed"], 0)


def test_no_database_is_touched(tmp_path: Path) -> None:
    """Without the database fixture any query of this test would be refused."""
    assert run(tmp_path, [CASE])[1] == 0
