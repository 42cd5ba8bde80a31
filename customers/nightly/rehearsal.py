"""A proposed tier preset over the whole loaded history, as if it had always been in force.

The same statements and the same rule as in the night, written into a work table beside the stored tiers; then both
are compared. One transaction that sees one published night, however long it takes; progress goes to the row of the
rehearsal over the ledger's connection, so that it is seen meanwhile. Killed at any point it leaves a row that is
taken up again by the next call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.db import connection, connections, transaction
from django.utils import timezone

from customers.choices import RehearsalStatus
from customers.models import Rehearsal
from customers.models.rehearsal import OPEN
from customers.nightly import assessments, work
from customers.nightly.assessments import MonthPolicy, last_finished
from customers.nightly.averages import rank
from organisation import policies, queries
from organisation.nightly.ledger import ALIAS
from organisation.nightly.steps import Night
from organisation.rules.periods import Period, PeriodKind, containing

LOCK = 7_201_002  # any number that nothing else in the database locks
WORK = "rehearsed"
BEFORE_AND_AFTER = 2  # steps beside the months: adding up, comparing


def run_due(at: datetime) -> int:
    """Run every rehearsal that waits, the oldest first; the number of them. Nothing while another worker is at it."""
    with _alone() as held:
        if not held:
            return 0
        done = 0
        while (
            one := Rehearsal.objects.filter(status__in=OPEN).order_by("asked_at", "pk").first()
        ) is not None:
            _run(one, at)
            done += 1
        return done


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this session holds the rehearsals. The server ends the hold with the session, so that one that was
    killed holds nothing."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connections[ALIAS].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _run(rehearsal: Rehearsal, at: datetime) -> None:
    _note(rehearsal, status=RehearsalStatus.RUNNING, started_at=at, done=0, total=0)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            found = _rehearse(rehearsal, at)
    except Exception:
        _note(rehearsal, status=RehearsalStatus.FAILED, finished_at=timezone.now())
        raise
    _note(rehearsal, status=RehearsalStatus.DONE, finished_at=timezone.now(), **found)


def _note(rehearsal: Rehearsal, **fields: object) -> None:
    """Write fields of the row where everybody sees them at once."""
    Rehearsal.objects.using(ALIAS).filter(pk=rehearsal.pk).update(**fields)


def _rehearse(rehearsal: Rehearsal, at: datetime) -> Mapping[str, object]:
    published = queries.published()
    if published is None:
        raise LookupError("no night is published")
    night = _pretended(published.run_id, published.business_date, at)
    work.prepare(night)
    through = last_finished(night.business_date)
    preset = rehearsal.preset
    policy = policies.registered()[preset.key].parse(preset.value)
    first = _owed(night, through)
    months = {
        month.first: MonthPolicy(month, policy, preset.version) for month in _months(first, through) if first
    }
    total = len(months) + BEFORE_AND_AFTER
    _note(rehearsal, total=total, business_date=night.business_date)
    assessments.totals(night, months)
    _note(rehearsal, done=1)
    _empty(night)
    for done, one in enumerate(months.values(), start=2):
        assessments.carry(night, one, WORK)
        _note(rehearsal, done=done)
    night.run(f"ANALYZE {WORK}")
    return {**_compared(night, rehearsal, through), "done": total}


def _pretended(run_id: int, day: date, at: datetime) -> Night:
    """The published night as the statements of the night want it; it brings no tables."""
    return Night(run_id, Path(), day, day, "rehearsal", day, at, frozenset())


def _owed(night: Night, through: Period) -> date | None:
    """Make night_owed: everybody, from the month of their first balance. The first month of all."""
    work.make(
        night,
        "night_owed",
        """
        SELECT customer_id, date_trunc('month', min(first_day))::date AS from_month,
               date_trunc('month', min(first_day))::date AS first_month
        FROM customers_accountstate WHERE first_day IS NOT NULL
        GROUP BY customer_id HAVING date_trunc('month', min(first_day)) <= %(through)s
        """,
        {"through": through.first},
    )
    first: date | None = work.one(night, "SELECT min(first_month) FROM night_owed")
    return first


def _months(first: date | None, through: Period) -> Iterator[Period]:
    month = containing(PeriodKind.MONTH, first) if first else through.following()
    while month.first <= through.first:
        yield month
        month = month.following()


def _empty(night: Night) -> None:
    """Make the work table of the tiers, as the stored one is."""
    work.make(
        night,
        WORK,
        "SELECT customer_id, month, average, assessed, effective, months_below, reasons, preset_version"
        f" FROM {assessments.STORED} LIMIT 0",
    )
    night.run(f"CREATE INDEX ON {WORK} (customer_id, month)")


def _compared(night: Night, rehearsal: Rehearsal, through: Period) -> dict[str, object]:
    """Store who would hold another tier now, and count month by month."""
    night.run("DELETE FROM customers_rehearsalmove WHERE rehearsal_id = %(pk)s", {"pk": rehearsal.pk})
    night.run(
        f"""
        INSERT INTO customers_rehearsalmove
               (rehearsal_id, customer_id, before, after, average_before, average_after, aum)
        SELECT %(pk)s, t.customer_id, t.effective, r.effective, t.average, r.average, coalesce(d.aum, 0)
        FROM {assessments.STORED} t
        JOIN {WORK} r ON r.customer_id = t.customer_id AND r.month = t.month
        LEFT JOIN customers_customerday d ON d.run_id = %(run)s AND d.customer_id = t.customer_id
        WHERE t.month = %(month)s AND t.effective <> r.effective
        """,
        {"pk": rehearsal.pk, "run": night.run_id, "month": through.first},
    )
    held, rehearsed = rank("t.effective"), rank("r.effective")
    counted = work.rows(
        night,
        f"""
        SELECT t.month, count(*), count(*) FILTER (WHERE {rehearsed} > {held}),
               count(*) FILTER (WHERE {rehearsed} < {held})
        FROM {assessments.STORED} t JOIN {WORK} r ON r.customer_id = t.customer_id AND r.month = t.month
        GROUP BY t.month ORDER BY t.month
        """,
    )
    return {
        "compared": next((count for month, count, *_ in counted if month == through.first), 0),
        "months": [
            {"month": month.isoformat(), "compared": count, "higher": up, "lower": down}
            for month, count, up, down in counted
        ],
    }
