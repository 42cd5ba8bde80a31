"""Asking the worker for a run, by the name of the task, since the roof that owns it is above."""

from celery import current_app

SWEEP = "bankcrm.tasks.sweep_drops"


def sweep_soon() -> None:
    """Have the drop folder looked through now rather than at the next beat. The ledger is the record; a lost
    message costs at most the time to the next beat."""
    current_app.send_task(SWEEP)
