"""The work of the demonstration: played on a loaded bank through the actions, once, in every state that pages show."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bankcrm.demo.bank import generate
from bankcrm.demo.work.play import SCENES, play
from bankcrm.demo.work.stage import NothingLoaded
from bankcrm.nightly import run_drops
from customers.choices import AlertStatus, HouseholdStatus, ProspectStatus, ReferralStatus
from customers.models import (
    Alert,
    Custody,
    Document,
    Handover,
    Household,
    Prospect,
    Referral,
    Retention,
    RetentionCheck,
    TargetEntry,
)
from organisation import audit
from organisation.models import Branch, ServicePoint
from organisation.queries.people import staffing_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
WHY = "read back by a test"
CLOCK = datetime(2026, 11, 22, 3, tzinfo=UTC)


def states(model: Any, field: str) -> Counter[str]:
    return Counter(model.objects.unscoped(WHY).order_by().values_list(field, flat=True))


def test_without_a_bank_nothing_is_played() -> None:
    with pytest.raises(NothingLoaded):
        play(clock=CLOCK)


def test_the_work_is_played_once_and_whole(tmp_path: Path) -> None:
    drops = generate(tmp_path / "drops", customers=400, months=4, days=1).folders
    assert [one.ok for one in run_drops(drops[:-1], by=None, at=CLOCK)] == [True] * (len(drops) - 1)
    assert play(clock=CLOCK) == [scene.name for scene in SCENES]
    seen = {
        model: states(model, "pk").total()
        for model in (Referral, Prospect, Alert, Retention, Handover, Household, Document, TargetEntry)
    }
    assert set(states(Referral, "status")) == set(ReferralStatus) - {
        ReferralStatus.CREATED,
        ReferralStatus.FAILED_FIRST,
    }
    assert set(states(Prospect, "status")) == set(ProspectStatus)
    assert {AlertStatus.OPEN, AlertStatus.DONE, AlertStatus.DISMISSED} <= set(states(Alert, "status"))
    assert states(Handover, "status") == {"COMPLETED": 1, "OFFERED": 1}
    assert set(states(RetentionCheck, "days")) == {30}
    assert states(Custody, "source") == {"HEAD": 1}
    assert set(states(Household, "status")) == set(HouseholdStatus) - {HouseholdStatus.DISSOLVED}
    outlets = list(Branch.objects.unscoped(WHY).filter(level="OUTLET").order_by("branch_no"))
    staffed = staffing_of([outlet.pk for outlet in outlets], date(2026, 11, 20))
    short = [bool(staffed[outlet.pk].warnings) for outlet in outlets]
    assert short == [False] * (len(outlets) - 1) + [True]
    points = ServicePoint.objects.unscoped(WHY).order_by("branch__branch_no")
    roomy = [point.vip_area / point.floor_area >= Decimal("0.4") for point in points]
    assert roomy == [True] * (len(outlets) - 1) + [False]
    assert audit.verify().intact
    assert play(clock=CLOCK) == []
    assert {model: states(model, "pk").total() for model in seen} == seen
    assert run_drops(drops[-1:], by=None, at=CLOCK)[0].ok
