"""What each register can hold, field by field."""

from __future__ import annotations

from customers.choices import AlertStatus, IdentifiedField, MovementField, Register
from customers.queries.alert_lists import RegisterRow
from customers.queries.referrals import Row as ReferralRow
from customers.queries.registers import Book, Known, Look
from organisation.masking import Column

_I, _M = IdentifiedField, MovementField

IDENTIFIED: Book[ReferralRow] = Book(
    Register.IDENTIFIED,
    dict(_I.choices),
    {
        _I.AT: Known(lambda row: row.at, Look.WHEN, width=18),
        _I.PLACE: Known(lambda row: row.place, width=16),
        _I.REFERRER: Known(lambda row: str(row.referrer_type.label), width=12),
        _I.REFERRED_BY: Known(lambda row: row.referrer, width=12),
        _I.NAME: Known(lambda row: row.about.name, Look.NAME, width=10),
        _I.TIER: Known(lambda row: row.about.tier, Look.TIER, width=10),
        _I.CONTACT: Known(lambda row: row.contact, column=Column.IDENTITY),
        _I.ESTIMATED: Known(lambda row: row.estimated, Look.AMOUNT, Column.ASSETS),
        _I.SIGNALS: Known(lambda row: row.signals, Look.LONG, width=30),
        _I.INTERESTS: Known(lambda row: row.interests, Look.LONG, width=24),
        _I.FIRST_ATTEMPT: Known(lambda row: row.first_result),
        _I.RECEIVER: Known(lambda row: row.receiver, width=12),
        _I.STATUS: Known(lambda row: str(row.status.label), Look.BADGE, tone=lambda row: row.tone),
        _I.NEXT_ON: Known(lambda row: row.next_on, Look.DAY, width=12),
        _I.EXPIRES_ON: Known(lambda row: row.expires_on, Look.DAY, width=12),
        _I.REWARD: Known(lambda row: row.reward, Look.AMOUNT, Column.ASSETS, width=10),
    },
    "customers:referral",
    lambda row: [row.pk],
)


def _result(row: RegisterRow) -> str:
    alert = row.alert
    return alert.outcome or str(alert.status.label)


def _tone(row: RegisterRow) -> str:
    if row.alert.late:
        return "late"
    return "due" if row.alert.status == AlertStatus.OPEN else "neutral"


def _attempts(row: RegisterRow) -> str:
    return f"{row.attempts} · {row.last_way}" if row.attempts else ""


MOVEMENTS: Book[RegisterRow] = Book(
    Register.MOVEMENTS,
    dict(_M.choices),
    {
        _M.DAY: Known(lambda row: row.alert.raised_on, Look.DAY, width=12),
        _M.NUMBER: Known(lambda row: row.alert.number, width=12),
        _M.NAME: Known(lambda row: row.alert.name, Look.NAME, width=10),
        _M.TIER: Known(lambda row: row.alert.tier, Look.TIER, width=10),
        _M.EVENT: Known(lambda row: str(row.alert.kind.label), width=18),
        _M.AMOUNT: Known(lambda row: row.alert.amount, Look.AMOUNT, Column.ASSETS),
        _M.WHY: Known(lambda row: row.alert.reason, width=16),
        _M.ATTEMPTS: Known(_attempts, width=24),
        _M.KEPT: Known(lambda row: row.kept, Look.AMOUNT, Column.ASSETS),
        _M.RESULT: Known(_result, Look.BADGE, width=16, tone=_tone),
        _M.OWNER: Known(lambda row: row.alert.owner, width=12),
        _M.DUE_ON: Known(lambda row: row.alert.due_on, Look.DAY, width=12),
        _M.CLOSED_ON: Known(lambda row: row.alert.closed_on, Look.DAY, width=12),
    },
    "customers:alert",
    lambda row: [row.alert.pk],
)
