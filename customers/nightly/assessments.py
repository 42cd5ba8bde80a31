"""The tier of each customer at every month end: from the month's average, then carried by the rule of grace.

Months that a night computes: those that ended since the last published night, for everybody; and for customers
whose past changed, every month from the first changed day on. The rule itself is customers.rules.tiering: the
lines of a month's policy are handed to SQL, and each distinct situation (state carried, tier reached) is decided
once by the rule and joined back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from psycopg2.extras import execute_values

from customers.choices import Tier
from customers.nightly import work
from customers.nightly.averages import reached, rounded, weights
from customers.policies import TIERING
from customers.rules.tiering import TierDecision, TierPolicy, TierState, divisor, step
from organisation import queries
from organisation.nightly.steps import Night
from organisation.policies import PresetMissing
from organisation.rules.periods import ONE_DAY, Period, PeriodKind, containing

STORED = "customers_tierassessment"


@dataclass(frozen=True, slots=True)
class MonthPolicy:
    """The tier policy that was in force at the end of a month."""

    month: Period
    policy: TierPolicy
    version: int

    @property
    def days(self) -> int:
        return divisor(self.policy, days=self.month.days, months=1)


def last_finished(business_date: date) -> Period:
    """The newest month that has ended with the business date."""
    month = containing(PeriodKind.MONTH, business_date)
    return month if month.last == business_date else month.previous()


def newest(night: Night) -> dict[str, date]:
    """The newest month that has ended and the one before it, as parameters of a statement."""
    month = last_finished(night.business_date)
    return {"newest": month.first, "before": month.previous().first}


def assess(night: Night) -> int:
    """Write the assessments that this night owes; the number of them."""
    through = last_finished(night.business_date)
    first = _owed(night, through)
    if first is None:
        return 0
    policies = _policies(first, through)
    totals(night, policies)
    night.run(
        "DELETE FROM customers_tierassessment t USING night_owed o"
        " WHERE t.customer_id = o.customer_id AND t.month >= o.from_month"
    )
    written = sum(carry(night, one, STORED) for one in policies.values())
    work.weigh(night, STORED, written)
    return written


def _owed(night: Night, through: Period) -> date | None:
    """Make night_owed: who must be assessed, from which month, and the state carried into it. The first month."""
    published = queries.published()
    before = last_finished(published.business_date) if published else None
    everybody = before is None or before.first < through.first
    work.make(
        night,
        "night_owed",
        """
        WITH begun AS (
            SELECT customer_id, date_trunc('month', min(first_day))::date AS month
            FROM customers_accountstate WHERE first_day IS NOT NULL
              AND (%(everybody)s OR customer_id IN (SELECT customer_id FROM night_touched))
            GROUP BY customer_id
        ), touched AS (
            SELECT customer_id, date_trunc('month', min(day))::date AS month
            FROM night_touched GROUP BY customer_id
        ), owed AS (
            SELECT customer_id, b.month AS begun,
                   least(t.month, CASE WHEN %(everybody)s THEN %(next)s::date END) AS from_month
            FROM begun b FULL JOIN touched t USING (customer_id)
        )
        SELECT customer_id, from_month, coalesce(greatest(begun, from_month), %(never)s) AS first_month
        FROM owed WHERE from_month <= %(through)s
        """,
        {
            "everybody": everybody,
            "next": before.following().first if before else date.min,
            "through": through.first,
            "never": date.max,
        },
    )
    return work.one(
        night,
        "SELECT min(first_month) FROM night_owed WHERE first_month <= %(through)s",
        {"through": through.first},
    ) or (date.max if work.one(night, "SELECT count(*) FROM night_owed") else None)


def _policies(first: date, through: Period) -> Mapping[date, MonthPolicy]:
    """The policy of each month from the first to the last one owed. Months before the first version of the
    preset are assessed by that version: the bank's history may be older than its rules."""
    found: list[MonthPolicy] = []
    month = through
    while month.first >= first:
        try:
            policy, version = TIERING.versioned(month.last)
        except PresetMissing:
            if not found:
                raise
            policy, version = found[-1].policy, found[-1].version
        found.append(MonthPolicy(month, policy, version))
        month = month.previous()
    return {one.month.first: one for one in reversed(found)}


def totals(night: Night, policies: Mapping[date, MonthPolicy]) -> None:
    """Make night_months: the weighted sum of balances of each customer and month owed."""
    if not policies:
        return
    starts = [*policies, max(one.month.last for one in policies.values()) + ONE_DAY]
    work.make(night, "night_starts", "SELECT unnest(%(starts)s::date[]) AS start", {"starts": starts})
    _sums_at_starts(night)
    edges = ", ".join(
        f"(DATE '{one.month.first}', DATE '{edge}', {sign})"
        for one in policies.values()
        for edge, sign in ((one.month.first, -1), (one.month.last + ONE_DAY, 1))
    )
    work.make(
        night,
        "night_months",
        f"""
        SELECT o.customer_id, e.month, coalesce(add_up(c.cum * e.sign * w.weight), 0) AS total
        FROM night_cums c
        JOIN night_owed o ON o.customer_id = c.customer_id
        JOIN (VALUES {edges}) AS e (month, start, sign) ON e.start = c.start AND e.month >= o.first_month
        LEFT JOIN {weights({month: one.policy for month, one in policies.items()})}
          ON w.month = e.month AND w.asset_class = c.asset_class
        GROUP BY o.customer_id, e.month
        """,
    )
    work.drop(night, "night_cums")


def _sums_at_starts(night: Night) -> None:
    """Make night_cums: the cumulative sum of each account of those owed at every start of a month.

    An account's state knows it before the first row, after the last one, and at the start of its own month;
    only accounts for which that is not enough are looked up in the history, and of their rows only those that
    stand on the first of a month (the last condition says so without comparing each row with each month).
    """
    work.make(
        night,
        "night_history",
        """
        SELECT s.account_id, CASE WHEN o.first_month <= s.first_day THEN s.first_day ELSE (
                   SELECT max(b.day) FROM customers_balance b
                   WHERE b.account_id = s.account_id AND b.day <= o.first_month
               ) END AS since
        FROM night_owed o JOIN customers_accountstate s USING (customer_id)
        WHERE EXISTS (
            SELECT FROM night_starts m
            WHERE m.start >= o.first_month AND m.start > s.first_day AND m.start < s.day
              AND m.start <> date_trunc('month', s.as_of))
        """,
    )
    _cums(night)


def _cums(night: Night) -> None:
    work.make(
        night,
        "night_cums",
        """
        SELECT s.account_id, s.customer_id, s.asset_class, m.start,
               CASE WHEN m.start >= s.day THEN s.cum + s.balance * (m.start - s.day)
                    WHEN m.start <= s.first_day THEN 0
                    ELSE s.cum_month END AS cum
        FROM night_owed o
        JOIN customers_accountstate s USING (customer_id)
        JOIN night_starts m ON m.start >= o.first_month
        WHERE s.first_day IS NOT NULL
          AND NOT EXISTS (SELECT FROM night_history h WHERE h.account_id = s.account_id)
        UNION ALL
        SELECT r.account_id, s.customer_id, s.asset_class, m.start, r.cum + r.balance * (m.start - r.day)
        FROM (
            SELECT b.account_id, b.day, b.balance, b.cum,
                   lead(b.day) OVER (PARTITION BY b.account_id ORDER BY b.day) AS next_day
            FROM night_history h
            JOIN customers_balance b ON b.account_id = h.account_id AND b.day >= h.since
        ) r
        JOIN customers_accountstate s ON s.account_id = r.account_id
        JOIN night_owed o ON o.customer_id = s.customer_id
        JOIN night_starts m ON m.start >= o.first_month AND m.start >= r.day
             AND (m.start < r.next_day OR r.next_day IS NULL)
        WHERE r.next_day IS NULL OR date_part('day', r.next_day - 1) <= r.next_day - r.day
        """,
    )


def carry(night: Night, one: MonthPolicy, table: str) -> int:
    """Assess one month into a table: tiers reached, states carried from the month before, and the rule's
    decisions."""
    month = {"month": one.month.first, "before": one.month.previous().first}
    average, tier = rounded("m.total", one.days, one.policy), reached(one.policy, "m.total", one.days)
    work.make(
        night,
        "night_reached",
        f"""
        SELECT m.customer_id, {average} AS average, {tier} AS assessed,
               p.effective AS held, CASE WHEN p.months_below > 0 THEN (
                   SELECT string_agg(q.assessed, ',' ORDER BY q.month) FROM {table} q
                   WHERE q.customer_id = m.customer_id AND q.month < m.month
                     AND q.month >= m.month - p.months_below * interval '1 month'
               ) END AS below
        FROM night_months m
        LEFT JOIN {table} p ON p.customer_id = m.customer_id AND p.month = %(before)s
        WHERE m.month = %(month)s
        """,
        month,
    )
    _decide(night, one.policy)
    return night.run(
        f"""
        INSERT INTO {table}
               (customer_id, month, average, assessed, effective, months_below, reasons, preset_version)
        SELECT r.customer_id, %(month)s, r.average, r.assessed, d.effective, d.months_below, d.reasons,
               %(version)s
        FROM night_reached r
        JOIN night_decisions d ON (d.held, d.below, d.assessed)
             = (coalesce(r.held, ''), coalesce(r.below, ''), r.assessed)
        """,
        {**month, "version": one.version},
    )


def _decide(night: Night, policy: TierPolicy) -> None:
    """Make night_decisions: the rule's answer to every distinct situation of the month."""
    work.make(
        night,
        "night_decisions",
        "SELECT ''::text AS held, ''::text AS below, ''::text AS assessed, ''::text AS effective,"
        " 0 AS months_below, '[]'::jsonb AS reasons LIMIT 0",
    )
    situations = work.rows(night, "SELECT DISTINCT held, below, assessed FROM night_reached")
    answers = []
    for held, below, assessed in situations:
        decision = step(_state(held, below), Tier(assessed), policy)
        answers.append((held or "", below or "", assessed, *_answer(decision)))
    with night.cursor() as cursor:
        execute_values(cursor, "INSERT INTO night_decisions VALUES %s", answers)


def _state(held: str | None, below: str | None) -> TierState | None:
    if held is None:
        return None
    return TierState(Tier(held), tuple(Tier(one) for one in below.split(",")) if below else ())


def _answer(decision: TierDecision) -> tuple[str, int, str]:
    reasons = ", ".join(f'"{reason}"' for reason in decision.reasons)
    return decision.effective, decision.months_below, f"[{reasons}]"
