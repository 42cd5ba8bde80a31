"""Asking the worker for a run, by the name of the task, since the roof that owns it is above."""

from celery import current_app
from kombu.exceptions import OperationalError

SWEEP = "bankcrm.tasks.sweep_drops"
SECONDS = 2.0  # to reach the broker: a person waits for the answer


def sweep_soon() -> bool:
    """Have the drop folder looked through now rather than at the next beat; False when nobody could be asked."""
    return ask(SWEEP)


def ask(task: str) -> bool:
    """Have a task of the roof run now rather than at its next beat; False when nobody could be asked.

    What is due stands in the database; a lost message costs at most the time to the next beat.
    """
    options = {
        **current_app.conf.broker_transport_options,
        "max_retries": 1,
        "socket_connect_timeout": SECONDS,
    }
    try:
        with current_app.connection_for_write(transport_options=options) as broker:
            current_app.send_task(task, retry=False, connection=broker)
    except OperationalError:
        return False
    return True
