"""When a file of the nightly extracts has too many bad rows to be loaded. Source: extracts contract (1 %)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organisation.rules.numbers import exact
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class ImportPolicy:
    """Rejected rows of a file in per cent of its rows, at most."""

    reject_limit_pct: Decimal

    @classmethod
    def read(cls, preset: Reader) -> ImportPolicy:
        return cls(reject_limit_pct=preset.decimal("reject_limit_pct", minimum=0, maximum=100))


def too_many_rejects(rejected: int, rows: int, policy: ImportPolicy) -> bool:
    """More than the limit refuses the file: 1 of 100 rows loads, 2 of 100 do not."""
    return exact(rejected) * 100 > exact(policy.reject_limit_pct) * rows
