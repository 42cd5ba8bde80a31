"""The opening stock of who looks after whom. Afterwards the portal owns the rows.

The first drop that names somebody for a customer and role is the opening stock of that customer and role: later
drops do not touch it, and one that comes late but speaks of an earlier day takes its place. Where the portal has
written anything itself, no drop does.
"""

from __future__ import annotations

from customers.nightly import work
from customers.nightly.merge import Taken
from organisation.nightly.steps import Night


def take(night: Night) -> Taken:
    as_of = {"as_of": night.as_of}
    rows_in = work.one(night, "SELECT count(*) FROM staging.relationships")
    work.make(
        night,
        "night_relationships",
        """
        SELECT c.id AS customer_id, f.id AS staff_id, s.role, daterange(s."from", s."to", '[]') AS period,
               coalesce(s.source, 'SYSTEM_BATCH') AS source
        FROM staging.relationships s
        JOIN customers_customer c ON c.customer_no = s.customer_no
        JOIN organisation_staff f ON f.staff_no = s.staff_no
        WHERE NOT EXISTS (
            SELECT FROM customers_relationship r
            WHERE r.customer_id = c.id AND r.role = s.role
              AND (r.source_as_of IS NULL OR r.source_as_of < %(as_of)s))
        """,
        as_of,
    )
    _give_way(night)
    applied = _insert(night)
    work.weigh(night, "customers_relationship", applied)
    return Taken(rows_in, applied)


def _give_way(night: Night) -> None:
    """Remove what a later drop brought for the same customer and role, or for the same pair of people."""
    night.run(
        """
        DELETE FROM customers_relationship r USING night_relationships n
        WHERE r.customer_id = n.customer_id AND r.source_as_of >= %(as_of)s
          AND (r.role = n.role OR (r.staff_id = n.staff_id AND r.period && n.period))
          AND NOT EXISTS (
              SELECT FROM night_relationships same
              WHERE (same.customer_id, same.staff_id, same.role, same.period, same.source)
                  = (r.customer_id, r.staff_id, r.role, r.period, r.source))
        """,
        {"as_of": night.as_of},
    )


def _insert(night: Night) -> int:
    """Add the rows that nothing stored stands against."""
    return night.run(
        """
        INSERT INTO customers_relationship (customer_id, staff_id, role, period, source, reason, source_as_of)
        SELECT customer_id, staff_id, role, period, source, '', %(as_of)s
        FROM night_relationships n
        WHERE NOT EXISTS (
            SELECT FROM customers_relationship r
            WHERE r.customer_id = n.customer_id AND r.period && n.period
              AND (r.role = n.role OR r.staff_id = n.staff_id))
        """,
        {"as_of": night.as_of},
    )
