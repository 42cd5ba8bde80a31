"""Service norms of a day, a week and a head's log review; all of them warn and never block.

Wealth manager a day: 15-20 calls, 5-10 meetings, at least half of working time with customers, at most ten
minutes of reception for a walk-in (booked interviews exempt). Marketing manager a week: at least 80 % in the
field. Head: at least 80 % of logs inspected, 50 % annotated. Source: seed 001; bankr.cn; domain.md A5.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organisation.rules.norms import NormCheck, check
from organisation.rules.numbers import percent
from organisation.rules.presets import PresetError, PresetProblem, Reader
from services.choices import Norm


@dataclass(frozen=True, slots=True)
class NormPolicy:
    """The lines of the service norms; shares in per cent, reception in minutes."""

    calls_min: int
    calls_max: int
    visits_min: int
    visits_max: int
    contact_share_min_pct: Decimal
    reception_max_minutes: int
    field_share_min_pct: Decimal
    inspected_min_pct: Decimal
    annotated_min_pct: Decimal

    @classmethod
    def read(cls, preset: Reader) -> NormPolicy:
        def share(name: str) -> Decimal:
            return preset.decimal(name, minimum=0, maximum=100)

        policy = cls(
            calls_min=preset.integer("calls_min", minimum=0),
            calls_max=preset.integer("calls_max", minimum=0),
            visits_min=preset.integer("visits_min", minimum=0),
            visits_max=preset.integer("visits_max", minimum=0),
            contact_share_min_pct=share("contact_share_min_pct"),
            reception_max_minutes=preset.integer("reception_max_minutes", minimum=0),
            field_share_min_pct=share("field_share_min_pct"),
            inspected_min_pct=share("inspected_min_pct"),
            annotated_min_pct=share("annotated_min_pct"),
        )
        if policy.calls_max < policy.calls_min or policy.visits_max < policy.visits_min:
            raise PresetError(preset.at("calls_max"), PresetProblem.ORDER)
        return policy


@dataclass(frozen=True, slots=True)
class WealthManagerDay:
    """What a day of a wealth manager consisted of; None where it was not recorded."""

    calls: int | None = None
    visits: int | None = None
    work_minutes: int | None = None
    contact_minutes: int | None = None
    longest_walk_in_minutes: int | None = None


def wealth_manager_day(day: WealthManagerDay, policy: NormPolicy) -> tuple[NormCheck, ...]:
    """Hold a day against the norms: 250 of 480 minutes is 52.08 %, kept; a walk-in of 12 minutes warns."""
    contact = (
        None
        if day.work_minutes is None or day.contact_minutes is None
        else percent(day.contact_minutes, day.work_minutes)
    )
    return (
        check(Norm.CALLS, day.calls, minimum=Decimal(policy.calls_min), maximum=Decimal(policy.calls_max)),
        check(
            Norm.VISITS, day.visits, minimum=Decimal(policy.visits_min), maximum=Decimal(policy.visits_max)
        ),
        check(Norm.CONTACT, contact, minimum=policy.contact_share_min_pct),
        check(Norm.RECEPTION, day.longest_walk_in_minutes, maximum=Decimal(policy.reception_max_minutes)),
    )


def marketing_week(work_minutes: int, field_minutes: int, policy: NormPolicy) -> NormCheck:
    """A marketing manager's week: 1 900 of 2 400 minutes is 79.17 %, below 80 %, warns."""
    return check(Norm.FIELD, percent(field_minutes, work_minutes), minimum=policy.field_share_min_pct)


def log_review(logs: int, inspected: int, annotated: int, policy: NormPolicy) -> tuple[NormCheck, NormCheck]:
    """A head's review of one manager's logs: 36 of 45 inspected is 80 %, kept."""
    return (
        check(Norm.LOGS_INSPECTED, percent(inspected, logs), minimum=policy.inspected_min_pct),
        check(Norm.LOGS_ANNOTATED, percent(annotated, logs), minimum=policy.annotated_min_pct),
    )
