"""Running one drop through the night: verify, stage, validate, then everything else in one transaction.

What is before the transaction changes no table that anybody reads; what is in it is undone as a whole. So a run
may die anywhere, and the next one of the same drop goes on from what was staged or begins again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from organisation import night_words
from organisation.choices import RunStatus, StepStatus
from organisation.models import NightlyRun, NightlyStep, Publication, Staff
from organisation.nightly import faults, ledger, manifest, publishing, rejects, staging, validation
from organisation.nightly.manifest import Entry, Manifest
from organisation.nightly.plan import Outcome, Plan, Report, Stage
from organisation.nightly.refusal import Refused
from organisation.nightly.steps import Night, StepResult
from organisation.policies import PresetMissing, policy_as_of
from organisation.rules.imports import too_many_rejects
from organisation.rules.presets import PresetError

logger = logging.getLogger(__name__)
IMPORTS = "organisation.imports"


def run_drop(
    drop: Path, plan: Plan, *, by: Staff | None, at: datetime, report: Report | None = None
) -> Outcome:
    """Run one drop. AlreadyRunning is raised; every other end is an Outcome and stands in the ledger."""
    faults.refuse_in_production()
    with ledger.the_night() as still_held:
        plan.prepare(at=at)
        run = ledger.open_run(drop=str(drop), by=by, at=at)
        attempt = _Attempt(drop, plan, run, by, at, report, still_held)
        try:
            with ledger.heart(run):
                status = attempt.go()
        except Refused as refused:
            message = night_words.pack(refused.code, refused.params)
            attempt.stop(StepStatus.REFUSED, {"code": refused.code})
            ledger.close_run(run, RunStatus.REFUSED, message=message)
            _tidy(plan, published=False)
            return Outcome(drop, RunStatus.REFUSED, str(refused), run)
        except Exception as error:
            logger.exception("the night failed in step %s", attempt.step)
            params = {"step": attempt.step, "detail": type(error).__name__}
            attempt.stop(StepStatus.FAILED, params)
            ledger.close_run(run, RunStatus.FAILED, message=night_words.pack("failed", params))
            return Outcome(drop, RunStatus.FAILED, night_words.refusal_sentence("failed", params), run)
        except BaseException:
            attempt.stop(StepStatus.FAILED, {})
            ledger.close_run(run, RunStatus.FAILED, message=night_words.pack("ended", {}))
            raise
        ledger.close_run(run, status)
        if status == RunStatus.PUBLISHED:
            _tidy(plan, published=True)
        return Outcome(drop, status, "", run)


def _tidy(plan: Plan, *, published: bool) -> None:
    """Nothing of customers stays in staging. A failure here changes nothing that anybody reads; the next run tidies
    again."""
    try:
        staging.clear(plan.specs)
        if published:
            publishing.drop_old_results()
    except DatabaseError:
        logger.exception("the run is over, but its staging or older results could not be removed")


@dataclass
class _Attempt:
    """One run in the making."""

    drop: Path
    plan: Plan
    run: NightlyRun
    by: Staff | None
    at: datetime
    report: Report | None
    still_held: Callable[[], None]
    step: str = ""
    _line: ledger.Line | None = None
    _position: int = 0
    _manifest: Manifest = field(init=False)

    def go(self) -> RunStatus:
        if not self._verify():
            return RunStatus.UNCHANGED
        staged = self._marked("stage", self._stage)
        self._remark(staged)
        found = self._marked("validate", lambda _line: self._validate(staged))
        self._hold_limit(staged, found)
        night = self._night()
        with transaction.atomic():
            for stage in self.plan.stages:
                self._do(stage, night)
            self._open("publish")
            self.still_held()
            result = publishing.publish(night, self.by)
            faults.reach("publish", "middle")
        faults.reach("publish", "end")
        self._close(result)
        return RunStatus.PUBLISHED

    def _open(self, name: str) -> ledger.Line:
        self.step, self._position = name, self._position + 1
        self._line = ledger.Line(self.run, self._position, name)
        faults.reach(name, "begin")
        return self._line

    def _close(self, result: StepResult) -> None:
        assert self._line is not None
        self._told(self._line.done(result))

    def _told(self, step: NightlyStep) -> None:
        """The line is written: whoever watches the night hears of it."""
        self._line = None
        if self.report is not None:
            self.report(step)

    def stop(self, status: StepStatus, params: Mapping[str, Any]) -> None:
        """End the open line of the ledger with what stopped it."""
        if self._line is not None:
            self._told(self._line.ended(status, params))

    def _verify(self) -> bool:
        """Whether there is anything to do."""
        self._open("verify")
        self._manifest = sent = manifest.read(self.drop, self.plan.specs)
        ledger.update_run(
            self.run,
            fingerprint=sent.fingerprint,
            kind=sent.kind,
            covers_from=sent.covers_from,
            as_of=sent.as_of,
        )
        earlier = ledger.was_published(sent.fingerprint)
        if earlier:
            ledger.update_run(self.run, business_date=earlier.business_date)
        else:
            manifest.check_files(sent)
            for entry in sent.entries:
                if not entry.table:
                    ledger.note(self.run, "unknown_table", file=entry.name)
            for name in sent.unlisted():
                ledger.note(self.run, "unlisted_file", file=name)
        self._close(StepResult(detail={"files": len(sent.entries)}))
        return earlier is None

    def _marked(
        self, name: str, work: Callable[[ledger.Line], tuple[StepResult, dict[str, Any]]]
    ) -> dict[str, Any]:
        """Do a step whose result is kept in the staging schema, or take the result that an earlier run of this
        drop has left there."""
        line = self._open(name)
        staging.prepare()
        kept = staging.marked(name, self._manifest.fingerprint)
        if kept is not None:
            by_run, result, found = kept
            ledger.note(self.run, "resumed", step=name, run=by_run)
        else:
            with transaction.atomic():
                result, found = work(line)
                staging.mark(name, self._manifest.fingerprint, self.run.pk, result, found)
            faults.reach(name, "end")
        self._close(result)
        return found

    def _stage(self, line: ledger.Line) -> tuple[StepResult, dict[str, Any]]:
        staging.forget()
        staged: dict[str, Any] = {}
        for entry in self._entries():
            one = staging.stage_file(entry, self.plan.specs[entry.table], line.progress)
            staged[entry.table] = one.as_dict()
            faults.reach("stage", "middle")
        rows = sum(one["rows"] for one in staged.values())
        return StepResult(
            rows, rows, 0, {"files": {one["file"]: one["rows"] for one in staged.values()}}
        ), staged

    def _entries(self) -> list[Entry]:
        """The files to stage, in the order of the contract."""
        order = list(self.plan.specs)
        return sorted(self._manifest.known(), key=lambda entry: order.index(entry.table))

    def _remark(self, staged: Mapping[str, Any]) -> None:
        """What a person should know about the files as they were read."""
        for one in staged.values():
            for column in one["unknown"]:
                ledger.note(self.run, "unknown_column", file=one["file"], column=column)
            for column in one["missing"]:
                ledger.note(self.run, "missing_column", file=one["file"], column=column)
            if one["charset"] != "utf-8":
                ledger.note(self.run, "gb18030", file=one["file"])
            if one["blank"]:
                ledger.note(self.run, "blank_lines", file=one["file"], count=one["blank"])

    def _validate(self, staged: Mapping[str, Any]) -> tuple[StepResult, dict[str, Any]]:
        validation.begin()
        here = frozenset(staged)
        found: dict[str, Any] = {}
        for table, one in staged.items():
            spec = self.plan.specs[table]
            as_of = self._manifest.as_of
            counted = validation.validate(spec, self.plan.specs, here, as_of, staging.Staged(**one))
            absent = validation.absent(spec) if self._manifest.kind == "full" else 0
            found[table] = {**counted.as_dict(), "absent": absent, "reasons": {}}
            faults.reach("validate", "middle")
        for table, reasons in rejects.counts().items():
            found[table]["reasons"] = reasons
        detail = {staged[table]["file"]: one for table, one in found.items()}
        return (
            StepResult(
                rows_in=sum(one["rows"] for one in staged.values()),
                rows_applied=sum(one["valid"] for one in found.values()),
                rows_rejected=sum(one["rejected"] for one in found.values()),
                detail={"files": detail, "duplicates": sum(one["duplicates"] for one in found.values())},
            ),
            found,
        )

    def _hold_limit(self, staged: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        """Keep the rejects in the ledger; refuse the drop when a file has more of them than the preset allows."""
        files = {table: one["file"] for table, one in staged.items()}
        bad = {table: file for table, file in files.items() if found[table]["rejected"]}
        rejects.keep(self.run.pk, bad, self.plan.specs, using=ledger.ALIAS)
        for table, one in found.items():
            if one["rejected"] > validation.KEPT:
                ledger.note(
                    self.run, "more_rejects", file=files[table], count=one["rejected"], kept=validation.KEPT
                )
            if one["absent"]:
                ledger.note(self.run, "absent_rows", table=table, count=one["absent"])
        if not bad:
            return
        try:
            policy, _version = policy_as_of(IMPORTS, self._manifest.as_of)
        except (PresetMissing, PresetError) as error:
            raise Refused("presets", detail=str(error)) from None
        for table in bad:
            rejected, rows = found[table]["rejected"], staged[table]["rows"]
            if too_many_rejects(rejected, rows, policy):
                limit = str(policy.reject_limit_pct)
                raise Refused(
                    "too_many_rejects", file=files[table], rejected=rejected, rows=rows, limit=limit
                )

    def _night(self) -> Night:
        shown = Publication.objects.order_by("-pk").values_list("business_date", flat=True).first()
        sent = self._manifest
        business_date = max(sent.as_of, shown) if shown else sent.as_of
        if business_date > sent.as_of:
            ledger.note(self.run, "older")
        ledger.update_run(self.run, business_date=business_date)
        return Night(
            run_id=self.run.pk,
            drop_path=self.drop,
            as_of=sent.as_of,
            covers_from=sent.covers_from,
            kind=sent.kind,
            business_date=business_date,
            at=self.at,
            tables=frozenset(entry.table for entry in sent.known()),
        )

    def _do(self, stage: Stage, night: Night) -> None:
        self._open(stage.name)
        results = []
        for part in stage.parts:
            results.append(part(night))
            faults.reach(stage.name, "middle")
        faults.reach(stage.name, "end")
        self._close(_together(results))


def _together(results: Iterable[StepResult]) -> StepResult:
    detail: dict[str, Any] = {}
    rows_in = applied = rejected = 0
    for result in results:
        rows_in += result.rows_in
        applied += result.rows_applied
        rejected += result.rows_rejected
        detail |= json.loads(json.dumps(dict(result.detail), default=str))
    return StepResult(rows_in, applied, rejected, detail)
