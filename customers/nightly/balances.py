"""Balances into the sparse cumulative history.

One row per account and day on which the balance changed, with the sum of all end-of-day balances (积数) before
that day. A night appends to most accounts: their new sums follow from the account's state. Where it changes a
day that is already stored, or the account is closed, the account's later rows are computed again, nothing else.

From the day on which an account was closed its balance counts 0, whatever the core sent; if the core sent no row
for that day, one is added.
"""

from __future__ import annotations

from customers.nightly import partitions, work
from customers.nightly.merge import Taken
from customers.nightly.work import Days
from organisation.nightly.steps import Night


def take(night: Night) -> Taken:
    """Write the balances of the drop, and what a changed closing day does to those that are stored."""
    rows_in = _incoming(night)
    _refuse_known(night)
    applied = work.one(night, "SELECT count(*) FROM night_incoming")
    if _accounts(night):
        days = Days.of(night.business_date)
        _again(night, days)
        _rows(night)
        _sums(night)
        _write(night)
        _states(night, days)
        _touch(night)
    return Taken(rows_in, applied)


def _incoming(night: Night) -> int:
    """Make night_incoming: the rows of the drop with what is known of their accounts."""
    if "balances" not in night.tables:
        none = "SELECT account_id, day, balance AS reported, day AS last_day, day AS closed_on"
        return work.make(night, "night_incoming", f"{none} FROM customers_accountstate LIMIT 0")
    return work.make(
        night,
        "night_incoming",
        """
        SELECT s.account_id, i.as_of AS day, i.balance AS reported, s.day AS last_day, s.closed_on
        FROM staging.balances i
        JOIN customers_account a ON a.account_no_hash = i.account_no_hash
        JOIN customers_accountstate s ON s.account_id = a.id
        """,
    )


def _refuse_known(night: Night) -> None:
    """Take out what is stored already: from a newer drop, or with the same balance (which renews its day).

    Only rows that do not come after their account's last one are looked up, and only in their months, so that
    an ordinary night does not read the history at all."""
    if not work.make(
        night,
        "night_earlier",
        "SELECT account_id, day, reported FROM night_incoming WHERE day <= last_day",
    ):
        return
    [(first, last)] = work.rows(night, "SELECT min(day), max(day) FROM night_earlier")
    known = work.make(
        night,
        "night_known",
        """
        SELECT i.account_id, i.day, i.reported = b.reported AS same, b.source_as_of
        FROM night_earlier i
        JOIN customers_balance b ON b.account_id = i.account_id AND b.day = i.day
        WHERE b.day BETWEEN %(first)s AND %(last)s AND b.reported IS NOT NULL
        """,
        {"first": first, "last": last},
    )
    if known:
        _leave_known(night)


def _leave_known(night: Night) -> None:
    """Renew the day of equal rows, and take them and what a newer drop said out of night_incoming."""
    as_of = {"as_of": night.as_of}
    night.run(
        """
        UPDATE customers_balance b SET source_as_of = %(as_of)s
        FROM night_known k
        WHERE b.account_id = k.account_id AND b.day = k.day AND k.same AND k.source_as_of < %(as_of)s
        """,
        as_of,
    )
    night.run(
        """
        DELETE FROM night_incoming i USING night_known k
        WHERE i.account_id = k.account_id AND i.day = k.day AND (k.same OR k.source_as_of > %(as_of)s)
        """,
        as_of,
    )


def _accounts(night: Night) -> int:
    """Make night_accounts_at_work: each account that changes, its first changed day, and whether its state is
    not enough to go on from (`again`: stored days change, or it is closed)."""
    return work.make(
        night,
        "night_at_work",
        """
        SELECT account_id, min(day) AS first_day, bool_or(again) AS again
        FROM (
            SELECT account_id, day, day <= last_day OR closed_on IS NOT NULL AS again FROM night_incoming
            UNION ALL
            SELECT account_id, day, true FROM night_closings
        ) changed
        GROUP BY account_id
        """,
    )


def _again(night: Night, days: Days) -> None:
    """Make night_again: the accounts to compute again, and the day of the stored row to start from.

    That is the last reported row before the change and before the year began, so that the sums at all starts of
    periods lie in the rows that follow."""
    work.make(
        night,
        "night_again",
        """
        SELECT w.account_id, s.closed_on, (
            SELECT max(b.day) FROM customers_balance b
            WHERE b.account_id = w.account_id AND b.reported IS NOT NULL
              AND b.day <= least(w.first_day - 1, %(year)s)
        ) AS from_day
        FROM night_at_work w
        JOIN customers_accountstate s ON s.account_id = w.account_id
        WHERE w.again
        """,
        days.params,
    )


def _rows(night: Night) -> None:
    """Make night_rows: for each account the row to go on from (`old`), then every row from there on.

    An account that only goes on starts from its state; one that is computed again from its row in night_again."""
    work.make(
        night,
        "night_rows",
        """
        SELECT s.account_id, s.day, NULL::numeric AS reported, s.balance, s.cum, NULL::date AS source_as_of,
               true AS old
        FROM night_at_work w
        JOIN customers_accountstate s ON s.account_id = w.account_id
        WHERE NOT w.again AND s.first_day IS NOT NULL
        UNION ALL
        SELECT i.account_id, i.day, i.reported, i.reported, NULL, %(as_of)s::date, false
        FROM night_incoming i
        UNION ALL
        SELECT b.account_id, b.day, b.reported, CASE WHEN b.day = g.from_day THEN b.balance ELSE b.reported END,
               b.cum, b.source_as_of, b.day IS NOT DISTINCT FROM g.from_day
        FROM night_again g
        JOIN customers_balance b ON b.account_id = g.account_id AND b.day >= coalesce(g.from_day, '-infinity')
        WHERE b.reported IS NOT NULL
          AND NOT EXISTS (SELECT FROM night_incoming i WHERE i.account_id = b.account_id AND i.day = b.day)
        """,
        {"as_of": night.as_of},
        analyse=False,
    )
    _close(night)


def _close(night: Night) -> None:
    """Closed accounts: 0 from the closing day on, with a row of its own where the core sent none."""
    night.run(
        """
        UPDATE night_rows r SET balance = 0
        FROM night_again g
        WHERE g.account_id = r.account_id AND r.day >= g.closed_on AND NOT r.old
        """
    )
    night.run(
        """
        INSERT INTO night_rows (account_id, day, reported, balance, cum, source_as_of, old)
        SELECT g.account_id, g.closed_on, NULL, 0, NULL, g.closed_on, false
        FROM night_again g
        JOIN (
            SELECT DISTINCT ON (account_id) account_id, r.day, r.balance
            FROM night_rows r JOIN night_again USING (account_id)
            WHERE r.day <= closed_on
            ORDER BY account_id, r.day DESC
        ) last USING (account_id)
        WHERE last.day < g.closed_on AND last.balance <> 0
        """
    )


def _sums(night: Night) -> None:
    """Make night_sums: the rows with their cumulative sums, the day of the next row and the balance before."""
    work.make(
        night,
        "night_sums",
        """
        SELECT account_id, day, reported, balance, source_as_of, old, next_day,
               coalesce(lag(balance) OVER rising, 0) AS balance_before,
               coalesce(first_value(cum) OVER rising, 0)
               + coalesce(sum(balance * (next_day - day)) OVER (
                     rising ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS cum
        FROM (
            SELECT *, lead(day) OVER (PARTITION BY account_id ORDER BY day) AS next_day FROM night_rows
        ) followed
        WINDOW rising AS (PARTITION BY account_id ORDER BY day)
        """,
        analyse=False,
    )


def _write(night: Night) -> None:
    """Store the rows: those of accounts computed again are replaced from their first computed day on."""
    written = partitions.months(night, "SELECT day FROM night_sums WHERE NOT old")
    if work.one(night, "SELECT EXISTS (SELECT FROM night_again)"):
        night.run(
            """
            DELETE FROM customers_balance b USING night_again g
            WHERE b.account_id = g.account_id AND b.day > coalesce(g.from_day, '-infinity')
            """
        )
    night.run(
        """
        INSERT INTO customers_balance (account_id, day, balance, cum, reported, source_as_of)
        SELECT account_id, day, balance, cum, reported, source_as_of FROM night_sums WHERE NOT old
        """
    )
    for name, rows in written.items():
        work.weigh(night, name, rows)


def _states(night: Night, days: Days) -> None:
    """Carry the states of the accounts to their last rows.

    The sum at the start of a period is that of the row that stood then. If the rows begin later, the state
    itself began within the period and knows the sum; an account without an earlier row has none.
    """
    at_start = ", ".join(
        f"max(cum + balance * (%({name})s - day))"
        f" FILTER (WHERE day <= %({name})s AND (next_day > %({name})s OR next_day IS NULL)) AS cum_{name}"
        for name in ("month", "quarter", "year")
    )
    work.make(
        night,
        "night_ends",
        f"""
        SELECT r.account_id, w.again, min(day) FILTER (WHERE NOT old) AS first_day,
               max(day) FILTER (WHERE next_day IS NULL) AS day,
               max(r.balance) FILTER (WHERE next_day IS NULL) AS balance,
               max(r.balance_before) FILTER (WHERE next_day IS NULL) AS balance_before,
               max(r.cum) FILTER (WHERE next_day IS NULL) AS cum,
               max(r.balance) FILTER (
                   WHERE day < %(month)s AND (next_day >= %(month)s OR next_day IS NULL)) AS balance_month,
               {at_start}
        FROM night_sums r JOIN night_at_work w USING (account_id)
        GROUP BY r.account_id, w.again
        """,
        days.params,
        analyse=False,
    )
    _carry(night, days)


def _carry(night: Night, days: Days) -> None:
    """Write night_ends into the states."""
    kept = ", ".join(
        f"cum_{name} = coalesce(n.cum_{name}, CASE WHEN n.again THEN 0 ELSE s.cum_{name} END)"
        for name in ("month", "quarter", "year")
    )
    night.run(
        f"""
        UPDATE customers_accountstate s
        SET first_day = least(s.first_day, n.first_day), day = n.day, balance = n.balance, cum = n.cum,
            balance_before = n.balance_before, as_of = %(day)s, {kept},
            balance_month = coalesce(n.balance_month, CASE WHEN n.again THEN 0 ELSE s.balance_month END)
        FROM night_ends n
        WHERE n.account_id = s.account_id
        """,
        days.params,
    )


def _touch(night: Night) -> None:
    """Note the customers whose days changed, with the first of them."""
    night.run(
        """
        INSERT INTO night_touched (customer_id, day)
        SELECT s.customer_id, min(w.first_day)
        FROM night_at_work w JOIN customers_accountstate s USING (account_id)
        GROUP BY s.customer_id
        """
    )
