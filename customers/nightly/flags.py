"""What the night notices about customers, each with the evidence that decided it.

SQL finds the candidates with the numbers of the policies; where a rule decides, it decides for the candidates
only. The evidence is codes and plain values, so that a page can say it in the reader's language.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any

from customers.choices import FlagKind
from customers.nightly import alerts, assessments, lapsed, near_lines, work
from customers.nightly.averages import rank
from customers.nightly.partitions import of_run
from customers.nightly.work import Days
from customers.policies import ALERTS, FLAGS, LARGE_MOVEMENTS, SUITABILITY
from customers.rules.alerts import AlertPolicy
from customers.rules.flags import FlagFacts, FlagPolicy, FlagRaised, MovementPolicy, flags
from customers.rules.suitability import SuitabilityPolicy
from organisation import queries
from organisation.nightly.steps import Night, StepResult
from organisation.policies import PresetMissing
from organisation.rules.periods import add_days, add_months
from organisation.rules.presets import PresetBlank

Found = tuple[int, FlagRaised]


@dataclass(frozen=True, slots=True)
class Policies:
    """`movements` is None while the bank has not said from which amount a movement is large."""

    flags: FlagPolicy
    movements: MovementPolicy | None
    alerts: AlertPolicy
    suitability: SuitabilityPolicy


def run(night: Night) -> StepResult:
    """Raise the night's flags and the alerts that follow; flags of nights that nobody reads any more go."""
    work.prepare(night)
    _forget(night)
    policies = _policies(night)
    _moved(night)
    _closed(night)
    for found in (
        _average_drops(night, policies),
        _movements(night, policies),
        _maturities(night, policies),
        _birthdays(night, policies),
        near_lines.found(night),
    ):
        _raise(night, found)
    lapsed.raise_flags(night, policies.alerts, policies.suitability)
    counts = _counts(night)
    kept = alerts.keep(night, policies.alerts)
    blank = {} if policies.movements else {"blank": ["customers.large_movements"]}
    return StepResult(
        rows_in=sum(counts.values()), rows_applied=sum(counts.values()), detail=counts | kept | blank
    )


def _counts(night: Night) -> dict[str, Any]:
    """Flags of the night by kind."""
    return dict(
        work.rows(
            night,
            "SELECT kind, count(*) FROM customers_flag WHERE run_id = %(run)s GROUP BY kind ORDER BY kind",
            {"run": night.run_id},
        )
    )


def _policies(night: Night) -> Policies:
    common = FLAGS.on(night.business_date)
    try:
        movements = LARGE_MOVEMENTS.on(night.business_date)
    except (PresetBlank, PresetMissing):
        movements = None
    raising = ALERTS.on(night.business_date)
    suitability = SUITABILITY.on(night.business_date)
    return Policies(common, movements, raising, suitability)


def _forget(night: Night) -> None:
    published = queries.published()
    kept = [night.run_id, published.run_id if published else night.run_id]
    night.run("DELETE FROM customers_flag WHERE run_id <> ALL(%(kept)s)", {"kept": kept})


def _moved(night: Night) -> None:
    """Customers whose tier the newest month end raised or lowered."""
    night.run(
        f"""
        INSERT INTO customers_flag (run_id, customer_id, kind, business_date, amount, evidence)
        SELECT d.run_id, d.customer_id,
               CASE WHEN d.tier_rank > {rank("d.tier_previous")} THEN %(up)s ELSE %(down)s END,
               %(day)s, t.average,
               jsonb_build_object('from', d.tier_previous, 'to', d.tier, 'month', to_char(t.month, 'YYYY-MM'),
                                  'average', t.average::text)
        FROM {of_run("customers_customerday", night.run_id)} d
        JOIN customers_tierassessment t ON t.customer_id = d.customer_id AND t.month = %(newest)s
        WHERE d.tier <> d.tier_previous AND d.tier_previous <> ''
        """,
        {
            "day": night.business_date,
            "up": FlagKind.TIER_UP,
            "down": FlagKind.TIER_DOWN,
            **assessments.newest(night),
        },
    )


def _closed(night: Night) -> None:
    """Customers who closed accounts this month, with what was in them. A closing at maturity is the course of a
    term account: whether its money stayed is the maturity rule's question (customers.nightly.lapsed). It counts as a
    closing where it left the customer without an account."""
    night.run(
        f"""
        INSERT INTO customers_flag (run_id, customer_id, kind, business_date, amount, evidence)
        SELECT %(run)s, s.customer_id, %(kind)s, %(day)s,
               sum(CASE WHEN s.day = s.closed_on THEN s.balance_before ELSE 0 END),
               jsonb_build_object('accounts', count(*)::text, 'on', max(s.closed_on)::text)
        FROM customers_accountstate s JOIN customers_account a ON a.id = s.account_id
        WHERE s.closed_on BETWEEN %(month)s AND %(day)s
          AND (NOT {lapsed.RAN_OUT} OR NOT {lapsed.STILL_HERE})
        GROUP BY s.customer_id
        """,
        {"run": night.run_id, "kind": FlagKind.ACCOUNT_CLOSED, **Days.of(night.business_date).params},
    )


def _average_drops(night: Night, policies: Policies) -> Iterator[Found]:
    """The month's average so far against the mean of the months before it."""
    month = Days.of(night.business_date).month
    before = [add_months(month, -back) for back in range(policies.flags.mean_months, 0, -1)]
    tables = range(len(before))
    joins = " ".join(
        f"JOIN customers_tierassessment t{n} ON t{n}.customer_id = d.customer_id AND t{n}.month = '{before[n]}'"
        for n in tables
    )
    together = " + ".join(f"t{n}.average" for n in tables)
    rows = work.rows(
        night,
        f"""
        SELECT d.customer_id, d.avg_month, ARRAY[{", ".join(f"t{n}.average" for n in tables)}]
        FROM {of_run("customers_customerday", night.run_id)} d {joins}
        WHERE {together} > 0 AND d.avg_month * {100 * len(before)} < ({together}) * %(share)s
        """,
        {"share": policies.flags.average_share_pct},
    )
    for customer, average, earlier in rows:
        facts = FlagFacts(night.business_date, month_average=average, earlier_averages=earlier)
        yield from _decided(customer, facts, policies)


def _movements(night: Night, policies: Policies) -> Iterator[Found]:
    """Changes of a customer's assets on the business date."""
    if policies.movements is None:
        return
    rows = work.rows(
        night,
        f"""
        SELECT customer_id, change_day FROM {of_run("customers_customerday", night.run_id)}
        WHERE change_day <> 0 AND (change_day <= -%(outflow)s OR change_day >= %(inflow)s)
        """,
        {"outflow": policies.movements.large_outflow, "inflow": policies.movements.large_inflow},
    )
    for customer, change in rows:
        yield from _decided(customer, FlagFacts(night.business_date, movement=change), policies)


def _maturities(night: Night, policies: Policies) -> Iterator[Found]:
    rows = work.rows(
        night,
        f"""
        SELECT customer_id, next_maturity_on, next_maturity_amount
        FROM {of_run("customers_customerday", night.run_id)}
        WHERE next_maturity_on BETWEEN %(day)s AND %(until)s
        """,
        {
            "day": night.business_date,
            "until": add_days(night.business_date, policies.flags.maturity_days),
        },
    )
    for customer, matures, amount in rows:
        facts = FlagFacts(night.business_date, next_maturity_on=matures)
        yield from _decided(customer, facts, policies, amount)


def _birthdays(night: Night, policies: Policies) -> Iterator[Found]:
    """Customers with assets whose birthday is near; 29 February is looked for beside the 28th."""
    window = [add_days(night.business_date, days) for days in range(policies.flags.birthday_days + 1)]
    places = {day.month * 100 + day.day for day in window}
    rows = work.rows(
        night,
        f"""
        SELECT c.id, c.birth_date
        FROM customers_customer c
        JOIN {of_run("customers_customerday", night.run_id)} d ON d.customer_id = c.id
        WHERE d.aum > 0
          AND extract(month FROM c.birth_date) * 100 + extract(day FROM c.birth_date) = ANY(%(places)s)
        """,
        {"places": sorted(places | ({229} if 228 in places else set()))},
    )
    for customer, born in rows:
        yield from _decided(customer, FlagFacts(night.business_date, birth_date=born), policies)


def _decided(
    customer: int, facts: FlagFacts, policies: Policies, amount: Decimal | None = None
) -> Iterator[Found]:
    """The rule's answer; an amount that the rule does not know is added."""
    for flag in flags(facts, policies.flags, policies.movements):
        yield customer, FlagRaised(flag.kind, flag.amount if amount is None else amount, flag.evidence)


def _raise(night: Night, found: Iterable[Found]) -> None:
    """Store the flags, by COPY."""
    text = StringIO()
    lines = csv.writer(text)
    for customer, flag in found:
        amount = "" if flag.amount is None else flag.amount
        evidence = json.dumps(dict(flag.evidence))
        lines.writerow((night.run_id, customer, flag.kind, night.business_date, amount, evidence))
    text.seek(0)
    with night.cursor() as cursor:
        cursor.copy_expert(
            "COPY customers_flag (run_id, customer_id, kind, business_date, amount, evidence)"
            " FROM STDIN (FORMAT csv)",
            text,
        )
