"""Customers close to a tier line: to the one that they must keep, or to the next one above.

SQL takes those whose missing balance per remaining day may be near (the rule rounds up to the cent, so a cent is
allowed for); the radar of customers.rules decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from customers.choices import FlagKind, Tier
from customers.nightly import work
from customers.nightly.averages import weights
from customers.nightly.partitions import of_run
from customers.policies import RADAR, TIERING
from customers.rules.flags import FlagRaised
from customers.rules.radar import LineDistance, RadarPolicy, radar
from customers.rules.tiering import TierPolicy, divisor, divisor_to_date
from organisation.nightly.steps import Night
from organisation.rules.periods import PeriodKind, containing


def found(night: Night) -> Iterator[tuple[int, FlagRaised]]:
    """A flag for each customer who can still keep or reach a line this month and is near it."""
    policy = TIERING.on(night.business_date)
    near = RADAR.on(night.business_date)
    month = containing(PeriodKind.MONTH, night.business_date)
    days = divisor(policy, days=month.days, months=1)
    days_left = days - divisor_to_date(policy, first=month.first, on=night.business_date)
    if days_left <= 0:
        return
    for customer, held, total, balance, holding in _candidates(night, policy, near, days, days_left):
        lines = radar(
            Tier(held),
            days=days,
            days_left=days_left,
            sum_so_far=total,
            balance=balance,
            policy=policy,
            near=near,
        )
        closest = next((line for line in lines if line.near), None)
        if closest is not None:
            yield (
                customer,
                FlagRaised(FlagKind.NEAR_LINE, closest.missing, _evidence(closest, month.last, holding)),
            )


def _candidates(
    night: Night, policy: TierPolicy, near: RadarPolicy, days: int, days_left: int
) -> list[tuple[int, str, Decimal, Decimal, str]]:
    """Customers with the tier they hold (the lowest before the first month end), the month's sum so far, assets
    today, and the class of the holding that moved most this month (else the largest)."""
    days_table = of_run("customers_customerday", night.run_id)
    return work.rows(
        night,
        f"""
        SELECT DISTINCT ON (d.customer_id)
               d.customer_id, coalesce(nullif(d.tier, ''), %(lowest)s), d.sum_month, d.aum, h.asset_class
        FROM {days_table} d
        JOIN (VALUES {_lines(policy)}) AS l (tier, start) ON l.tier = coalesce(nullif(d.tier, ''), %(lowest)s)
        JOIN night_holdings h ON h.customer_id = d.customer_id
        JOIN {weights({None: policy})} ON w.asset_class = h.asset_class
        WHERE d.sum_month < l.start * %(days)s
          AND l.start * %(days)s - d.sum_month
              <= (d.aum + l.start * %(share)s / 100 + 0.01) * %(left)s
          AND l.start * %(days)s - d.sum_month > (d.aum - 0.01) * %(left)s
        ORDER BY d.customer_id, abs(h.change_month * w.weight) DESC, h.balance * w.weight DESC, h.asset_class
        """,
        {"lowest": policy.lines[0].tier, "days": days, "left": days_left, "share": near.near_share_pct},
    )


def _lines(policy: TierPolicy) -> str:
    """Rows (tier held, start of a line that matters to it): its own unless it is the lowest, and the next."""
    rows = []
    for line in policy.lines:
        above = policy.next_line(line.tier)
        starts = [line.start] if line.start > 0 else []
        starts += [above.start] if above else []
        rows += [f"('{line.tier}', {start}::numeric)" for start in starts]
    return ", ".join(rows) or "(NULL, NULL::numeric)"


def _evidence(line: LineDistance, until: date, holding: str) -> dict[str, str]:
    return {
        "aim": line.aim,
        "tier": line.tier,
        "line": str(line.line),
        "needed": str(line.needed_balance),
        "missing": str(line.missing),
        "days_left": str(line.days_left),
        "until": until.isoformat(),
        "holding": holding,
    }
