"""Average balances over any period, exact, from the sparse cumulative history.

The sum of balances (积数) of a period is the difference of two cumulative sums per account, at the day after its
end and at its first day, whatever the length of the period: the account's state answers for the days outside its
changes, one index look-up in the history for the others. An average divides by actual calendar days and is
rounded once, HALF_UP. Source: domain.md B7.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import connection

from customers.choices import AssetClass, RelationshipRole
from organisation.rules.numbers import exact, round_half_up
from organisation.rules.periods import ONE_DAY

# What customers hold with the bank, unweighted: everything but what they owe.
ASSETS = frozenset(AssetClass) - {AssetClass.LOAN, AssetClass.CARD}


class By(StrEnum):
    """Whose averages: the bank's, by home branch, by A manager on the period's last day, by customer."""

    BANK = "bank"
    BRANCH = "branch"
    STAFF = "staff"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class PeriodAverage:
    """The sum of end-of-day balances of one key over the days of a period.

    The key is a branch, staff or customer number; "bank" for the bank, empty for what customers without a manager hold.
    """

    key: str
    balance_sum: Decimal
    days: int

    @property
    def average(self) -> Decimal:
        """In yuan, to the cent."""
        return round_half_up(exact(self.balance_sum) / self.days)


class PeriodError(ValueError):
    """The period ends before it begins."""


def averages(
    *, by: By, start: date, end: date, asset_classes: Collection[AssetClass] = ASSETS
) -> list[PeriodAverage]:
    """The averages of the accounts of some classes from a day to a day, both included, sorted by key.

    Every key that exists is there, also with nothing. Loans have no accounts of their own and are no part of
    this. One query, two look-ups per account.
    """
    if end < start:
        raise PeriodError(f"{end} lies before {start}")
    params: dict[str, Any] = {
        "start": start,
        "end": end,
        "after": end + ONE_DAY,
        "classes": sorted(one for one in asset_classes if one is not AssetClass.LOAN),
        "a": RelationshipRole.A,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HELD.replace("{until}", _UNTIL) + _GROUPED[by], params)
        days = (end - start).days + 1
        return [PeriodAverage(key, total, days) for key, total in cursor.fetchall()]


def sums_of(spans: Mapping[int, tuple[date, date]]) -> Mapping[int, Mapping[str, Decimal]]:
    """The sums of end-of-day balances of some customers by asset class, each over a span of its own, from a day until
    before a day; with the accounts of records that were merged into them. A class without an account that far is
    absent. One query, two look-ups per account."""
    if not spans:
        return {}
    values = ", ".join(["(%s::bigint, %s::date, %s::date)"] * len(spans))
    asked = [part for customer, (first, after) in spans.items() for part in (customer, first, after)]
    found: dict[int, dict[str, Decimal]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OF_SOME.format(values=values, until=_UNTIL), [*asked, sorted(ASSETS)])
        for customer, asset_class, total in cursor.fetchall():
            found.setdefault(customer, {})[asset_class] = total
    return found


# The sum of an account's balances before the day `e.day`, from its state `s`.
_UNTIL = """CASE
        WHEN s.day <= e.day THEN s.cum + s.balance * (e.day - s.day)
        WHEN s.first_day >= e.day THEN 0
        ELSE (SELECT b.cum + b.balance * (e.day - b.day) FROM customers_balance b
              WHERE b.account_id = s.account_id AND b.day <= e.day ORDER BY b.day DESC LIMIT 1)
    END"""
_OF_SOME = """
WITH asked (customer_id, first, after) AS (VALUES {values}),
records AS (
    SELECT customer_id, customer_id AS record_id, first, after FROM asked
    UNION ALL
    SELECT a.customer_id, m.absorbed_id, a.first, a.after
    FROM asked a JOIN customers_merge m ON m.survivor_id = a.customer_id AND m.undone_at IS NULL
)
SELECT r.customer_id, s.asset_class, sum(e.sign * {until})
FROM records r
JOIN customers_account c ON c.customer_id = r.record_id
JOIN customers_accountstate s ON s.account_id = c.id
CROSS JOIN LATERAL (VALUES (r.first, -1), (r.after, 1)) AS e (day, sign)
WHERE s.first_day < r.after AND s.asset_class = ANY(%s)
GROUP BY r.customer_id, s.asset_class
"""
_HELD = """
WITH held AS (
    SELECT s.customer_id, sum(e.sign * {until}) AS total
    FROM customers_accountstate s
    CROSS JOIN (VALUES (%(start)s::date, -1), (%(after)s::date, 1)) AS e (day, sign)
    WHERE s.first_day < %(after)s AND s.asset_class = ANY(%(classes)s)
    GROUP BY s.customer_id
)
"""
_GROUPED = {
    By.BANK: "SELECT 'bank', coalesce(sum(total), 0) FROM held",
    By.BRANCH: """
        SELECT b.branch_no, coalesce(sum(h.total), 0)
        FROM organisation_branch b
        LEFT JOIN customers_customer c ON c.home_branch_id = b.id
        LEFT JOIN held h ON h.customer_id = c.id
        GROUP BY b.branch_no ORDER BY b.branch_no COLLATE "C"
    """,
    By.STAFF: """
        SELECT coalesce(f.staff_no, '') AS key, coalesce(sum(h.total), 0)
        FROM customers_customer c
        LEFT JOIN customers_relationship r
               ON r.customer_id = c.id AND r.role = %(a)s AND r.period @> %(end)s::date
        LEFT JOIN organisation_staff f ON f.id = r.staff_id
        LEFT JOIN held h ON h.customer_id = c.id
        GROUP BY f.staff_no
        HAVING f.staff_no IS NOT NULL OR coalesce(sum(h.total), 0) <> 0
        ORDER BY coalesce(f.staff_no, '') COLLATE "C"
    """,
    By.CUSTOMER: """
        SELECT c.customer_no, coalesce(h.total, 0)
        FROM customers_customer c LEFT JOIN held h ON h.customer_id = c.id
        ORDER BY c.customer_no COLLATE "C"
    """,
}
