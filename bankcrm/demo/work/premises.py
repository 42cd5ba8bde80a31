"""The premises: each head measured the outlet once; the last outlet is short of floor for premium customers."""

from __future__ import annotations

from decimal import Decimal

from bankcrm.demo.work.stage import Outlet, Stage
from organisation.actions.service_points import record
from organisation.concurrency import Opened

AGO = 20
ENOUGH, SHORT = Decimal("0.45"), Decimal("0.30")  # of the floor; for the demonstration alone


def play(stage: Stage) -> None:
    for outlet in stage.outlets:
        _measure(stage, outlet, SHORT if outlet is stage.outlets[-1] else ENOUGH)


def _measure(stage: Stage, outlet: Outlet, share: Decimal) -> None:
    rng = stage.rng(f"premises:{outlet.branch.branch_no}")
    floor = Decimal(rng.randrange(260, 520))
    values = {
        "floor_area": floor,
        "vip_area": (floor * share).quantize(Decimal("0.01")),
        "vip_rooms": rng.randrange(2, 5),
        "outage_hours": Decimal(rng.randrange(0, 4)) / 2,
    }
    record(
        branch=outlet.branch,
        opened=Opened(0, dict.fromkeys(values, "")),
        values=values,
        by=outlet.head,
        at=stage.at(AGO, 16),
    )
