from datetime import date

from performance.presets import PRESETS, shipped
from performance.rules.leaving import leaving_dates

VALUE = shipped()["performance.leaving"].value
POLICY = PRESETS["performance.leaving"](VALUE)
NOTICE = date(2026, 3, 2)


def test_hand_over_with_the_notice_and_exit_by_law() -> None:
    found = leaving_dates(NOTICE, POLICY)
    assert (found.handover_due, found.earliest_exit) == (date(2026, 3, 9), date(2026, 4, 1))


def test_in_probation_three_days_are_enough() -> None:
    assert leaving_dates(NOTICE, POLICY, in_probation=True).earliest_exit == date(2026, 3, 5)


def test_the_bank_may_count_from_the_end_of_the_notice() -> None:
    late = PRESETS["performance.leaving"]({**VALUE, "anchor": "TERMINATION"})
    assert leaving_dates(NOTICE, late).handover_due == date(2026, 3, 16)
