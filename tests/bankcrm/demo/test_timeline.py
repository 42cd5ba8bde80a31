"""How a history is cut into drops."""

from datetime import date, timedelta

import pytest

from bankcrm.demo.timeline import Timeline


def cuts(timeline: Timeline) -> list[tuple[str, str]]:
    return [(timeline.text(drop.start), timeline.text(drop.end)) for drop in timeline.drops]


@pytest.mark.parametrize("offset", range(0, 62, 5))
@pytest.mark.parametrize(("months", "days"), [(1, 0), (1, 3), (3, 12), (14, 5)])
def test_drops_cover_every_day_once_and_in_order(offset: int, months: int, days: int) -> None:
    timeline = Timeline(date(2026, 1, 1) + timedelta(days=offset), months=months, days=days)
    covered = [day for drop in timeline.drops for day in range(drop.start, drop.end + 1)]
    assert covered == list(range(timeline.length))
    assert [drop.kind for drop in timeline.drops] == ["full"] + ["delta"] * (len(timeline.drops) - 1)
    assert timeline.text(timeline.last) == timeline.as_of.isoformat()


def test_a_mondays_drop_covers_the_weekend_before() -> None:
    timeline = Timeline(date(2026, 11, 24), months=1, days=3)
    assert cuts(timeline) == [
        ("2026-10-01", "2026-10-31"),
        ("2026-11-01", "2026-11-19"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-23"),
        ("2026-11-24", "2026-11-24"),
    ]


def test_a_last_day_in_january_counts_months_over_the_new_year() -> None:
    timeline = Timeline(date(2026, 1, 30), months=2, days=1)
    assert [month.period for month in timeline.months] == ["2025-11", "2025-12", "2026-01"]
    assert cuts(timeline) == [
        ("2025-11-01", "2025-11-30"),
        ("2025-12-01", "2025-12-31"),
        ("2026-01-01", "2026-01-29"),
        ("2026-01-30", "2026-01-30"),
    ]
