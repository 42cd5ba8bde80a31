"""What a night consists of, and how a run of it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from organisation.choices import RunStatus
from organisation.models import NightlyRun, NightlyStep
from organisation.nightly.specs import TableSpec
from organisation.nightly.steps import Step

Report = Callable[[NightlyStep], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the night and the functions that do it, one app after the other."""

    name: str
    parts: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of a drop ended."""

    drop: Path
    status: RunStatus
    sentence: str = ""
    run: NightlyRun | None = None

    @property
    def ok(self) -> bool:
        return self.status in (RunStatus.PUBLISHED, RunStatus.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the night consists of: the tables of the contract in order, the steps after validation in order, and
    what a fresh database needs first (called with the time as `at`)."""

    specs: Mapping[str, TableSpec]
    stages: tuple[Stage, ...]
    prepare: Callable[..., object]
