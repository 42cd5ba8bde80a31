"""What every customer has on the business date, and the sums behind the averages to date.

Sums come from the accounts' states: the cumulative sum after the business date less the one at the start of the
period, which is mere arithmetic for an account that has not changed since. No history is read, so the ninetieth
day of a quarter costs what the first did. Weights and divisors are those of the tier preset of the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from customers.choices import AssetClass
from customers.nightly import partitions, work
from customers.nightly.states import MERGED, OWNER
from customers.nightly.work import Days
from customers.policies import TIERING
from customers.rules.tiering import RANK, TierPolicy
from organisation.nightly.steps import Night, StepResult

HOLDINGS = "customers_holdingday"
PERIODS = ("month", "quarter", "year")


def run(night: Night) -> StepResult:
    """Fill the run's HoldingDay; leave night_holdings and night_days for the steps after it."""
    work.prepare(night)
    days = Days.of(night.business_date)
    policy = TIERING.on(night.business_date)
    _holdings(night, days)
    stored = _store(night)
    customers = _weighted(night, policy)
    return StepResult(
        rows_in=stored, rows_applied=stored, detail={"holdings": stored, "customers": customers}
    )


def _holdings(night: Night, days: Days) -> None:
    """Make night_holdings: per customer and asset class, from the states of accounts and from the loans."""
    since = ", ".join(
        f"add_up(CASE WHEN day <= %({name})s THEN balance * (%(after)s - %({name})s)"
        f" ELSE cum + balance * (%(after)s - day) - cum_{name} END) AS sum_{name}"
        for name in PERIODS
    )
    work.make(
        night,
        "night_holdings",
        f"""
        SELECT * FROM (
            SELECT customer_id, asset_class, count(*) FILTER (WHERE closed_on IS NULL) AS accounts,
                   add_up(balance) AS balance, {since},
                   coalesce(add_up(balance - balance_before) FILTER (WHERE day = %(day)s), 0) AS change_day,
                   coalesce(add_up(balance - balance_month) FILTER (WHERE day >= %(month)s), 0) AS change_month
            FROM customers_accountstate
            WHERE asset_class <> '{AssetClass.LOAN}'
            GROUP BY customer_id, asset_class
        ) held
        WHERE accounts > 0 OR balance <> 0 OR sum_year <> 0 OR change_day <> 0
        UNION ALL
        {_loans()}
        """,
        days.params,
        analyse=False,
    )


def _loans() -> str:
    """Loans are stated by day: each statement stands until the next."""
    since = ", ".join(
        f"sum(balance * greatest(0, least(next_day, %(after)s) - greatest(day, %({name})s))) AS sum_{name}"
        for name in PERIODS
    )
    return f"""
        SELECT customer_id, '{AssetClass.LOAN}', count(*) FILTER (WHERE now AND balance <> 0),
               coalesce(sum(balance) FILTER (WHERE now), 0), {since}, 0, 0
        FROM (
            SELECT *, next_day = %(after)s AS now
            FROM (
                SELECT {OWNER} AS customer_id, as_of AS day, balance,
                       coalesce(lead(as_of) OVER (PARTITION BY loan_no_hash ORDER BY as_of), %(after)s) AS next_day
                FROM customers_loan a {MERGED} WHERE as_of <= %(day)s
            ) stated
            WHERE next_day > %(year)s
        ) standing
        GROUP BY customer_id
    """


def _store(night: Night) -> int:
    name = partitions.start(night, HOLDINGS)
    rows = night.run(
        f"""
        INSERT INTO {name} (run_id, customer_id, asset_class, accounts, balance,
                            sum_month, sum_quarter, sum_year)
        SELECT {night.run_id}, customer_id, asset_class, accounts, balance, sum_month, sum_quarter, sum_year
        FROM night_holdings
        """
    )
    partitions.finish(night, HOLDINGS, "customer_id, asset_class")
    return rows


def _weighted(night: Night, policy: TierPolicy) -> int:
    """Make night_days: per customer with assets, the weighted AUM, its changes and sums."""
    figures = ("balance", "change_day", "change_month", *(f"sum_{name}" for name in PERIODS))
    weighs = any(weight not in (0, 1) for weight in policy.weights.values())
    times = " * w.weight" if weighs else ""
    sums = ", ".join(f"add_up(h.{name}{times}) AS {name}" for name in figures)
    return work.make(
        night,
        "night_days",
        f"""
        SELECT h.customer_id, {sums}
        FROM night_holdings h JOIN {weights({None: policy})} ON w.asset_class = h.asset_class
        GROUP BY h.customer_id
        """,
        analyse=False,
    )


def weights(policies: Mapping[date | None, TierPolicy]) -> str:
    """A relation w (month, asset_class, weight) of the classes that count by the policy of each month."""
    rows = [
        (f"DATE '{month}'" if month else "NULL::date", one, policy.weight(one))
        for month, policy in policies.items()
        for one in AssetClass
        if policy.weight(one) != Decimal(0)
    ]
    values = ", ".join(f"({month}, '{one}', {weight}::numeric)" for month, one, weight in rows)
    nothing = "(NULL::date, NULL, NULL::numeric)"
    return f"(VALUES {values or nothing}) AS w (month, asset_class, weight)"


def rounded(balance_sum: str, divisor: int, policy: TierPolicy) -> str:
    """SQL of an average, rounded once: the division keeps more places than a tie could hide behind."""
    decimals = max((-int(weight.as_tuple().exponent) for weight in policy.weights.values()), default=0)
    return f"round({balance_sum} * {Decimal(1):.{12 + max(decimals, 0)}f} / {divisor}, 2)"


def reached(policy: TierPolicy, total: str, days: int) -> str:
    """SQL of the tier whose line a sum over days reaches: the lines of the policy, highest first."""
    lowest, *higher = policy.lines
    lines = "".join(
        f" WHEN {total} >= {line.start}::numeric * {days} THEN '{line.tier}'" for line in reversed(higher)
    )
    return f"CASE WHEN false THEN ''{lines} ELSE '{lowest.tier}' END"


def rank(tier: str) -> str:
    """SQL of a tier's rank, null without a tier."""
    whens = "".join(f" WHEN '{one}' THEN {place}" for one, place in RANK.items())
    return f"CASE {tier}{whens} END"
