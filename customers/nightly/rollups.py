"""Sums of a night by bank, branch and manager, per asset class and in all, for the boards."""

from __future__ import annotations

from customers.choices import RollUpKind
from customers.nightly import partitions, work
from customers.nightly.averages import PERIODS
from organisation.nightly.steps import Night

ROLL_UPS = "customers_rollup"
# The weighted total over the classes that count, with the customers of each tier.
TOTAL = "AUM"
BANK = 0


def fill(night: Night) -> int:
    """Fill the run's RollUp from its CustomerDay and night_holdings; the number of rows.

    Branches hold their own customers (a subtree is the sum of its branches), managers those they are A of."""
    days = partitions.of_run("customers_customerday", night.run_id)
    sums = [f"sum_{name}" for name in PERIODS]
    work.make(
        night,
        "night_sums_of_groups",
        f"""
        SELECT d.branch_id, d.owner_id, h.asset_class, NULL::text AS tier, count(*) AS customers,
               sum(h.balance) AS balance, {", ".join(f"sum(h.{name}) AS {name}" for name in sums)}
        FROM night_holdings h JOIN {days} d ON d.customer_id = h.customer_id
        GROUP BY d.branch_id, d.owner_id, h.asset_class
        UNION ALL
        SELECT branch_id, owner_id, '{TOTAL}', tier, count(*), sum(aum),
               {", ".join(f"sum({name})" for name in sums)}
        FROM {days}
        GROUP BY branch_id, owner_id, tier
        """,
    )
    name = partitions.start(night, ROLL_UPS)
    rows = sum(
        _of(night, name, kind, subject)
        for kind, subject in (
            (RollUpKind.BANK, f"{BANK}"),
            (RollUpKind.BRANCH, "branch_id"),
            (RollUpKind.STAFF, "owner_id"),
        )
    )
    partitions.finish(night, ROLL_UPS, "kind, subject_id, asset_class")
    return rows


def _of(night: Night, name: str, kind: str, subject: str) -> int:
    figures = ", ".join(f"sum({one})" for one in ("customers", "balance", *(f"sum_{p}" for p in PERIODS)))
    return night.run(
        f"""
        INSERT INTO {name} (run_id, kind, subject_id, asset_class, customers, balance,
                            sum_month, sum_quarter, sum_year, tiers)
        SELECT {night.run_id}, '{kind}', subject, asset_class, {figures},
               coalesce(jsonb_object_agg(tier, customers) FILTER (WHERE tier IS NOT NULL), '{{}}')
        FROM (
            SELECT {subject}::bigint AS subject, asset_class, tier, sum(customers) AS customers,
                   sum(balance) AS balance, {", ".join(f"sum(sum_{p}) AS sum_{p}" for p in PERIODS)}
            FROM night_sums_of_groups
            WHERE {subject} IS NOT NULL
            GROUP BY 1, asset_class, tier
        ) grouped
        GROUP BY subject, asset_class
        """
    )
