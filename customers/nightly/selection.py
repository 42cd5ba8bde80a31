"""The month's selection: customers of the minimum tier without a manager join the queue of the branch where most of
their accounts are. The first night of a month selects; nights after it, and the same one again, add nothing."""

from __future__ import annotations

from customers.choices import CustomerStatus, QueueCause, QueueEnd, RelationshipRole, TieRule
from customers.nightly import work
from customers.policies import SELECTION
from customers.rules.selection import SelectionPolicy
from customers.rules.tiering import RANK
from organisation.nightly.steps import Night, StepResult

GONE = (CustomerStatus.LOST.value, CustomerStatus.CLOSED.value)


def run(night: Night) -> StepResult:
    """Close what the opening stock of a drop has answered, then select, once a month."""
    answered = _answered(night)
    month = night.business_date.replace(day=1)
    found = 0
    if not work.one(
        night, "SELECT count(*) FROM customers_selection WHERE month >= %(month)s", {"month": month}
    ):
        policy = SELECTION.on(night.business_date)
        found = _select(night, policy)
        night.run(
            """
            INSERT INTO customers_selection (month, run_id, business_date, found)
            VALUES (%(month)s, %(run)s, %(day)s, %(found)s)
            """,
            {"month": month, "run": night.run_id, "day": night.business_date, "found": found},
        )
    return StepResult(detail={"selected": found, "queue_answered": answered})


def _answered(night: Night) -> int:
    """Entries of customers who have a manager by now."""
    return night.run(
        """
        UPDATE customers_unassigned u SET ended_on = %(day)s, "end" = %(assigned)s
        WHERE u.ended_on IS NULL AND EXISTS (
            SELECT FROM customers_relationship r
            WHERE r.customer_id = u.customer_id AND r.role = %(a)s AND r.period @> %(day)s::date)
        """,
        {"day": night.business_date, "assigned": QueueEnd.ASSIGNED, "a": RelationshipRole.A},
    )


def _select(night: Night, policy: SelectionPolicy) -> int:
    """The same order of branches as rules.selection.concentration, for every customer at once."""
    by_home = policy.tie is TieRule.HOME
    work.make(
        night,
        "night_selected",
        """
        SELECT d.customer_id, c.home_branch_id, d.tier
        FROM customers_customerday d JOIN customers_customer c ON c.id = d.customer_id
        WHERE d.run_id = %(run)s AND d.owner_id IS NULL AND d.tier <> '' AND d.tier_rank >= %(least)s
          AND NOT EXISTS (SELECT FROM customers_unassigned u
                          WHERE u.customer_id = d.customer_id AND u.ended_on IS NULL)
          AND NOT EXISTS (SELECT FROM customers_customerstanding s
                          WHERE s.customer_id = d.customer_id AND s.period @> %(day)s::date
                            AND s.status = ANY(%(gone)s))
        """,
        {
            "run": night.run_id,
            "least": RANK[policy.minimum_tier],
            "day": night.business_date,
            "gone": list(GONE),
        },
    )
    return night.run(_QUEUE, {"cause": QueueCause.SELECTION, "day": night.business_date, "home": by_home})


_QUEUE = """
INSERT INTO customers_unassigned (customer_id, branch_id, cause, tier, accounts, of_accounts, since, "end")
SELECT DISTINCT ON (n.customer_id) n.customer_id, coalesce(held.branch_id, n.home_branch_id),
       %(cause)s, n.tier, coalesce(held.accounts, 0), coalesce(held.of_accounts, 0), %(day)s, ''
FROM night_selected n
LEFT JOIN (
    SELECT a.customer_id, a.branch_id, count(*) AS accounts, min(a.opened_on) AS oldest,
           sum(count(*)) OVER (PARTITION BY a.customer_id) AS of_accounts
    FROM customers_account a JOIN night_selected s ON s.customer_id = a.customer_id
    WHERE a.closed_on IS NULL OR a.closed_on > %(day)s
    GROUP BY a.customer_id, a.branch_id
) held ON held.customer_id = n.customer_id
ORDER BY n.customer_id, held.accounts DESC NULLS LAST,
         %(home)s AND held.branch_id <> n.home_branch_id, held.oldest NULLS LAST, held.branch_id
"""
