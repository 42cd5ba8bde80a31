"""The state of the tables after a night, in the bank's own numbers and without what differs from run to run."""

from __future__ import annotations

from typing import Any

from django.db import connection

QUERIES = {
    "branches": "SELECT branch_no, name, path, level, city, opened_on FROM organisation_branch ORDER BY 1",
    "staff": "SELECT staff_no, name, email, phone, hired_on, left_on, status FROM organisation_staff ORDER BY 1",
    "postings": """SELECT s.staff_no, b.branch_no, p.post, p.grade, p.period::text FROM organisation_posting p
        JOIN organisation_staff s ON s.id = p.staff_id JOIN organisation_branch b ON b.id = p.branch_id
        ORDER BY 1, 5""",
    "customers": """SELECT c.customer_no, c.sealed_digest::text, b.branch_no, c.name_tokens,
        c.phone_hash::text, c.opened_on
        FROM customers_customer c JOIN organisation_branch b ON b.id = c.home_branch_id ORDER BY 1""",
    "accounts": """SELECT a.account_no_hash::text, c.customer_no, a.opened_on, a.closed_on, a.status
        FROM customers_account a JOIN customers_customer c ON c.id = a.customer_id ORDER BY 1""",
    "balances": """SELECT a.account_no_hash::text, x.day, x.balance, x.cum FROM customers_balance x
        JOIN customers_account a ON a.id = x.account_id ORDER BY 1, 2""",
    "loans": """SELECT loan_no_hash::text, as_of, balance, five_class, interest_collected
        FROM customers_loan ORDER BY 1, 2""",
    "measures": "SELECT subject_no, code, period, value FROM performance_measure ORDER BY 1, 2, 3",
    "relationships": """SELECT c.customer_no, s.staff_no, r.role, r.period::text FROM customers_relationship r
        JOIN customers_customer c ON c.id = r.customer_id JOIN organisation_staff s ON s.id = r.staff_id
        ORDER BY 1, 3, 4""",
    "assessments": """SELECT c.customer_no, t.month, t.average, t.assessed, t.effective, t.months_below
        FROM customers_tierassessment t JOIN customers_customer c ON c.id = t.customer_id ORDER BY 1, 2""",
    "days": """SELECT c.customer_no, d.aum, d.net_assets, d.sum_month, d.sum_quarter, d.sum_year, d.avg_month, d.tier
        FROM customers_customerday d JOIN customers_customer c ON c.id = d.customer_id
        WHERE d.run_id = (SELECT run_id FROM organisation_publication ORDER BY id DESC LIMIT 1) ORDER BY 1""",
    "holdings": """SELECT c.customer_no, h.asset_class, h.balance, h.sum_year FROM customers_holdingday h
        JOIN customers_customer c ON c.id = h.customer_id
        WHERE h.run_id = (SELECT run_id FROM organisation_publication ORDER BY id DESC LIMIT 1) ORDER BY 1, 2""",
    "flags": """SELECT c.customer_no, f.kind, f.business_date, f.amount FROM customers_flag f
        JOIN customers_customer c ON c.id = f.customer_id
        WHERE f.run_id = (SELECT run_id FROM organisation_publication ORDER BY id DESC LIMIT 1) ORDER BY 1, 2""",
    "shown": "SELECT business_date FROM organisation_publication ORDER BY id DESC LIMIT 1",
}


def state() -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, by name."""
    found = {}
    with connection.cursor() as cursor:
        for name, query in QUERIES.items():
            cursor.execute(query)
            found[name] = cursor.fetchall()
    return found
