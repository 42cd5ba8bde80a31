from decimal import Decimal

import pytest

from organisation.rules.presets import PresetError
from services.choices import Norm
from services.presets import PRESETS, shipped
from services.rules.norms import WealthManagerDay, log_review, marketing_week, wealth_manager_day

VALUE = shipped()["services.norms"].value
POLICY = PRESETS["services.norms"](VALUE)


def statuses(**day: int) -> dict[str, str]:
    return {str(one.code): one.status.value for one in wealth_manager_day(WealthManagerDay(**day), POLICY)}


def test_a_day_within_the_norms_but_for_a_long_reception() -> None:
    found = statuses(calls=17, visits=6, work_minutes=480, contact_minutes=250, longest_walk_in_minutes=12)
    assert found == {"CALLS": "OK", "VISITS": "OK", "CONTACT": "OK", "RECEPTION": "WARN"}


@pytest.mark.parametrize(("calls", "status"), [(14, "WARN"), (15, "OK"), (20, "OK"), (21, "WARN")])
def test_both_ends_of_the_norm_are_kept(calls: int, status: str) -> None:
    assert statuses(calls=calls)["CALLS"] == status


def test_what_was_not_recorded_is_not_a_breach() -> None:
    assert set(statuses().values()) == {"UNKNOWN"}
    assert statuses(work_minutes=0, contact_minutes=0)["CONTACT"] == "UNKNOWN"


def test_a_week_in_the_field() -> None:
    week = marketing_week(2400, 1900, POLICY)
    assert (week.code, week.status.value, week.ok) == (Norm.FIELD, "WARN", False)
    assert marketing_week(2400, 1920, POLICY).ok


def test_a_review_of_logs() -> None:
    inspected, annotated = log_review(45, 36, 22, POLICY)
    assert (inspected.ok, inspected.actual) == (True, Decimal(80))
    assert not annotated.ok


def test_a_norm_whose_ends_are_crossed_is_refused() -> None:
    with pytest.raises(PresetError):
        PRESETS["services.norms"]({**VALUE, "calls_max": 14})
