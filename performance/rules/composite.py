"""Composite monthly appraisal (综合考核): loan work, files, visits, risk, and daily duties.

Items: quality 5, files 10, visits 15, risk 5; events take from or add to them or the total. Only the risk
item may go below 0 and eat the total. The raw total is kept, pay uses max(0, raw). Designated owners of
system entry and five-class rating score 15 and 20 more. Source: seed 002 (CCB arts. 7-9); domain.md A10.

4 reports with 1 returned, 3 file gaps, 2 missed visits and 1 missing record, 4 statements and 1 late, 1 task,
1 late entry: 3 + 8.5 + 12 + 5 + 4 - 1 + 5 - 2 = 34.5.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from organisation.rules.numbers import as_decimal, exact
from organisation.rules.presets import Reader

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CompositePolicy:
    """Base points of the items and points of each event (negative takes away); share in per cent."""

    quality_base: Decimal
    report_returned: Decimal
    returned_share_zero_pct: Decimal
    files_base: Decimal
    file_gap: Decimal
    visits_base: Decimal
    visit_missed: Decimal
    visit_record_missing: Decimal
    bonus_max: Decimal
    risk_base: Decimal
    overdue: Decimal
    downgrade: Decimal
    statement_done: Decimal
    statement_late: Decimal
    temp_task: Decimal
    entry_late: Decimal
    entry_omitted: Decimal
    entry_owner_base: Decimal
    important_entry_late: Decimal
    classification_owner_base: Decimal
    classification_late: Decimal
    classification_error: Decimal
    classification_criticised: Decimal

    @classmethod
    def read(cls, preset: Reader) -> CompositePolicy:
        return cls(**{one.name: preset.decimal(one.name) for one in fields(cls)})


@dataclass(frozen=True, slots=True)
class CompositeFacts:
    """Counts of one manager and period."""

    reports_submitted: int = 0
    reports_returned: int = 0
    false_material: bool = False
    file_gaps: int = 0
    visits_missed: int = 0
    visit_records_missing: int = 0
    event_unreported: bool = False
    bonus: Decimal = ZERO
    overdue: int = 0
    downgrades: int = 0
    statements_done: int = 0
    statements_late: int = 0
    temp_tasks: int = 0
    entry_late: int = 0
    entry_omitted: int = 0
    entry_owner: bool = False
    important_entries_late: int = 0
    classification_owner: bool = False
    classification_late: int = 0
    classification_errors: int = 0
    classification_criticised: int = 0


@dataclass(frozen=True, slots=True)
class CompositeLine:
    """Points of one item or duty; `reason` is a code where an event decided the item."""

    code: str
    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CompositeCard:
    lines: tuple[CompositeLine, ...]
    raw: Decimal

    @property
    def payable(self) -> Decimal:
        """What pay is worked out on: never below 0."""
        return max(ZERO, self.raw)

    def points(self, code: str) -> Decimal:
        return next(line.points for line in self.lines if line.code == code)


def composite(facts: CompositeFacts, policy: CompositePolicy) -> CompositeCard:
    """Appraise one manager and period."""
    lines = (
        _quality(facts, policy),
        CompositeLine("FILES", max(ZERO, policy.files_base + policy.file_gap * facts.file_gaps)),
        _visits(facts, policy),
        CompositeLine(
            "RISK", policy.risk_base + policy.overdue * facts.overdue + policy.downgrade * facts.downgrades
        ),
        CompositeLine("STATEMENTS_DONE", policy.statement_done * facts.statements_done),
        CompositeLine("STATEMENTS_LATE", policy.statement_late * facts.statements_late),
        CompositeLine("TEMP_TASKS", policy.temp_task * facts.temp_tasks),
        CompositeLine("ENTRY_LATE", policy.entry_late * facts.entry_late),
        CompositeLine("ENTRY_OMITTED", policy.entry_omitted * facts.entry_omitted),
        _entry_owner(facts, policy),
        _classification(facts, policy),
    )
    return CompositeCard(lines, as_decimal(sum((exact(line.points) for line in lines), exact(0))))


def _quality(facts: CompositeFacts, policy: CompositePolicy) -> CompositeLine:
    """Half of the reports returned, or false material, takes the whole item."""
    if facts.false_material:
        return CompositeLine("QUALITY", ZERO, "FALSE_MATERIAL")
    returned, submitted = facts.reports_returned, facts.reports_submitted
    if returned > 0 and exact(returned) * 100 >= exact(policy.returned_share_zero_pct) * submitted:
        return CompositeLine("QUALITY", ZERO, "RETURNED_SHARE")
    return CompositeLine("QUALITY", max(ZERO, policy.quality_base + policy.report_returned * returned))


def _visits(facts: CompositeFacts, policy: CompositePolicy) -> CompositeLine:
    """An important event not reported in time takes the whole item; a great benefit reported adds to it."""
    if facts.event_unreported:
        return CompositeLine("VISITS", ZERO, "EVENT_UNREPORTED")
    missed = policy.visit_missed * facts.visits_missed
    unrecorded = policy.visit_record_missing * facts.visit_records_missing
    bonus = min(policy.bonus_max, max(ZERO, facts.bonus))
    return CompositeLine("VISITS", max(ZERO, policy.visits_base + missed + unrecorded) + bonus)


def _entry_owner(facts: CompositeFacts, policy: CompositePolicy) -> CompositeLine:
    if not facts.entry_owner:
        return CompositeLine("ENTRY_OWNER", ZERO)
    late = policy.important_entry_late * facts.important_entries_late
    return CompositeLine("ENTRY_OWNER", max(ZERO, policy.entry_owner_base + late))


def _classification(facts: CompositeFacts, policy: CompositePolicy) -> CompositeLine:
    """Owner and handler lose points for criticism by the city branch, the handler also for late papers."""
    points = policy.classification_owner_base if facts.classification_owner else ZERO
    points += policy.classification_late * facts.classification_late
    points += policy.classification_error * facts.classification_errors
    points += policy.classification_criticised * facts.classification_criticised
    return CompositeLine("CLASSIFICATION", points)
