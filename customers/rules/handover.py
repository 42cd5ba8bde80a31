"""Handing customers over: what goes with which cause, how the credit is divided over time, and how far it is.

Source: a micro-credit centre's handover rules (features.md part 2, found at doczj.com/doc/8010329810) for what goes
with which cause; seed 001 for a long absence, which the manager hands over in person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import FiveClass, Goes, GoesWhy, HandoverCause, HandoverStatus, PartStatus
from organisation.rules.numbers import round_half_up
from organisation.rules.periods import ONE_DAY, add_days, add_months
from organisation.rules.presets import PresetError, PresetProblem, Reader

_H = HandoverStatus
TRANSITIONS: Mapping[HandoverStatus, frozenset[HandoverStatus]] = {
    _H.PREPARED: frozenset({_H.OFFERED, _H.COMPLETED, _H.CANCELLED}),
    _H.OFFERED: frozenset({_H.PREPARED, _H.COMPLETED, _H.CANCELLED}),
    _H.COMPLETED: frozenset(),
    _H.CANCELLED: frozenset(),
}
OPEN = frozenset(state for state, following in TRANSITIONS.items() if following)
_P = PartStatus
ANSWERS: Mapping[PartStatus, frozenset[PartStatus]] = {
    _P.OFFERED: frozenset({_P.ACCEPTED, _P.DECLINED, _P.WITHDRAWN}),
    _P.ACCEPTED: frozenset(),
    _P.DECLINED: frozenset(),
    _P.WITHDRAWN: frozenset(),
}
HUNDRED = Decimal(100)
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class HandoverPolicy:
    """What goes with which cause, and when an absence is long.

    `absence_book_above`: for an absence of at least `long_absence_months` and at most `full_absence_months`, the
    relationship goes only when the manager's book (AUM and loans, yuan) is larger; beyond, the cause decides.
    """

    by_cause: Mapping[HandoverCause, Goes]
    team_move_instalments: int
    long_absence_months: int
    full_absence_months: int
    absence_book_above: Decimal
    problem_loans_to_head: bool

    @classmethod
    def read(cls, preset: Reader) -> HandoverPolicy:
        causes = preset.child("goes_by_cause")
        policy = cls(
            by_cause={cause: causes.choice(cause, Goes) for cause in HandoverCause},
            team_move_instalments=preset.integer("team_move_instalments", minimum=0),
            long_absence_months=preset.integer("long_absence_months", minimum=1),
            full_absence_months=preset.integer("full_absence_months", minimum=1),
            absence_book_above=preset.decimal("absence_book_above", minimum=0),
            problem_loans_to_head=preset.flag("problem_loans_to_head"),
        )
        if policy.full_absence_months < policy.long_absence_months:
            raise PresetError(preset.at("full_absence_months"), PresetProblem.ORDER)
        return policy


@dataclass(frozen=True, slots=True)
class ProblemLoanPolicy:
    """The grades of the five-class status at which a loan is a problem in a handover; a normal loan is none."""

    grades: frozenset[FiveClass]

    @classmethod
    def read(cls, preset: Reader) -> ProblemLoanPolicy:
        asked = preset.child("problem_grades")
        graded = (one for one in FiveClass if one is not FiveClass.NORMAL)
        return cls(frozenset(one for one in graded if asked.flag(one)))


def absent_longer(first: date, last: date | None, months: int, *, at_least: bool = False) -> bool:
    """Whether an absence from `first` to `last` (both included, None: open) lasts more than so many months, or
    at least as many: 1 March to 31 March is one month, neither more nor less."""
    if last is None:
        return True
    end, line = last + ONE_DAY, add_months(first, months)
    return end >= line if at_least else end > line


def is_long(first: date, last: date | None, policy: HandoverPolicy) -> bool:
    """A long absence is handed over by the manager in person, a shorter one is put into custody."""
    return absent_longer(first, last, policy.long_absence_months, at_least=True)


def instalments_left(due_on: date | None, on: date) -> int | None:
    """Monthly instalments of a loan that fall due after the day; None when the loan has no last day."""
    if due_on is None:
        return None
    left = 0
    while add_months(on, left + 1) <= due_on:
        left += 1
    return left


@dataclass(frozen=True, slots=True)
class Facts:
    """One customer in a handover. `book` is what the giver looks after as A (AUM and loans, yuan);
    `instalments` the fewest left on a loan of the customer, None without loans."""

    cause: HandoverCause
    primary: bool = True
    book: Decimal = Decimal(0)
    away_from: date | None = None
    away_until: date | None = None
    instalments: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    goes: Goes
    why: GoesWhy


def decide(facts: Facts, policy: HandoverPolicy) -> Decision:
    """What goes by the rule. A team move with 2 instalments left moves nothing, with 3 the relationship; an
    absence of 3 months with a book of 600万 moves the relationship, with 400万 nothing; one of 6 months both."""
    by_cause = policy.by_cause[facts.cause]
    if not facts.primary:
        moves = by_cause in {Goes.BOTH, Goes.RELATIONSHIP}
        return Decision(Goes.RELATIONSHIP if moves else Goes.NOTHING, GoesWhy.BACKUP)
    few = facts.instalments is not None and facts.instalments < policy.team_move_instalments
    if facts.cause is HandoverCause.TEAM_MOVE and few:
        return Decision(Goes.NOTHING, GoesWhy.FEW_INSTALMENTS)
    if facts.cause is HandoverCause.LONG_ABSENCE and facts.away_from is not None:
        longer = absent_longer(facts.away_from, facts.away_until, policy.full_absence_months)
        if not longer and facts.book > policy.absence_book_above:
            return Decision(Goes.RELATIONSHIP, GoesWhy.ABSENCE_OF_MONTHS)
        if not longer:
            return Decision(Goes.NOTHING, GoesWhy.SMALL_BOOK)
    return Decision(by_cause, GoesWhy.CAUSE)


@dataclass(frozen=True, slots=True)
class CreditPolicy:
    """The receiver's share of the credit by quarter since the handover, in %; the last stands for ever."""

    receiver_pct: tuple[Decimal, ...]

    @classmethod
    def read(cls, preset: Reader) -> CreditPolicy:
        quarters = preset.items("quarters")
        shares = tuple(one.decimal("receiver_pct", minimum=0, maximum=100) for one in quarters)
        if not shares:
            raise PresetError(preset.at("quarters"), PresetProblem.MISSING)
        if list(shares) != sorted(shares):
            raise PresetError(preset.at("quarters"), PresetProblem.ORDER)
        return cls(shares)


@dataclass(frozen=True, slots=True)
class CreditStep:
    """From a day until before a day (None: for ever), the shares of receiver and giver, together 100 %."""

    since: date
    until: date | None
    receiver_pct: Decimal
    giver_pct: Decimal


def credit_steps(goes: Goes, start: date, policy: CreditPolicy) -> tuple[CreditStep, ...]:
    """How the credit for a customer's balances is divided from the day of the handover on.

    With the credit: by the shares of the policy, a quarter being three months from the day; 50, 50, 100 from
    2026-01-15 is half and half until 2026-07-15 and the receiver's from then on. With the relationship alone the
    giver keeps all of it; with nothing, nothing is divided.
    """
    if goes is Goes.NOTHING:
        return ()
    if goes is Goes.RELATIONSHIP:
        return (CreditStep(start, None, Decimal(0), HUNDRED),)
    steps: list[CreditStep] = []
    for place, share in enumerate(policy.receiver_pct):
        since = add_months(start, place * MONTHS_OF_A_QUARTER)
        if steps and steps[-1].receiver_pct == share:
            since = steps.pop().since
        last = place == len(policy.receiver_pct) - 1
        until = None if last else add_months(start, (place + 1) * MONTHS_OF_A_QUARTER)
        steps.append(CreditStep(since, until, share, HUNDRED - share))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """After how many days it is looked at what the receiver kept."""

    days: tuple[int, ...]

    @classmethod
    def read(cls, preset: Reader) -> RetentionPolicy:
        days = tuple(preset.integer(name, minimum=1) for name in ("first_days", "second_days", "third_days"))
        if list(days) != sorted(set(days)):
            raise PresetError(preset.at("second_days"), PresetProblem.ORDER)
        return cls(days)


def checks_due(start: date, policy: RetentionPolicy) -> tuple[tuple[int, date], ...]:
    """Each check with its day: 30 days after 2026-03-01 is 2026-03-31."""
    return tuple((days, add_days(start, days)) for days in policy.days)


def kept_pct(before: Decimal, after: Decimal) -> Decimal | None:
    """Assets after in % of those before, to the hundredth; None when there was nothing to keep."""
    return None if before <= 0 else round_half_up(after * HUNDRED / before)
