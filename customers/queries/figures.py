"""Sums of what customers hold, for the apps above that score people and branches.

Everything is summed twice in one pass, by the customer's A manager and by the customer's branch, as both were
in the night; which offices stand above a branch is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import QuerySet, Sum

from customers.choices import AssetClass, FiveClass, RollUpKind
from customers.models import Customer, CustomerDay, HoldingDay, Loan, RollUp
from organisation import vault

if TYPE_CHECKING:
    from organisation.models import Staff

DEPOSITS = (AssetClass.DEMAND_DEPOSIT, AssetClass.TIME_DEPOSIT, AssetClass.STRUCTURED_DEPOSIT)
NON_PERFORMING = (FiveClass.SUBSTANDARD, FiveClass.DOUBTFUL, FiveClass.LOSS)
Vector = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """The same sums by manager and by branch (own customers only), by primary key; absent means none."""

    by_staff: Mapping[int, Vector]
    by_branch: Mapping[int, Vector]


# Loans at their newest day; the person who answers is the extract's, else the customer's A manager.
_NEWEST_LOANS = """
    SELECT DISTINCT ON (l.loan_no_hash)
           l.id, l.as_of, l.balance, l.five_class, l.interest_due, l.interest_collected,
           coalesce(l.staff_id, d.owner_id) AS staff_id, d.branch_id
    FROM customers_loan l
    JOIN customers_customerday d ON d.run_id = %(run)s AND d.customer_id = l.customer_id
    WHERE l.as_of <= %(day)s
    ORDER BY l.loan_no_hash, l.as_of DESC
"""


def has_roll_ups(run_id: int) -> bool:
    """Whether the sums of the run are kept; those of older nights are dropped."""
    return RollUp.objects.filter(run_id=run_id).exists()


def deposit_areas(run_id: int) -> Sums:
    """Balance times days (积数) of deposits from 1 January to the business date of the run. One query."""
    return _by_subject(
        """
        SELECT CASE WHEN kind = %(staff)s THEN subject_id END,
               CASE WHEN kind = %(branch)s THEN subject_id END,
               sum(sum_year)
        FROM customers_rollup
        WHERE run_id = %(run)s AND kind IN (%(staff)s, %(branch)s) AND asset_class = ANY(%(classes)s)
        GROUP BY 1, 2
        """,
        {
            "run": run_id,
            "staff": RollUpKind.STAFF.value,
            "branch": RollUpKind.BRANCH.value,
            "classes": [str(one) for one in DEPOSITS],
        },
    )


def deposit_areas_between(run_id: int, first: date, after: date) -> Sums:
    """积数 of deposits over the days [first, after), of the customers that each manager and branch has in the
    run. Looks up two balances of every deposit account: for periods that no roll-up holds."""
    return _by_subject(
        """
        SELECT d.owner_id, d.branch_id, sum(upto.area - since.area)
        FROM customers_account a
        JOIN customers_product p ON p.id = a.product_id AND p.asset_class = ANY(%(classes)s)
        JOIN customers_customerday d ON d.run_id = %(run)s AND d.customer_id = a.customer_id
        CROSS JOIN LATERAL (
            SELECT coalesce((SELECT b.cum + b.balance * (%(after)s::date - b.day) FROM customers_balance b
                             WHERE b.account_id = a.id AND b.day < %(after)s ORDER BY b.day DESC LIMIT 1), 0)
        ) upto(area)
        CROSS JOIN LATERAL (
            SELECT coalesce((SELECT b.cum + b.balance * (%(first)s::date - b.day) FROM customers_balance b
                             WHERE b.account_id = a.id AND b.day < %(first)s ORDER BY b.day DESC LIMIT 1), 0)
        ) since(area)
        GROUP BY GROUPING SETS ((d.owner_id), (d.branch_id))
        """,
        {"run": run_id, "first": first, "after": after, "classes": [str(one) for one in DEPOSITS]},
    )


def loan_book(run_id: int, day: date, year_first: date) -> Sums:
    """(balance, non-performing balance, interest due, interest collected) of each loan's newest row up to the
    day. Interest is cumulative within a year, so rows older than `year_first` add none. One query."""
    return _by_subject(
        f"""
        SELECT staff_id, branch_id, sum(balance),
               coalesce(sum(balance) FILTER (WHERE five_class = ANY(%(bad)s)), 0),
               coalesce(sum(interest_due) FILTER (WHERE as_of >= %(year)s), 0),
               coalesce(sum(interest_collected) FILTER (WHERE as_of >= %(year)s), 0)
        FROM ({_NEWEST_LOANS}) newest
        GROUP BY GROUPING SETS ((staff_id), (branch_id))
        """,  # noqa: S608 -- the inserted text is the constant above
        {"run": run_id, "day": day, "year": year_first, "bad": [str(one) for one in NON_PERFORMING]},
    )


def _by_subject(sql: str, params: Mapping[str, Any]) -> Sums:
    """Rows of (staff or null, branch or null, sums…), one of the two set."""
    by_staff: dict[int, Vector] = {}
    by_branch: dict[int, Vector] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for staff_id, branch_id, *sums in cursor.fetchall():
            if staff_id is not None:
                by_staff[staff_id] = tuple(sums)
            elif branch_id is not None:
                by_branch[branch_id] = tuple(sums)
    return Sums(by_staff, by_branch)


@dataclass(frozen=True, slots=True)
class DepositShare:
    """A customer's part of a deposit figure: 积数 of the year, and the balance now."""

    customer_no: str
    name: str
    area: Decimal
    balance: Decimal


def deposit_customers(
    reader: Staff, *, run_id: int, owner_id: int | None, branch_path: str, limit: int
) -> list[DepositShare]:
    """The customers behind a deposit figure that the reader may see, largest first: of an A manager, or of a
    branch and all below it. Two queries."""
    days = _days(reader, run_id, owner_id, branch_path)
    rows = (
        HoldingDay.objects.unscoped("of the customers just found in scope")
        .filter(run_id=run_id, asset_class__in=DEPOSITS, customer_id__in=days.values("customer_id"))
        .values("customer_id")
        .annotate(area=Sum("sum_year"), now=Sum("balance"))
        .order_by("-area", "customer_id")[:limit]
    )
    people = Customer.objects.unscoped("of the customers just found in scope").in_bulk(
        [row["customer_id"] for row in rows]
    )
    return [
        DepositShare(people[key].customer_no, people[key].name, row["area"], row["now"])
        for row in rows
        for key in [row["customer_id"]]
    ]


@dataclass(frozen=True, slots=True)
class DepositMove:
    """A customer whose deposits are not what they were in an earlier night."""

    customer_no: str
    name: str
    before: Decimal
    now: Decimal


_MOVES = """
    SELECT c.customer_no, c.name_sealed, coalesce(b.held, 0), coalesce(n.held, 0)
    FROM (SELECT customer_id, sum(balance) AS held FROM customers_holdingday
          WHERE run_id = %s AND asset_class = ANY(%s) GROUP BY customer_id) n
    FULL JOIN (SELECT customer_id, sum(balance) AS held FROM customers_holdingday
               WHERE run_id = %s AND asset_class = ANY(%s) GROUP BY customer_id) b USING (customer_id)
    JOIN customers_customer c ON c.id = customer_id
    WHERE coalesce(n.held, 0) <> coalesce(b.held, 0) AND customer_id IN ({seen})
    ORDER BY abs(coalesce(n.held, 0) - coalesce(b.held, 0)) DESC, c.customer_no
    LIMIT %s
"""


def deposit_moves(
    reader: Staff, *, run_id: int, earlier_run_id: int, owner_id: int | None, branch_path: str, limit: int
) -> list[DepositMove]:
    """The largest changes of deposits between two nights that are both kept, of customers whom the reader may
    see and who are the manager's (or the subtree's) in the later one. One query."""
    seen, params = _days(reader, run_id, owner_id, branch_path).values("customer_id").query.sql_with_params()
    classes = [str(one) for one in DEPOSITS]
    with connection.cursor() as cursor:
        cursor.execute(_MOVES.format(seen=seen), [run_id, classes, earlier_run_id, classes, *params, limit])
        return [
            DepositMove(number, vault.opened(Customer, "name", row=number, kept=name), before, now)
            for number, name, before, now in cursor.fetchall()
        ]


def _days(reader: Staff, run_id: int, owner_id: int | None, branch_path: str) -> QuerySet[CustomerDay]:
    """Customers of an A manager, or of a branch and all below it, that the reader may see."""
    days: QuerySet[CustomerDay] = CustomerDay.objects.visible_to(reader).filter(run_id=run_id)
    return days.filter(owner_id=owner_id) if owner_id else days.filter(branch__path__startswith=branch_path)


def loans_behind(
    reader: Staff, *, run_id: int, day: date, owner_id: int | None, branch_path: str
) -> QuerySet[Loan]:
    """The loans behind a loan figure that the reader may see, largest balance first."""
    kept = "staff_id = %(who)s" if owner_id else "starts_with(b.path, %(who)s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT newest.id FROM ({_NEWEST_LOANS}) newest"  # noqa: S608 -- constants above
            f" JOIN organisation_branch b ON b.id = newest.branch_id WHERE {kept}",
            {"run": run_id, "day": day, "who": owner_id or branch_path},
        )
        keys = [key for (key,) in cursor.fetchall()]
    rows = Loan.objects.visible_to(reader).filter(pk__in=keys).select_related("customer")
    return rows.order_by("-balance", "loan_no_hash")


def loans_before(rows: Iterable[Loan], day: date) -> Mapping[bytes, Loan]:
    """The newest row up to the day of each of the loans, by the hash of the loan's number. One query."""
    numbers = [row.loan_no_hash for row in rows]
    earlier = Loan.objects.unscoped("earlier rows of loans already in scope").filter(
        loan_no_hash__in=numbers, as_of__lte=day
    )
    return {bytes(row.loan_no_hash): row for row in earlier.order_by("loan_no_hash", "as_of")}
