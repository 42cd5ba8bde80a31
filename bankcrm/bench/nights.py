"""Our load and our night against COPY and plain SQL for the same drops, answer by answer equal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from django.utils import timezone

from bankcrm import nightly
from bankcrm.bench import bare, timing
from bankcrm.bench.readers import BenchFailed
from bankcrm.bench.report import Finding, ratio, seconds
from bankcrm.preparation import prepare
from customers.rules.tiering import TierPolicy
from organisation.choices import RunStatus
from organisation.models import NightlyRun
from organisation.nightly import staging
from organisation.nightly.refusal import Refused
from organisation.nightly.run import Plan, Stage, run_drop
from organisation.nightly.steps import Night, StepResult
from organisation.policies import policy_as_of
from organisation.queries import published

LOAD, NIGHT = 1.5, 1.5
NOT_IN_THE_SCRIPT = ("flags", "scores")
STOPPED = "presets"  # a refusal that ends a run after the steps that are measured


@dataclass(slots=True)
class Nights:
    """Seconds of each night on both sides, and of each of our steps."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    steps: dict[str, list[float]] = field(default_factory=dict)


def load_bank(drops: Sequence[Path], rounds: int) -> tuple[Nights, Nights]:
    """Take every drop on both sides, the last `rounds` of them as measured nights of one day each.

    Returns the first night, which takes the whole bank, and the measured ones. BenchFailed when the sides do
    not agree to the cent after a night.
    """
    bare.begin()
    first, daily = Nights(), Nights()
    for number, drop in enumerate(drops):
        measured = number >= len(drops) - rounds
        kept = first if number == 0 else daily if measured else Nights()
        _both(drop, kept, ours_first=number % 2 == 0)
    return first, daily


def _both(drop: Path, kept: Nights, *, ours_first: bool) -> None:
    ways: dict[str, Callable[[], object]] = {"ours": partial(_ours, drop), "bare": partial(_bare, drop)}
    prepare(at=timezone.now())
    for name in ways if ours_first else reversed(ways):
        getattr(kept, name).append(timing.clock(ways[name]))
    for step in NightlyRun.objects.latest("pk").steps.all():
        kept.steps.setdefault(step.name, []).append(float(step.seconds))
    night = published()
    wrong = bare.differences(night.run_id) if night else 0
    if wrong:
        raise BenchFailed(f"{wrong} customers differ from plain SQL after the drop {drop.name}")


def _ours(drop: Path) -> None:
    for outcome in nightly.run_drops([drop], by=None, at=timezone.now()):
        if outcome.status != RunStatus.PUBLISHED:
            raise BenchFailed(f"the night of {drop.name} ended {outcome.status}: {outcome.sentence}")


def _bare(drop: Path) -> None:
    day = date.fromisoformat(json.loads((drop / "manifest.json").read_text())["as_of"])
    policy: TierPolicy = policy_as_of("customers.tiering", day)[0]
    bare.night(drop, nightly.TABLES, day, policy)


def night_findings(first: Nights, daily: Nights, drops: Sequence[Path]) -> list[Finding]:
    """The first load, the nights, and where a night's time goes."""
    whole = bare.rows_of(drops[0], nightly.TABLES)
    changed = [bare.rows_of(drop, nightly.TABLES) for drop in drops[-len(daily.ours) :]]
    extra = [sum(one) for one in zip(*(daily.steps[name] for name in NOT_IN_THE_SCRIPT), strict=True)]
    same = [whole_night - more for whole_night, more in zip(daily.ours, extra, strict=True)]
    found = [
        ratio("first night, the whole bank", first.ours, first.bare, note=f"{whole} rows"),
        ratio("a night", daily.ours, daily.bare, NIGHT, note=f"{round(median(changed))} rows"),
        ratio("a night without flags and scores", same, daily.bare, NIGHT, note="as the script has it"),
    ]
    total = median(daily.ours)
    for name, taken in daily.steps.items():
        share = timing.spread([median(taken) / total])
        found.append(Finding(f"  of it {name}", share, ours=seconds(timing.spread(taken))))
    return found


def load_findings(full: Path, folder: Path, rounds: int) -> list[Finding]:
    """Stage and validate the balances of the full drop, and the whole of it, against COPY of the same files."""
    balances = only(full, "balances", folder / "balances-only")
    found = []
    for what, drop, goal in (("balances", balances, LOAD), ("the whole drop", full, None)):
        ways: dict[str, Callable[[], object]] = {
            "ours": partial(_stage, drop),
            "bare": partial(bare.copy_drop, drop, nightly.TABLES),
        }
        for work in ways.values():
            work()
        taken = timing.interleaved(ways, rounds)
        rows = bare.rows_of(drop, nightly.TABLES)
        rate = rows / median(taken["ours"])
        note = f"{rows} rows, {rate:,.0f} a second"
        found.append(ratio(f"load {what}: verify, stage, validate", taken["ours"], taken["bare"], goal, note))
    return found


def only(drop: Path, table: str, folder: Path) -> Path:
    """A drop of one table of another drop, with another fingerprint so that it is not known yet."""
    folder.mkdir(parents=True)
    sent = json.loads((drop / "manifest.json").read_text())
    sent["files"] = [entry for entry in sent["files"] if entry["name"] == f"{table}.csv"]
    shutil.copy(drop / f"{table}.csv", folder)
    (folder / "manifest.json").write_text(json.dumps(sent))
    return folder


def _halt(night: Night) -> StepResult:
    raise Refused(STOPPED, detail="measured up to here")


def _stage(drop: Path) -> None:
    """Run a drop as far as its validated staging tables."""
    _run_until(drop, (), "validate")


def until_applied(drop: Path) -> None:
    """Run a drop as far as its rows are written, and undo that."""
    _run_until(drop, nightly.STEPS[:1], "apply")


def _run_until(drop: Path, stages: tuple[Stage, ...], last: str) -> None:
    staging.prepare()
    staging.forget()
    manifest = drop / "manifest.json"
    manifest.write_text(manifest.read_text() + "\n")  # a drop that was published is told by its manifest
    plan = Plan(nightly.TABLES, (*stages, Stage("halt", (_halt,))), prepare)
    outcome = run_drop(drop, plan, by=None, at=timezone.now())
    if outcome.run is None or not outcome.run.steps.filter(name=last, status="DONE").exists():
        raise BenchFailed(f"the drop {drop.name} did not come to the end of {last}: {outcome.sentence}")
