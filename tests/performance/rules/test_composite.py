from dataclasses import replace
from decimal import Decimal

import pytest

from performance.presets import PRESETS, shipped
from performance.rules.composite import CompositeFacts, composite

POLICY = PRESETS["performance.composite"](shipped()["performance.composite"].value)
FACTS = CompositeFacts(
    reports_submitted=4,
    reports_returned=1,
    file_gaps=3,
    visits_missed=2,
    visit_records_missing=1,
    statements_done=4,
    statements_late=1,
    temp_tasks=1,
    entry_late=1,
)


def test_the_worked_example() -> None:
    card = composite(FACTS, POLICY)
    assert [card.points(code) for code in ("QUALITY", "FILES", "VISITS", "RISK")] == [
        3,
        Decimal("8.5"),
        12,
        5,
    ]
    assert card.raw == card.payable == Decimal("34.5")


@pytest.mark.parametrize(("overdue", "raw", "payable"), [(1, "4.5", "4.5"), (2, "-25.5", "0")])
def test_the_risk_item_may_eat_the_total(overdue: int, raw: str, payable: str) -> None:
    card = composite(replace(FACTS, overdue=overdue), POLICY)
    assert (card.raw, card.payable) == (Decimal(raw), Decimal(payable))


@pytest.mark.parametrize(
    ("change", "code", "points", "reason"),
    [
        ({"reports_returned": 2}, "QUALITY", 0, "RETURNED_SHARE"),
        ({"reports_submitted": 7, "reports_returned": 3}, "QUALITY", 0, ""),
        ({"reports_submitted": 0, "reports_returned": 0}, "QUALITY", 5, ""),
        ({"false_material": True}, "QUALITY", 0, "FALSE_MATERIAL"),
        ({"file_gaps": 99}, "FILES", 0, ""),
        ({"visits_missed": 99}, "VISITS", 0, ""),
        ({"event_unreported": True, "bonus": Decimal(5)}, "VISITS", 0, "EVENT_UNREPORTED"),
        ({"bonus": Decimal(40)}, "VISITS", 42, ""),
        ({"entry_owner": True, "important_entries_late": 3}, "ENTRY_OWNER", 9, ""),
        ({"entry_owner": True, "important_entries_late": 9}, "ENTRY_OWNER", 0, ""),
        ({"classification_owner": True, "classification_criticised": 1}, "CLASSIFICATION", 15, ""),
        ({"classification_late": 2, "classification_errors": 3}, "CLASSIFICATION", Decimal("-3.5"), ""),
        ({"entry_omitted": 2}, "ENTRY_OMITTED", -10, ""),
    ],
)
def test_what_decides_an_item(change: dict[str, object], code: str, points: Decimal, reason: str) -> None:
    card = composite(replace(FACTS, **change), POLICY)  # type: ignore[arg-type]
    line = next(one for one in card.lines if one.code == code)
    assert (line.points, line.reason) == (points, reason)
