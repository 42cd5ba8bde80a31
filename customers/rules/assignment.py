"""Who may take a customer: size asks for a grade, and the person must be free to serve.

Deposits below 300万 are for a junior, below 800万 for a middle, from there for a senior manager; loans
300万 and 1 000万. The gap 300-500万 of the source goes up to the middle grade; the higher of the two answers
counts. Source: seed 002 art. 12; domain.md A7.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from customers.choices import AssignmentProblem, RelationshipRole
from organisation.rules.numbers import Number, exact
from organisation.rules.periods import Ban
from organisation.rules.presets import PresetError, PresetProblem, Reader


class RequiredGrade(StrEnum):
    """Grades that a customer's size can ask for, lowest first; codes as the staff extract has them."""

    JUNIOR = "JUNIOR"
    MID = "MID"
    SENIOR = "SENIOR"


class Bounds(StrEnum):
    """Who owns a line of size: the grade above it, or (Civil Code reading) the grade below it."""

    LOWER_INCLUSIVE = "LOWER_INCLUSIVE"
    CIVIL_CODE = "CIVIL_CODE"


_RANK: Mapping[str, int] = {"AGENT": -1, **{grade.value: place for place, grade in enumerate(RequiredGrade)}}


@dataclass(frozen=True, slots=True)
class SizePolicy:
    """Where middle and senior begin, in yuan. `line_below` gives the line itself to the lower grade."""

    deposit_mid: Decimal
    deposit_senior: Decimal
    loan_mid: Decimal
    loan_senior: Decimal
    line_below: bool = False

    @classmethod
    def read(cls, preset: Reader) -> SizePolicy:
        policy = cls(
            deposit_mid=preset.decimal("deposit_mid", minimum=0),
            deposit_senior=preset.decimal("deposit_senior", minimum=0),
            loan_mid=preset.decimal("loan_mid", minimum=0),
            loan_senior=preset.decimal("loan_senior", minimum=0),
            line_below=preset.choice("bounds", Bounds) is Bounds.CIVIL_CODE,
        )
        if policy.deposit_senior <= policy.deposit_mid or policy.loan_senior <= policy.loan_mid:
            raise PresetError(preset.at("deposit_senior"), PresetProblem.ORDER)
        return policy


@dataclass(frozen=True, slots=True)
class SizeDecision:
    """The grade a customer asks for, and what each of deposits and loans alone would ask for."""

    grade: RequiredGrade
    by_deposits: RequiredGrade
    by_loans: RequiredGrade


def _grade(amount: Number, mid: Decimal, senior: Decimal, *, line_below: bool) -> RequiredGrade:
    value = exact(amount)

    def reaches(line: Decimal) -> bool:
        return value > exact(line) if line_below else value >= exact(line)

    if reaches(senior):
        return RequiredGrade.SENIOR
    return RequiredGrade.MID if reaches(mid) else RequiredGrade.JUNIOR


def required_grade(deposits: Number, loans: Number, policy: SizePolicy) -> SizeDecision:
    """The higher of the grades for deposits and for loans: deposits 200万, loans 1 200万 ask for a senior."""
    by_deposits = _grade(deposits, policy.deposit_mid, policy.deposit_senior, line_below=policy.line_below)
    by_loans = _grade(loans, policy.loan_mid, policy.loan_senior, line_below=policy.line_below)
    return SizeDecision(max(by_deposits, by_loans, key=lambda one: _RANK[one]), by_deposits, by_loans)


def grade_suffices(grade: str, required: RequiredGrade) -> bool:
    """A higher grade may serve a smaller customer; an unknown or missing grade serves none."""
    return grade in _RANK and _RANK[grade] >= _RANK[required]


@dataclass(frozen=True, slots=True)
class CapacityPolicy:
    """How many customers one person may have as A and as B; None where the bank has set no limit.

    No source gives a number (domain.md A19), so the product ships none and then refuses nobody for it.
    """

    as_a: int | None
    as_b: int | None

    @classmethod
    def read(cls, preset: Reader) -> CapacityPolicy:
        def most(name: str) -> int | None:
            return preset.integer(name, minimum=1) if preset.has(name) else None

        return cls(as_a=most("as_a"), as_b=most("as_b"))

    def most(self, role: str) -> int | None:
        """The limit of a role; a custodian stands in for a time and has none."""
        return {RelationshipRole.A: self.as_a, RelationshipRole.B: self.as_b}.get(RelationshipRole(role))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who might take a customer, as known on the day."""

    active: bool
    grade: str
    same_branch: bool
    absent: bool = False
    handing_over: bool = False
    bans: Sequence[Ban] = ()
    manager: bool = True
    load: int = 0


def problems(
    candidate: Candidate,
    required: RequiredGrade,
    *,
    on: date,
    other_role_held: bool = False,
    most: int | None = None,
    taking: int = 1,
) -> tuple[AssignmentProblem, ...]:
    """Every reason against the assignment; empty means it may be made.

    `other_role_held`: the person is already the other of A and B for this customer. `most` customers a person
    may have in the role (None: the bank has set no limit); `taking` of them come now, this one included.
    """
    found = {
        AssignmentProblem.NOT_ACTIVE: not candidate.active,
        AssignmentProblem.NOT_A_MANAGER: candidate.active and not candidate.manager,
        AssignmentProblem.BANNED: any(one.holds_on(on) for one in candidate.bans),
        AssignmentProblem.ABSENT: candidate.absent,
        AssignmentProblem.HANDING_OVER: candidate.handing_over,
        AssignmentProblem.OTHER_BRANCH: not candidate.same_branch,
        AssignmentProblem.GRADE_TOO_LOW: not grade_suffices(candidate.grade, required),
        AssignmentProblem.NO_ROOM: most is not None and candidate.load + taking > most,
        AssignmentProblem.SAME_PERSON: other_role_held,
    }
    return tuple(problem for problem, hit in found.items() if hit)
