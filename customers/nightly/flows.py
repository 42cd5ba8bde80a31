"""From which tier to which customers went, month by month and branch by branch, for the migration board."""

from __future__ import annotations

from customers.nightly import work
from organisation.nightly.steps import Night


def fill(night: Night) -> int:
    """Add up the months that this night assessed (all of them from the first one that changed, for each month
    looks back at the one before); the number of rows written."""
    first = work.one(night, "SELECT min(from_month) FROM night_owed")
    if first is None:
        return 0
    night.run("DELETE FROM customers_tierflow WHERE month >= %(first)s", {"first": first})
    return night.run(
        """
        INSERT INTO customers_tierflow (month, branch_id, before, after, customers, average_sum)
        SELECT t.month, c.home_branch_id, coalesce(p.effective, ''), t.effective, count(*), sum(t.average)
        FROM customers_tierassessment t
        JOIN customers_customer c ON c.id = t.customer_id
        LEFT JOIN customers_tierassessment p
               ON p.customer_id = t.customer_id AND p.month = (t.month - interval '1 month')::date
        WHERE t.month >= %(first)s
        GROUP BY 1, 2, 3, 4
        """,
        {"first": first},
    )
