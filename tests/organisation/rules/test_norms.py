from decimal import Decimal

import pytest

from organisation.presets import PRESETS, shipped
from organisation.rules.norms import (
    NormStatus,
    ServicePointFacts,
    StaffingFacts,
    check,
    service_point,
    staffing,
)

POLICY = PRESETS["organisation.staffing"](shipped()["organisation.staffing"].value)
KEPT = {"heads": 1, "wealth_managers": 3, "lobby_managers": 1, "marketing_managers": 1, "other_managers": 1}


def test_a_branch_of_twenty_passes_on_the_line() -> None:
    report = staffing(StaffingFacts(total=20, noncash_tellers=1, certificates=2, **KEPT), POLICY)
    assert report.front_share_pct == Decimal(40)
    assert not report.warnings


def test_a_breach_warns_and_names_the_norm() -> None:
    report = staffing(StaffingFacts(total=20, certificates=1, **KEPT), POLICY)
    assert [one.code for one in report.warnings] == ["FRONT_SHARE", "CERTIFICATES"]


def test_an_outlet_without_people_has_no_share() -> None:
    report = staffing(StaffingFacts(total=0), POLICY)
    assert report.front_share_pct is None
    assert report.of("FRONT_SHARE").status is NormStatus.UNKNOWN


def test_both_bounds_are_included() -> None:
    low, high = Decimal(15), Decimal(20)
    statuses = [check("CALLS", calls, minimum=low, maximum=high).status for calls in (14, 15, 20, 21, None)]
    assert statuses == ["WARN", "OK", "OK", "WARN", "UNKNOWN"]


PREMISES = PRESETS["organisation.service_point"](shipped()["organisation.service_point"].value)


@pytest.mark.parametrize(
    ("vip", "rooms", "outage", "states"),
    [
        ("200", 2, "2", ["OK", "OK", "OK"]),
        ("199.99", 2, "2.01", ["WARN", "OK", "WARN"]),
        ("0", 1, None, ["WARN", "WARN", "UNKNOWN"]),
    ],
)
def test_the_premises_of_an_outlet_of_500_square_metres(
    vip: str, rooms: int, outage: str | None, states: list[str]
) -> None:
    facts = ServicePointFacts(Decimal(500), Decimal(vip), rooms, Decimal(outage) if outage else None)
    assert [one.status for one in service_point(facts, PREMISES)] == states
