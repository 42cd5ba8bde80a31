"""Customers with their accounts, managers and figures, written as a night writes them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import (
    AssetClass,
    FiveClass,
    FlagKind,
    RelationshipRole,
    RelationshipSource,
    Tier,
    TierReason,
)
from customers.models import (
    Account,
    AccountState,
    Balance,
    Customer,
    CustomerDay,
    Flag,
    HoldingDay,
    Loan,
    Product,
    Relationship,
    RollUp,
    TierAssessment,
)
from customers.rules.tiering import RANK
from customers.search import account_key, columns_of, loan_key, personal_digest
from organisation.models import Branch, NightlyRun, Staff
from organisation.vault import texts
from tests.factories.organisation import BEGIN, BUSINESS_DATE

_numbers = count(1)
RUN_TABLES = ("customers_customerday", "customers_holdingday", "customers_rollup")


def partitions_of(run: NightlyRun) -> None:
    """The run's partitions of the figure tables, unless they are there."""
    with connection.cursor() as cursor:
        for table in RUN_TABLES:
            if not _partition(cursor, table, f"FOR VALUES IN ('{run.pk}')"):
                cursor.execute(
                    f"CREATE TABLE {table}_r{run.pk} PARTITION OF {table} FOR VALUES IN ({run.pk})"
                )


def partition_of_month(day: date) -> None:
    """The month's partition of the balances, unless it is there."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    bounds = f"FOR VALUES FROM ('{first}') TO ('{following}')"
    with connection.cursor() as cursor:
        if not _partition(cursor, "customers_balance", bounds):
            name = f"customers_balance_{first:%Y%m}"
            cursor.execute(f"CREATE TABLE {name} PARTITION OF customers_balance {bounds}")


def _partition(cursor: Any, table: str, bounds: str) -> bool:
    cursor.execute(
        "SELECT 1 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
        " WHERE i.inhparent = %s::regclass AND pg_get_expr(c.relpartbound, c.oid) = %s",
        [table, bounds],
    )
    return cursor.fetchone() is not None


def customer(
    name: str = "王伟明",
    *,
    at: Branch,
    a: Staff | None = None,
    b: Staff | None = None,
    customer_no: str = "",
    since: date = BEGIN,
    **fields: Any,
) -> Customer:
    """A customer of the branch with the search columns of the loader, and A and B from `since` on."""
    serial = next(_numbers)
    values = {
        "id_type": "RESIDENT_ID",
        "id_no": f"99999919900101{serial:04d}",
        "phone": f"154{serial:08d}",
        "address": f"上海市浦东新区世纪大道{serial}号",
        "birth_date": date(1990, 1, 1),
        "gender": "M",
        "risk_level": "C3",
        "risk_assessed_on": date(2026, 3, 1),
        "opened_on": since,
        "source_as_of": BUSINESS_DATE,
        **fields,
    }
    number = customer_no or f"C{serial:07d}"
    keys = columns_of(name=name, id_no=values["id_no"], phone=values["phone"])
    digest = personal_digest(number, name, values["id_no"], values["phone"], values["address"])
    made = Customer.objects.create(
        customer_no=number, name=name, home_branch=at, sealed_digest=digest, **values, **asdict(keys)
    )
    if a is not None:
        relationship(made, a, since=since)
    if b is not None:
        relationship(made, b, role=RelationshipRole.B, since=since)
    return made


def relationship(
    of: Customer,
    staff: Staff,
    *,
    role: str = RelationshipRole.A,
    since: date = BEGIN,
    until: date | None = None,
    source: str = RelationshipSource.SYSTEM_BATCH,
    reason: str = "",
) -> Relationship:
    return Relationship.objects.create(
        customer=of, staff=staff, role=role, period=DateRange(since, until), source=source, reason=reason
    )


def product(asset_class: str = AssetClass.DEMAND_DEPOSIT, name: str = "") -> Product:
    """The test product of an asset class; the same one each time unless it has a name of its own."""
    code = f"P-{name or asset_class}"[:30]
    made, _created = Product.objects.get_or_create(
        product_code=code,
        defaults={
            "name": name or AssetClass(asset_class).label,
            "asset_class": asset_class,
            "source_as_of": BUSINESS_DATE,
        },
    )
    return made


def account(
    of: Customer, asset_class: str = AssetClass.DEMAND_DEPOSIT, *, account_no: str = "", **fields: Any
) -> Account:
    number = account_no or f"62270000{next(_numbers):010d}"
    return Account.objects.create(
        account_no_hash=account_key(number.encode()),
        **texts(account_no=number),
        customer=of,
        product=product(asset_class),
        branch=of.home_branch,
        **{"status": "OPEN", "opened_on": BEGIN, "source_as_of": BUSINESS_DATE, **fields},
    )


def balance(of: Account, day: date, amount: Decimal | int | str) -> Balance:
    """The balance from `day` on; rows of an account are made in the order of their days."""
    partition_of_month(day)
    before = Balance.objects.filter(account=of, day__lt=day).order_by("-day").first()
    cum = before.cum + before.balance * (day - before.day).days if before else Decimal(0)
    held = Decimal(amount)
    made = Balance.objects.create(
        account=of, day=day, balance=held, reported=held, cum=cum, source_as_of=BUSINESS_DATE
    )
    _state(of, made)
    return made


def _state(of: Account, newest: Balance) -> None:
    """Where the account stands by now, as the night keeps it."""
    stands = {"day": newest.day, "balance": newest.balance, "cum": newest.cum, "as_of": newest.day}
    sums = dict.fromkeys(("cum_month", "cum_quarter", "cum_year"), 0)
    known = {"customer": of.customer, "asset_class": of.product.asset_class, "first_day": newest.day}
    AccountState.objects.update_or_create(
        account=of, defaults=stands, create_defaults={**stands, **sums, **known}
    )


def customer_day(of: Customer, run: NightlyRun, **figures: Any) -> CustomerDay:
    """The customer's row of the night. Managers come from the relationships of the business date, `avg_month`
    from `sum_month`; `net_assets` is `aum` less `loan_balance`, the tier GOLD unless told."""
    partitions_of(run)
    day = run.business_date
    held = {row.role: row.staff_id for row in Relationship.objects.filter(customer=of, period__contains=day)}
    aum = Decimal(figures.pop("aum", 0))
    loans = Decimal(figures.pop("loan_balance", 0))
    tier = figures.pop("tier", Tier.GOLD)
    sum_month = Decimal(figures.pop("sum_month", aum * day.day))
    values = {
        "branch": of.home_branch,
        "owner_id": held.get(RelationshipRole.A),
        "backup_id": held.get(RelationshipRole.B),
        "aum": aum,
        "loan_balance": loans,
        "net_assets": aum - loans,
        "sum_month": sum_month,
        "avg_month": (sum_month / day.day).quantize(Decimal("0.01")),
        "tier": tier,
        "tier_rank": RANK[Tier(tier)],
        "tier_month": tier,
        **figures,
    }
    return CustomerDay.objects.create(run_id=run.pk, customer=of, **values)


def holding(
    of: Customer, run: NightlyRun, asset_class: str, balance: Decimal | int | str, **figures: Any
) -> HoldingDay:
    partitions_of(run)
    amount = Decimal(balance)
    day = run.business_date
    values = {
        "accounts": 1,
        "sum_month": amount * day.day,
        "sum_quarter": amount * 51,
        "sum_year": amount * day.timetuple().tm_yday,
        **figures,
    }
    return HoldingDay.objects.create(
        run_id=run.pk, customer=of, asset_class=asset_class, balance=amount, **values
    )


def roll_up(run: NightlyRun, kind: str, subject_id: int, asset_class: str = "AUM", **figures: Any) -> RollUp:
    partitions_of(run)
    values = {"balance": 0, "sum_month": 0, "sum_quarter": 0, "sum_year": 0, **figures}
    return RollUp.objects.create(
        run_id=run.pk, kind=kind, subject_id=subject_id, asset_class=asset_class, **values
    )


def assessment(
    of: Customer,
    month: date,
    average: Decimal | int | str,
    *,
    assessed: str,
    effective: str = "",
    **fields: Any,
) -> TierAssessment:
    """A month's tier; `month` is any day of the month, stored as its first."""
    values = {"reasons": [TierReason.KEPT], "preset_version": 1, **fields}
    return TierAssessment.objects.create(
        customer=of,
        month=month.replace(day=1),
        average=Decimal(average),
        assessed=assessed,
        effective=effective or assessed,
        **values,
    )


def loan(of: Customer, balance: Decimal | int | str, *, loan_no: str = "", **fields: Any) -> Loan:
    values = {
        "as_of": BUSINESS_DATE,
        "principal": Decimal(balance),
        "five_class": FiveClass.NORMAL,
        "product": product(AssetClass.LOAN),
        "rate": Decimal("0.0415"),
        "disbursed_on": date(2026, 1, 5),
        "due_on": date(2027, 1, 5),
        "source_as_of": BUSINESS_DATE,
        **fields,
    }
    number = loan_no or f"N{next(_numbers):07d}"
    values |= texts(loan_no=number) | {"loan_no_hash": loan_key(number.encode())}
    return Loan.objects.create(customer=of, balance=Decimal(balance), **values)


def flag(of: Customer, run: NightlyRun, kind: str = FlagKind.TIER_UP, **fields: Any) -> Flag:
    return Flag.objects.create(
        run_id=run.pk, customer=of, kind=kind, business_date=run.business_date, **fields
    )
