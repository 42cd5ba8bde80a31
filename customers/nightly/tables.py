"""The extracts of products, customers, accounts, balances, loans and relationships."""

from __future__ import annotations

from customers import search
from customers.choices import (
    LASTING_ROLES,
    AccountStatus,
    AssetClass,
    FiveClass,
    Gender,
    IdType,
    ProductRisk,
    RelationshipSource,
    RiskLevel,
)
from organisation.choices import DataClass
from organisation.nightly.specs import ColumnSpec, Kind, RowCheck, TableSpec
from organisation.nightly.tables import BY_NUMBER

C1, C2 = DataClass.C1, DataClass.C2
OF_CUSTOMER = "(SELECT c.home_branch_id FROM customers_customer c WHERE c.customer_no = r.customer_no)"
OF_ACCOUNT = """(SELECT c.home_branch_id FROM customers_account a JOIN customers_customer c ON c.id = a.customer_id
    WHERE a.account_no_hash = r.account_no_hash)"""

PRODUCTS = TableSpec(
    name="products",
    key=("product_code",),
    stored_in="customers_product",
    columns=(
        ColumnSpec("product_code", Kind.CODE, required=True, max_length=30),
        ColumnSpec("name", required=True, max_length=120, chinese=True),
        ColumnSpec("asset_class", required=True, choices=tuple(AssetClass.values)),
        ColumnSpec("risk_rating", needed=True, choices=tuple(ProductRisk.values)),
        ColumnSpec("issuer", max_length=60, chinese=True),
    ),
)
CUSTOMERS = TableSpec(
    name="customers",
    key=("customer_no",),
    stored_in="customers_customer",
    branch_sql=BY_NUMBER.format("home_branch_no"),
    columns=(
        ColumnSpec("customer_no", Kind.CODE, required=True, max_length=30),
        ColumnSpec("name", required=True, max_length=120, data_class=C2, mask="name", chinese=True),
        ColumnSpec("id_type", needed=True, choices=tuple(IdType.values), data_class=C1),
        ColumnSpec("id_no", needed=True, max_length=40, data_class=C2, mask="identity"),
        ColumnSpec("id_valid_to", Kind.DATE, needed=True, data_class=C1),
        ColumnSpec("birth_date", Kind.DATE, needed=True, data_class=C2, not_after_drop=True),
        ColumnSpec("gender", choices=tuple(Gender.values), data_class=C1),
        ColumnSpec("phone", needed=True, max_length=30, data_class=C2, mask="mobile"),
        ColumnSpec("address", max_length=200, data_class=C2, mask="address", chinese=True),
        ColumnSpec("occupation", max_length=80, data_class=C1, chinese=True),
        ColumnSpec("risk_level", needed=True, choices=tuple(RiskLevel.values), data_class=C1),
        ColumnSpec("risk_assessed_on", Kind.DATE, needed=True, data_class=C1, not_after_drop=True),
        ColumnSpec(
            "home_branch_no", Kind.CODE, required=True, max_length=20, references=("branches.branch_no",)
        ),
        ColumnSpec("opened_on", Kind.DATE, needed=True, data_class=C1, not_after_drop=True),
        ColumnSpec("marketing_opt_out", Kind.FLAG, needed=True, data_class=C1),
    ),
    checks=(RowCheck("ends_before_start", "opened_on", "s.opened_on < s.birth_date"),),
)
ACCOUNTS = TableSpec(
    name="accounts",
    key=("account_no",),
    stored_in="customers_account",
    branch_sql=BY_NUMBER.format("branch_no"),
    columns=(
        ColumnSpec(
            "account_no",
            Kind.CODE,
            required=True,
            max_length=40,
            data_class=C2,
            mask="card",
            hashed=search.account_key,
        ),
        ColumnSpec(
            "customer_no", Kind.CODE, required=True, max_length=30, references=("customers.customer_no",)
        ),
        ColumnSpec(
            "product_code", Kind.CODE, required=True, max_length=30, references=("products.product_code",)
        ),
        ColumnSpec("currency", Kind.CODE, max_length=3),
        ColumnSpec("opened_on", Kind.DATE, needed=True, data_class=C1, not_after_drop=True),
        ColumnSpec("closed_on", Kind.DATE, needed=True, data_class=C1, not_after_drop=True),
        ColumnSpec("maturity_on", Kind.DATE, needed=True, data_class=C1),
        ColumnSpec("branch_no", Kind.CODE, required=True, max_length=20, references=("branches.branch_no",)),
        ColumnSpec("rate", Kind.DECIMAL, needed=True, digits=9, places=6),
        ColumnSpec("status", needed=True, choices=tuple(AccountStatus.values)),
    ),
    checks=(RowCheck("ends_before_start", "closed_on", "s.closed_on < s.opened_on"),),
)
BALANCES = TableSpec(
    name="balances",
    key=("account_no", "as_of"),
    branch_sql=OF_ACCOUNT,
    columns=(
        ColumnSpec(
            "account_no",
            Kind.CODE,
            required=True,
            max_length=40,
            references=("accounts.account_no",),
            data_class=C2,
            mask="card",
            hashed=search.account_key,
        ),
        ColumnSpec("as_of", Kind.DATE, required=True, not_after_drop=True),
        ColumnSpec("balance", Kind.DECIMAL, required=True, data_class=C2),
    ),
)
LOANS = TableSpec(
    name="loans",
    key=("loan_no", "as_of"),
    branch_sql=OF_CUSTOMER,
    columns=(
        ColumnSpec(
            "loan_no",
            Kind.CODE,
            required=True,
            max_length=40,
            data_class=C2,
            mask="card",
            hashed=search.loan_key,
        ),
        ColumnSpec(
            "customer_no", Kind.CODE, required=True, max_length=30, references=("customers.customer_no",)
        ),
        ColumnSpec(
            "account_no",
            Kind.CODE,
            needed=True,
            max_length=40,
            references=("accounts.account_no",),
            data_class=C2,
            mask="card",
            hashed=search.account_key,
        ),
        ColumnSpec(
            "product_code", Kind.CODE, needed=True, max_length=30, references=("products.product_code",)
        ),
        ColumnSpec("principal", Kind.DECIMAL, required=True, minimum=0, data_class=C2),
        ColumnSpec("balance", Kind.DECIMAL, required=True, minimum=0, data_class=C2),
        ColumnSpec("rate", Kind.DECIMAL, needed=True, digits=9, places=6, data_class=C1),
        ColumnSpec("disbursed_on", Kind.DATE, needed=True, data_class=C1, not_after_drop=True),
        ColumnSpec("due_on", Kind.DATE, needed=True, data_class=C1),
        ColumnSpec("five_class", required=True, choices=tuple(FiveClass.values), data_class=C2),
        ColumnSpec("overdue_days", Kind.INTEGER, needed=True, minimum=0, data_class=C2),
        ColumnSpec("interest_due", Kind.DECIMAL, needed=True, data_class=C2),
        ColumnSpec("interest_collected", Kind.DECIMAL, needed=True, data_class=C2),
        ColumnSpec("staff_no", Kind.CODE, needed=True, max_length=20, references=("staff.staff_no",)),
        ColumnSpec("as_of", Kind.DATE, required=True, not_after_drop=True),
    ),
    checks=(RowCheck("ends_before_start", "due_on", "s.due_on < s.disbursed_on"),),
)
# The extract's "to" is the last day.
_SAME_DAYS = """daterange(a."from", a."to", '[]') && daterange(b."from", b."to", '[]')
    AND a.customer_no = b.customer_no"""
RELATIONSHIPS = TableSpec(
    name="relationships",
    key=("customer_no", "staff_no", "role", "from"),
    branch_sql=OF_CUSTOMER,
    columns=(
        ColumnSpec(
            "customer_no", Kind.CODE, required=True, max_length=30, references=("customers.customer_no",)
        ),
        ColumnSpec("staff_no", Kind.CODE, required=True, max_length=20, references=("staff.staff_no",)),
        ColumnSpec("role", required=True, choices=LASTING_ROLES),
        ColumnSpec("from", Kind.DATE, required=True),
        ColumnSpec("to", Kind.DATE, needed=True),
        ColumnSpec("source", choices=tuple(RelationshipSource.values)),
    ),
    checks=(RowCheck("ends_before_start", "to", 's."to" < s."from"'),),
    clashes=(
        RowCheck("two_in_one_role", "role", f"{_SAME_DAYS} AND a.role = b.role"),
        RowCheck("one_in_two_roles", "staff_no", f"{_SAME_DAYS} AND a.staff_no = b.staff_no"),
    ),
)
TABLES = (PRODUCTS, CUSTOMERS, ACCOUNTS, BALANCES, LOANS, RELATIONSHIPS)
