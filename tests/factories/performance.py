"""Delivered figures, and a night in which everybody of the cast is scored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection

from customers.choices import AssetClass, RollUpKind
from customers.models import Loan
from organisation.models import Branch, NightlyRun, Staff
from organisation.nightly.steps import Night, StepResult
from performance.choices import DeliveredCode
from performance.models import Measure, Scorecard
from performance.nightly import scores
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

DAYS = BUSINESS_DATE.timetuple().tm_yday  # 324
MONTHS = [f"2026-{month:02d}" for month in range(1, 11)]


def delivered(subject_no: str, code: str, period: str, value: Decimal | int | str) -> Measure:
    return Measure.objects.create(
        subject_no=subject_no, code=code, period=period, value=Decimal(value), source="test", source_as_of=NOW
    )


def monthly(subject_no: str, code: str, value: Decimal | int | str, months: Iterable[str] = MONTHS) -> None:
    for month in months:
        delivered(subject_no, code, month, value)


def deposits(run: NightlyRun, of: Staff | Branch, average: Decimal | int | str) -> None:
    """This year's average daily deposits of a manager or a branch, as the night rolls them up."""
    kind = RollUpKind.STAFF if isinstance(of, Staff) else RollUpKind.BRANCH
    area = Decimal(average) * run.business_date.timetuple().tm_yday
    make.roll_up(run, kind, of.pk, AssetClass.DEMAND_DEPOSIT, sum_year=area, balance=average)


def loans(
    at: Branch, handled_by: Staff, *, due: str, collected: str, bad: str = "0", on: date = BUSINESS_DATE
) -> None:
    """A good loan of 1 000 with its interest, and a bad one of `bad`."""
    customer = make.customer("陈贷款", at=at, a=handled_by)
    for run in NightlyRun.objects.filter(business_date=on):
        make.customer_day(customer, run)
    interest = {"interest_due": Decimal(due), "interest_collected": Decimal(collected)}
    make.loan(customer, "1000", staff=handled_by, as_of=on, **interest)
    if Decimal(bad):
        make.loan(customer, bad, staff=handled_by, as_of=on, five_class="DOUBTFUL")


def the_step(run: NightlyRun) -> StepResult:
    """The step `scores` on a run of the ledger."""
    day = run.business_date
    return scores.run(Night(run.pk, Path("drop"), day, day, "full", day, NOW, frozenset()))


def known_figures(cast: Cast, run: NightlyRun) -> None:
    """Cleo: growth 34.7, NPL 0, collection 99.8, fees +27 -> 48 + 30 + 26 + 13 = 117 (domain.md A7.1).
    Ana: growth 31.2, NPL 0, collection 99.5, 8 of 10 accounts -> 42 + 30 + 20 + 8 = 100 (A7.2)."""
    deposits(run, cast.here, 1_347_000)
    delivered(cast.here.branch_no, DeliveredCode.DEPOSIT_AVG_BASE, "2025", 1_000_000)
    deposits(run, cast.ana, 1_312_000)
    delivered(cast.ana.staff_no, DeliveredCode.DEPOSIT_AVG_BASE, "2025", 1_000_000)
    day = run.business_date
    loans(cast.here, cast.ana, due="1000", collected="995", on=day)
    loans(cast.here, cast.leo, due="1500", collected="1500", on=day)  # not scored: his loan is the branch's
    monthly(cast.here.branch_no, DeliveredCode.FEE_INCOME, 127)
    monthly(
        cast.here.branch_no, DeliveredCode.FEE_INCOME, 100, [f"2025-{month:02d}" for month in range(1, 13)]
    )
    monthly(cast.ana.staff_no, DeliveredCode.ACCOUNTS_OPENED, 1, MONTHS[:8])
    monthly(cast.ana.staff_no, DeliveredCode.ACCOUNTS_OPENED, 0, MONTHS[8:])


def scored_night(cast: Cast, day: date = BUSINESS_DATE) -> NightlyRun:
    """A published night with the known figures and its cards."""
    if not Measure.objects.exists():
        org.presets()
    run = org.night(day)
    make.partitions_of(run)
    known_figures(cast, run)
    the_step(run)
    return run


def card_of(person: Staff, run: NightlyRun) -> Scorecard:
    return Scorecard.objects.get(staff=person, run_id=run.pk)


def loans_of_the_bank() -> list[Loan]:
    return list(Loan.objects.select_related("customer"))


def scored_again(cast: Cast, day: date = BUSINESS_DATE) -> NightlyRun:
    """Another run that closes the same day on the same figures."""
    before = NightlyRun.objects.order_by("-pk").values_list("pk", flat=True)[0]
    run = org.night(day)
    make.partitions_of(run)
    with connection.cursor() as cursor:
        for table in ("customerday", "holdingday", "rollup"):
            cursor.execute(
                f"CREATE TEMP TABLE kept AS SELECT * FROM customers_{table} WHERE run_id = {before};"
                f"UPDATE kept SET run_id = {run.pk};"
                f"INSERT INTO customers_{table} SELECT * FROM kept; DROP TABLE kept"
            )
    the_step(run)
    return run
