"""The flags of a night become alerts that last: owner, due date, and the step of the customer's stage.

Every statement may run again: an occurrence is raised once, whatever became of its alert.
"""

from __future__ import annotations

from typing import Any

from customers.choices import AlertStatus, FlagKind, LifecycleStage, StageReason
from customers.nightly import work
from customers.nightly.lapsed import worth_it
from customers.nightly.partitions import of_run
from customers.rules.alerts import DECLINING, KINDS, LASTING, AlertPolicy, mature_since
from customers.rules.tiering import RANK
from organisation.choices import Post, StaffStatus
from organisation.nightly.steps import Night

HEADS = "night_heads"
# What happened, so that it is raised once: the day in the evidence, or the month of a month's average.
OCCURRENCE = """
    CASE f.kind WHEN 'AVERAGE_DROP' THEN to_char(f.business_date, 'YYYY-MM')
                WHEN 'LARGE_OUTFLOW' THEN f.business_date::text
                WHEN 'RISK_EXPIRED' THEN f.evidence ->> 'assessed'
                ELSE f.evidence ->> 'on' END
"""
# A customer's stage: the newest step, else by the time with the bank (customers.rules.alerts.starting_stage).
STANDING = f"""
    coalesce(
        (SELECT s.stage FROM customers_stagechange s WHERE s.customer_id = c.id ORDER BY s.id DESC LIMIT 1),
        CASE WHEN c.opened_on > %(young)s::date THEN '{LifecycleStage.GROWTH}'
             ELSE '{LifecycleStage.MATURITY}' END)
"""


def keep(night: Night, policy: AlertPolicy) -> dict[str, int]:
    """Raise, hand on and clear alerts after the flags of the night; how many of each."""
    given: dict[str, Any] = {
        "run": night.run_id,
        "day": night.business_date,
        "at": night.at,
        "least": RANK[policy.from_tier],
        "open": AlertStatus.OPEN,
    }
    _heads(night)
    counts = {
        "alerts": _raise(night, policy, given),
        "cleared": _clear(night, given),
        "handed_on": _hand_on(night, given),
        "stages": _decline(night, policy, given) + _lose(night, policy, given),
    }
    work.drop(night, HEADS)
    return {name: number for name, number in counts.items() if number}


def _heads(night: Night) -> None:
    """The head of every branch, for customers without a manager."""
    work.make(
        night,
        HEADS,
        "SELECT branch_id, min(staff_id) AS staff_id FROM organisation_posting"
        " WHERE post = %(head)s AND period @> %(day)s::date GROUP BY branch_id",
        {"head": Post.BRANCH_HEAD, "day": night.business_date},
    )


def _raise(night: Night, policy: AlertPolicy, given: dict[str, Any]) -> int:
    """Most flags were there the night before: they are told apart at once, and a conflict is left to the few whose
    customer has another open alert of the kind."""
    due = ", ".join(f"('{kind}', {policy.due_days[kind]})" for kind in KINDS)
    return night.run(
        f"""
        INSERT INTO customers_alert
            (customer_id, kind, occurrence, tier, amount, evidence, raised_on, owner_id, due_on, status, outcome,
             reason)
        SELECT f.customer_id, f.kind, {OCCURRENCE}, coalesce(nullif(d.tier, ''), d.tier_month), f.amount,
               f.evidence, %(day)s, coalesce(d.owner_id, d.backup_id, h.staff_id), %(day)s::date + due.days,
               %(open)s, '', ''
        FROM customers_flag f
        JOIN (VALUES {due}) AS due (kind, days) ON due.kind = f.kind
        JOIN {worth_it(night)} d ON d.customer_id = f.customer_id
        LEFT JOIN {HEADS} h ON h.branch_id = d.branch_id
        WHERE f.run_id = %(run)s
          AND NOT EXISTS (
            SELECT FROM customers_alert a
            WHERE a.customer_id = f.customer_id AND a.kind = f.kind AND a.occurrence = {OCCURRENCE}
          )
        ON CONFLICT DO NOTHING
        """,
        given,
    )


def _clear(night: Night, given: dict[str, Any]) -> int:
    """Alerts of lasting facts whose customer has no such flag any more: somebody mended it at the counter."""
    return night.run(
        f"""
        UPDATE customers_alert a SET status = %(cleared)s, closed_on = %(day)s, version = a.version + 1
        FROM {worth_it(night)} d
        WHERE a.status = %(open)s AND a.kind = ANY(%(lasting)s) AND d.customer_id = a.customer_id
          AND a.raised_on < %(day)s AND NOT EXISTS (
            SELECT FROM customers_flag f
            WHERE f.run_id = %(run)s AND f.customer_id = a.customer_id AND f.kind = a.kind
          )
        """,
        {**given, "cleared": AlertStatus.CLEARED, "lasting": list(LASTING)},
    )


def _hand_on(night: Night, given: dict[str, Any]) -> int:
    """Open alerts follow the customer to a new manager, unless the head chose somebody who is still there."""
    return night.run(
        f"""
        UPDATE customers_alert a SET owner_id = n.owner_id, owner_chosen = false, version = a.version + 1
        FROM (
            SELECT o.id, coalesce(d.owner_id, d.backup_id, h.staff_id) AS owner_id
            FROM customers_alert o
            JOIN {of_run("customers_customerday", night.run_id)} d ON d.customer_id = o.customer_id
            LEFT JOIN {HEADS} h ON h.branch_id = d.branch_id
            LEFT JOIN organisation_staff s ON s.id = o.owner_id
            WHERE o.status = %(open)s AND NOT (o.owner_chosen AND s.status = %(active)s)
        ) n
        WHERE a.id = n.id AND a.owner_id IS DISTINCT FROM n.owner_id
        """,
        {**given, "active": StaffStatus.ACTIVE},
    )


def _young(night: Night, policy: AlertPolicy) -> dict[str, Any]:
    return {"young": mature_since(night.business_date, policy)}


def _decline(night: Night, policy: AlertPolicy, given: dict[str, Any]) -> int:
    """A mature customer with a new alert of a declining kind goes into decline, once for each alert."""
    return night.run(
        f"""
        INSERT INTO customers_stagechange (customer_id, before, stage, "on", at, reason, alert_id)
        SELECT DISTINCT ON (a.customer_id)
               a.customer_id, '{LifecycleStage.MATURITY}', '{LifecycleStage.DECLINE}', %(day)s, %(at)s,
               %(reason)s, a.id
        FROM customers_alert a JOIN customers_customer c ON c.id = a.customer_id
        WHERE a.raised_on = %(day)s AND a.status = %(open)s AND a.kind = ANY(%(kinds)s)
          AND {STANDING} = '{LifecycleStage.MATURITY}'
          AND NOT EXISTS (SELECT FROM customers_stagechange s WHERE s.alert_id = a.id)
        ORDER BY a.customer_id, a.id
        """,
        {**given, **_young(night, policy), "reason": StageReason.ALERT, "kinds": list(DECLINING)},
    )


def _lose(night: Night, policy: AlertPolicy, given: dict[str, Any]) -> int:
    """Whoever closed the last account is lost, from whatever stage."""
    return night.run(
        f"""
        INSERT INTO customers_stagechange (customer_id, before, stage, "on", at, reason, alert_id)
        SELECT c.id, {STANDING}, '{LifecycleStage.LOST}', %(day)s, %(at)s, %(reason)s,
               (SELECT a.id FROM customers_alert a WHERE a.customer_id = c.id AND a.kind = f.kind
                ORDER BY a.id DESC LIMIT 1)
        FROM customers_flag f JOIN customers_customer c ON c.id = f.customer_id
        WHERE f.run_id = %(run)s AND f.kind = %(kind)s
          AND NOT EXISTS (
            SELECT FROM customers_accountstate s WHERE s.customer_id = c.id AND s.closed_on IS NULL
          )
          AND {STANDING} <> '{LifecycleStage.LOST}'
        """,
        {
            **given,
            **_young(night, policy),
            "reason": StageReason.CLOSED,
            "kind": FlagKind.ACCOUNT_CLOSED,
        },
    )
