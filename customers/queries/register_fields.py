"""What each register can hold, field by field."""

from __future__ import annotations

from django.utils.translation import ngettext

from customers.choices import (
    AlertStatus,
    ContractField,
    IdentifiedField,
    MovementField,
    Register,
    RetrievalField,
)
from customers.queries.alert_lists import RegisterRow
from customers.queries.contracts import BorrowingRow
from customers.queries.documents import Taken
from customers.queries.referrals import Row as ReferralRow
from customers.queries.registers import Book, Known, Look
from organisation.masking import Column

_I, _M, _R, _C = IdentifiedField, MovementField, RetrievalField, ContractField

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
    number=lambda row: row.about.number,
    called="referrals",
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
    number=lambda row: row.alert.number,
    called="movements",
)


def _standing(row: BorrowingRow) -> str:
    if row.late:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", row.days_late) % {"n": row.days_late}
    return str(row.status.label)


RETRIEVALS: Book[Taken] = Book(
    Register.RETRIEVALS,
    dict(_R.choices),
    {
        _R.AT: Known(lambda row: row.at, Look.WHEN, width=18),
        _R.NUMBER: Known(lambda row: row.number, width=12),
        _R.NAME: Known(lambda row: row.name, Look.NAME, width=10),
        _R.DOCUMENT: Known(lambda row: row.document, width=20),
        _R.REASON: Known(lambda row: row.reason, width=18),
        _R.WORDS: Known(lambda row: row.words, Look.LONG, width=30),
        _R.BY: Known(lambda row: row.by, width=12),
    },
    "customers:document",
    lambda row: [row.number, row.uid],
    number=lambda row: row.number,
    called="retrievals",
)

CONTRACTS: Book[BorrowingRow] = Book(
    Register.CONTRACTS,
    dict(_C.choices),
    {
        _C.ASKED_AT: Known(lambda row: row.asked_at, Look.WHEN, width=18),
        _C.NUMBER: Known(lambda row: row.number, width=12),
        _C.NAME: Known(lambda row: row.name, Look.NAME, width=10),
        _C.CONTRACT: Known(lambda row: row.contract, Look.NOTE, Column.NOTES, width=24),
        _C.PURPOSE: Known(lambda row: row.purpose, Look.NOTE, Column.NOTES, width=30),
        _C.BORROWER: Known(lambda row: row.borrower, width=12),
        _C.CUSTODIAN: Known(lambda row: row.custodian, width=12),
        _C.OUT_ON: Known(lambda row: row.out_on, Look.DAY, width=12),
        _C.DUE_ON: Known(lambda row: row.due_on, Look.DAY, width=12),
        _C.BACK_ON: Known(lambda row: row.back_on, Look.DAY, width=12),
        _C.STATUS: Known(_standing, Look.BADGE, width=16, tone=lambda row: row.tone),
    },
    "customers:contract",
    lambda row: [row.uid],
    number=lambda row: row.number,
    called="contracts",
)
