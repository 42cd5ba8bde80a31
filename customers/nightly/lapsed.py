"""What lapsed: customers without a movement, maturities that nobody renewed, assessments and documents past their
day. Only customers from the tier of the preset: somebody will have to act on each of these flags."""

from __future__ import annotations

from datetime import date
from typing import Any

from customers.choices import FlagKind
from customers.nightly.averages import rank
from customers.nightly.partitions import of_run
from customers.nightly.work import Days
from customers.rules.alerts import AlertPolicy
from customers.rules.suitability import SuitabilityPolicy, valid_through
from customers.rules.tiering import RANK
from organisation.nightly.steps import Night
from organisation.rules.periods import ONE_DAY, add_days, add_months

# Nights may fall out; a maturity is looked back for as long as this after it counts as not renewed.
LOOK_BACK_DAYS = 31
# Of an account `a` and its state `s`: closed because its term was over, not before; and whether its customer has
# an account left. Together they decide which of two rules speaks of a term account that was closed.
RAN_OUT = "(a.maturity_on IS NOT NULL AND a.maturity_on <= s.closed_on)"
STILL_HERE = """EXISTS (
    SELECT FROM customers_accountstate o WHERE o.customer_id = s.customer_id AND o.closed_on IS NULL
)"""


def raise_flags(night: Night, policy: AlertPolicy, suitability: SuitabilityPolicy) -> None:
    given = {"run": night.run_id, "least": RANK[policy.from_tier], **Days.of(night.business_date).params}
    _dormant(night, policy, given)
    _not_renewed(night, policy, given)
    _risk_expired(night, suitability, given)
    _id_expired(night, given)


def worth_it(night: Night) -> str:
    """SQL of the customers' figures `d` from the tier of the preset up, by what they hold, held or would hold."""
    best = f"greatest(d.tier_rank, {rank('d.tier_previous')}, {rank('d.tier_month')})"
    return f"(SELECT d.* FROM {of_run('customers_customerday', night.run_id)} d WHERE {best} >= %(least)s)"


def _flag(night: Night, kind: FlagKind, query: str, given: dict[str, Any], **further: Any) -> None:
    """Store what a query of (customer, amount, evidence) finds."""
    night.run(
        "INSERT INTO customers_flag (run_id, customer_id, kind, business_date, amount, evidence)"
        f" SELECT %(run)s, found.customer_id, %(kind)s, %(day)s, found.amount, found.evidence FROM ({query})"
        " found",
        {**given, **further, "kind": kind},
    )


def _dormant(night: Night, policy: AlertPolicy, given: dict[str, Any]) -> None:
    """No balance moved for the months of the preset; money that waits for its maturity does not sleep."""
    query = f"""
        SELECT d.customer_id, d.aum AS amount, jsonb_build_object('on', max(s.day)::text) AS evidence
        FROM {worth_it(night)} d
        JOIN customers_accountstate s ON s.customer_id = d.customer_id
        WHERE d.next_maturity_on IS NULL AND s.first_day IS NOT NULL
        GROUP BY d.customer_id, d.aum
        HAVING max(s.day) < %(limit)s
    """
    _flag(
        night, FlagKind.DORMANT, query, given, limit=add_months(night.business_date, -policy.dormant_months)
    )


def _not_renewed(night: Night, policy: AlertPolicy, given: dict[str, Any]) -> None:
    """Accounts that matured and were neither prolonged nor followed by a new one with a maturity. The amount is
    what stood in them the day before; the evidence says how much of it has left since. One closed before its
    maturity, or one whose closing left the customer without an account, is a closing (customers.nightly.flags)."""
    until = add_days(night.business_date, -policy.renewal_days)
    query = f"""
        SELECT d.customer_id, sum(m.amount) AS amount,
               jsonb_build_object('on', max(a.maturity_on)::text, 'accounts', count(*)::text,
                                  'left', sum(greatest(m.amount - s.balance, 0))::text) AS evidence
        FROM customers_account a
        JOIN customers_accountstate s ON s.account_id = a.id
        JOIN {worth_it(night)} d ON d.customer_id = s.customer_id
        JOIN LATERAL (
            SELECT b.balance AS amount FROM customers_balance b
            WHERE b.account_id = a.id AND b.day < a.maturity_on ORDER BY b.day DESC LIMIT 1
        ) m ON m.amount > 0
        WHERE a.maturity_on BETWEEN %(since)s AND %(until)s AND s.asset_class NOT IN ('LOAN', 'CARD')
          AND (s.closed_on IS NULL OR ({RAN_OUT} AND {STILL_HERE}))
          AND NOT EXISTS (
            SELECT FROM customers_account n
            WHERE n.customer_id = a.customer_id AND n.maturity_on > %(day)s AND n.opened_on >= a.maturity_on
          )
        GROUP BY d.customer_id
    """
    _flag(night, FlagKind.NOT_RENEWED, query, given, since=add_days(until, -LOOK_BACK_DAYS), until=until)


def _risk_expired(night: Night, policy: SuitabilityPolicy, given: dict[str, Any]) -> None:
    query = f"""
        SELECT d.customer_id, NULL::numeric AS amount,
               jsonb_build_object('assessed', c.risk_assessed_on::text, 'level', c.risk_level) AS evidence
        FROM {worth_it(night)} d JOIN customers_customer c ON c.id = d.customer_id
        WHERE c.risk_assessed_on <= %(last)s
    """
    _flag(night, FlagKind.RISK_EXPIRED, query, given, last=last_expired(night.business_date, policy))


def last_expired(on: date, policy: SuitabilityPolicy) -> date:
    """The newest assessment day that is past its validity: the rule asked backwards, which a day that months do
    not share (29 February) can move by a few days."""
    assessed = add_months(on, -policy.validity_months)
    while valid_through(assessed, policy) >= on:
        assessed -= ONE_DAY
    return assessed


def _id_expired(night: Night, given: dict[str, Any]) -> None:
    query = f"""
        SELECT d.customer_id, NULL::numeric AS amount,
               jsonb_build_object('on', c.id_valid_to::text, 'document', c.id_type) AS evidence
        FROM {worth_it(night)} d JOIN customers_customer c ON c.id = d.customer_id
        WHERE c.id_valid_to < %(day)s
    """
    _flag(night, FlagKind.ID_EXPIRED, query, given)
