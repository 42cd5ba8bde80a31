"""The ladder of six posts and the staff grade of each. Source: seed 002 (BoCOM); domain.md A8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class LadderPolicy:
    """Posts from the highest down with the staff grade (行员等级) of each, and months of probation."""

    staff_grades: Mapping[str, int]
    probation_months: int

    @classmethod
    def read(cls, preset: Reader) -> LadderPolicy:
        return cls(
            staff_grades={rung.text("post"): rung.integer("staff_grade") for rung in preset.items("posts")},
            probation_months=preset.integer("probation_months", minimum=0),
        )

    def staff_grade(self, post: str) -> int | None:
        """The staff grade of a post: the highest is 5等, trainees share 9等 with level four."""
        return self.staff_grades.get(post)


@dataclass(frozen=True, slots=True)
class GradePayPolicy:
    """k(grade) for results above the target, and post wages in yuan a month (both blank at first)."""

    multipliers: Mapping[str, Decimal]
    post_wages: Mapping[str, Decimal]

    @classmethod
    def read(cls, preset: Reader) -> GradePayPolicy:
        multipliers, wages = preset.child("multipliers"), preset.child("post_wages")
        return cls(
            multipliers={grade: multipliers.decimal(grade, minimum=0) for grade in multipliers.names()},
            post_wages={grade: wages.decimal(grade, minimum=0) for grade in wages.names()},
        )
