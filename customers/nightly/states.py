"""The state of accounts follows their records: whose they are, of which class, and since when they are closed."""

from __future__ import annotations

from customers.nightly import work
from customers.nightly.records import ACCOUNTS, PRODUCTS
from organisation.nightly.steps import Night

# An account without a balance stands at 0 from a day before all others.
NO_BALANCE_DAY = "1900-01-01"
# Whose the account is: the customer's that the core names, or of whom that record was merged into.
OWNER = "coalesce(u.survivor_id, a.customer_id)"
MERGED = "LEFT JOIN customers_merge u ON u.absorbed_id = a.customer_id AND u.undone_at IS NULL"


def follow(night: Night) -> None:
    """Bring the states up to the records of accounts and products that this night wrote, and to the merges of
    customers that were made or undone since the night before.

    Leaves night_closings (accounts whose closing day changed, with the first day that it concerns), and notes
    in night_touched the customers whose past an account joined or left.
    """
    for merge in (ACCOUNTS, PRODUCTS):
        if not work.there(night, merge.found):
            work.make(night, merge.found, "SELECT 0::bigint AS id, ''::bytea AS account_no_hash LIMIT 0")
    _open(night)
    _changed(night)
    night.run(
        """
        INSERT INTO night_touched (customer_id, day)
        SELECT unnest(ARRAY[old_customer_id, customer_id]), first_day
        FROM night_moved
        WHERE first_day IS NOT NULL AND (old_customer_id <> customer_id OR old_class <> asset_class)
        """
    )
    work.make(
        night,
        "night_closings",
        """
        SELECT account_id, least(old_closed_on, closed_on) AS day
        FROM night_moved
        WHERE first_day IS NOT NULL AND old_closed_on IS DISTINCT FROM closed_on
        """,
    )
    night.run(
        """
        UPDATE customers_accountstate s
        SET customer_id = m.customer_id, asset_class = m.asset_class, closed_on = m.closed_on
        FROM night_moved m
        WHERE m.account_id = s.account_id
        """
    )


def _open(night: Night) -> None:
    """States of new accounts, at 0."""
    opened = night.run(
        f"""
        INSERT INTO customers_accountstate (
            account_id, customer_id, asset_class, closed_on, day, balance, balance_before, balance_month,
            cum, cum_month, cum_quarter, cum_year, as_of)
        SELECT a.id, {OWNER}, p.asset_class, a.closed_on, '{NO_BALANCE_DAY}', 0, 0, 0, 0, 0, 0, 0,
               %(day)s
        FROM {ACCOUNTS.found} d
        JOIN customers_account a ON a.account_no_hash = d.account_no_hash
        JOIN customers_product p ON p.id = a.product_id
        {MERGED}
        WHERE d.id IS NULL
        """,
        {"day": night.business_date},
    )
    work.weigh(night, "customers_accountstate", opened)


def _changed(night: Night) -> None:
    """Make night_moved: accounts whose owner, class or closing day is no longer that of their state."""
    work.make(
        night,
        "night_moved",
        f"""
        SELECT s.account_id, s.first_day,
               s.customer_id AS old_customer_id, {OWNER} AS customer_id,
               s.asset_class AS old_class, p.asset_class,
               s.closed_on AS old_closed_on, a.closed_on
        FROM (
            SELECT id FROM {ACCOUNTS.found} WHERE id IS NOT NULL
            UNION
            SELECT held.id FROM {PRODUCTS.found} w JOIN customers_account held ON held.product_id = w.id
            UNION
            SELECT of.id FROM customers_merge w JOIN customers_account of ON of.customer_id = w.absorbed_id
        ) written
        JOIN customers_account a ON a.id = written.id
        JOIN customers_accountstate s ON s.account_id = a.id
        JOIN customers_product p ON p.id = a.product_id
        {MERGED}
        WHERE (s.customer_id, s.asset_class, s.closed_on)
              IS DISTINCT FROM ({OWNER}, p.asset_class, a.closed_on)
        """,
    )
