"""Tiers of the night: assessments of the months that ended, then one row per customer and the roll-ups."""

from __future__ import annotations

from customers.choices import RelationshipRole
from customers.nightly import assessments, flows, partitions, rollups, work
from customers.nightly.averages import PERIODS, rank, reached, rounded
from customers.nightly.work import Days
from customers.policies import TIERING
from customers.rules.tiering import divisor_to_date
from organisation.nightly.steps import Night, StepResult

CUSTOMERS = "customers_customerday"
FILTERED = "customer_id, branch_id, owner_id, aum, avg_month, change_day, tier, tier_rank, next_maturity_on"


def run(night: Night) -> StepResult:
    """Assess what is owed, then fill the run's CustomerDay from night_days and its RollUp."""
    work.prepare(night)
    assessed = assessments.assess(night)
    moved = flows.fill(night)
    _managers(night)
    _maturities(night)
    customers = _store(night)
    sums = rollups.fill(night)
    return StepResult(
        rows_in=customers,
        rows_applied=customers,
        detail={"assessments": assessed, "flows": moved, "roll_ups": sums},
    )


def _managers(night: Night) -> None:
    """Make night_managers: A and B of each customer on the business date."""
    work.make(
        night,
        "night_managers",
        f"""
        SELECT customer_id, max(staff_id) FILTER (WHERE role = '{RelationshipRole.A}') AS owner_id,
               max(staff_id) FILTER (WHERE role = '{RelationshipRole.B}') AS backup_id
        FROM customers_relationship WHERE period @> %(day)s::date
        GROUP BY customer_id
        """,
        {"day": night.business_date},
    )


def _maturities(night: Night) -> None:
    """Make night_maturities: per customer the next day on which something held matures, and how much."""
    work.make(
        night,
        "night_maturities",
        """
        SELECT customer_id, maturity_on, sum(balance) AS amount
        FROM (
            SELECT s.customer_id, a.maturity_on, s.balance,
                   min(a.maturity_on) OVER (PARTITION BY s.customer_id) AS next_on
            FROM customers_account a JOIN customers_accountstate s ON s.account_id = a.id
            WHERE a.maturity_on >= %(day)s AND a.closed_on IS NULL AND s.balance > 0
        ) coming
        WHERE maturity_on = next_on
        GROUP BY customer_id, maturity_on
        """,
        {"day": night.business_date},
    )


def _store(night: Night) -> int:
    """One row for every customer, also for those without an account; none for a record that was merged into
    another, whose accounts the states give to the survivor."""
    days = Days.of(night.business_date)
    policy, version = TIERING.versioned(night.business_date)
    divisors = {
        name: divisor_to_date(policy, first=getattr(days, name), on=night.business_date) for name in PERIODS
    }
    averages = ", ".join(rounded(f"coalesce(d.sum_{name}, 0)", divisors[name], policy) for name in PERIODS)
    name = partitions.start(night, CUSTOMERS)
    rows = night.run(
        f"""
        INSERT INTO {name} (
            run_id, customer_id, branch_id, owner_id, backup_id, aum, net_assets, loan_balance,
            change_day, change_month, sum_month, sum_quarter, sum_year, avg_month, avg_quarter, avg_year,
            tier, tier_rank, tier_month, tier_previous, months_below, preset_version,
            next_maturity_on, next_maturity_amount)
        SELECT {night.run_id}, c.id, c.home_branch_id, m.owner_id, m.backup_id,
               coalesce(d.balance, 0), coalesce(d.balance, 0) - coalesce(l.balance, 0), coalesce(l.balance, 0),
               coalesce(d.change_day, 0), coalesce(d.change_month, 0),
               coalesce(d.sum_month, 0), coalesce(d.sum_quarter, 0), coalesce(d.sum_year, 0), {averages},
               coalesce(t.effective, ''), coalesce({rank("t.effective")}, 0),
               {reached(policy, "coalesce(d.sum_month, 0)", divisors["month"])},
               coalesce(p.effective, ''), coalesce(t.months_below, 0), coalesce(t.preset_version, %(version)s),
               x.maturity_on, coalesce(x.amount, 0)
        FROM customers_customer c
        LEFT JOIN night_days d ON d.customer_id = c.id
        LEFT JOIN night_holdings l ON l.customer_id = c.id AND l.asset_class = 'LOAN'
        LEFT JOIN night_managers m ON m.customer_id = c.id
        LEFT JOIN night_maturities x ON x.customer_id = c.id
        LEFT JOIN customers_tierassessment t ON t.customer_id = c.id AND t.month = %(newest)s
        LEFT JOIN customers_tierassessment p ON p.customer_id = c.id AND p.month = %(before)s
        WHERE NOT EXISTS (
            SELECT FROM customers_merge u WHERE u.absorbed_id = c.id AND u.undone_at IS NULL)
        """,
        {**assessments.newest(night), "version": version},
    )
    partitions.finish(night, CUSTOMERS, FILTERED)
    return rows
