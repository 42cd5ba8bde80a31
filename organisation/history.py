"""Row history kept by database triggers, so that COPY, bulk writes and hand-made SQL are seen too."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Keep every inserted, changed and deleted version of the model's rows, but for the excluded columns.

    The triggers run once per statement, not per row: a night writes a million rows in one statement."""
    level = pgtrigger.Statement
    events = (
        pghistory.InsertEvent(level=level),
        pghistory.UpdateEvent(level=level),
        pghistory.DeleteEvent(level=level),
    )
    return pghistory.track(*events, exclude=list(exclude))
