"""People who left by this night's extract: their handover is opened, so that no customer is forgotten."""

from __future__ import annotations

from customers.actions.handover_sweeps import open_for_leavers
from organisation.nightly.steps import Night, StepResult


def run(night: Night) -> StepResult:
    """Open a handover for everybody who is out of service on the business date and still looks after customers."""
    opened = open_for_leavers(night.at, on=night.business_date, run_id=night.run_id)
    return StepResult(rows_in=opened, rows_applied=opened, detail={"handovers": opened})
