"""Dividing the credit for a customer's balances when the customer is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import Goes
from customers.models import CreditShare, HandoverItem
from customers.queries.credit import Credit, credited
from customers.rules.handover import CreditPolicy, credit_steps
from organisation.models import Staff
from organisation.rules.numbers import round_half_up

WHY = "the shares of a customer who is being handed over"
HUNDRED = Decimal(100)


def divide(*, item: HandoverItem, receiver: Staff, start: date, policy: CreditPolicy) -> None:
    """Write the dated shares of one customer from the day on. What the receiver does not get stays with whoever
    had the credit the day before. Part of the transaction in which the receiver accepts."""
    steps = credit_steps(Goes(item.goes), start, policy)
    if not steps:
        return
    before = credited([item.customer_id], start - timedelta(days=1)).get(item.customer_id, ())
    _end(item.customer_id, start)
    holder_id = item.handover.giver_id if item.goes == Goes.CREDIT else receiver.pk
    for step in steps:
        period = DateRange(step.since, step.until)
        for one in _shares(before, item.handover.giver_id, receiver.pk, step.receiver_pct):
            CreditShare.objects.create(
                customer_id=item.customer_id,
                staff_id=one.staff_id,
                holder_id=holder_id,
                share_pct=one.share_pct,
                period=period,
                item=item,
            )


def _shares(before: Iterable[Credit], giver_id: int, receiver_id: int, receiver_pct: Decimal) -> list[Credit]:
    """The receiver's part, and the rest among those who had the credit in proportion; cents go to the last."""
    others = [one for one in before if one.staff_id != receiver_id] or [Credit(giver_id, HUNDRED)]
    rest, weight = HUNDRED - receiver_pct, sum(one.share_pct for one in others)
    parts, left = [Credit(receiver_id, receiver_pct)], rest
    for place, one in enumerate(others):
        last = place == len(others) - 1
        share = left if last else round_half_up(rest * one.share_pct / weight)
        left -= share
        parts.append(Credit(one.staff_id, share))
    return [part for part in parts if part.share_pct > 0]


def _end(customer_id: int, start: date) -> None:
    rows = CreditShare.objects.unscoped(WHY).filter(customer=customer_id)
    rows.filter(period__startswith__gte=start).delete()
    for row in rows.filter(period__contains=start):
        row.period = DateRange(row.starts_on, start)
        row.save(update_fields=["period"])
