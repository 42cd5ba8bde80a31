"""Paper contracts on their way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from customers.actions import contracts
from customers.models import Borrowing, Customer
from organisation.models import Staff


def asked(of: Customer, by: Staff, **fields: Any) -> Borrowing:
    today = timezone.localdate()
    values = {
        "contract": "个人理财服务协议 2026-018",
        "purpose": "客户要求核对费率条款",
        "wanted_until": today + timedelta(days=5),
        **fields,
    }
    return contracts.ask(customer=of, uid=uuid4(), by=by, at=timezone.now(), **values)


def lent(of: Customer, by: Staff, custodian: Staff, due_on: date | None = None) -> Borrowing:
    row = asked(of, by)
    today = timezone.localdate()
    contracts.lend(
        borrowing=row, due_on=due_on or today, remark="", by=custodian, at=timezone.now(), on=today
    )
    row.refresh_from_db()
    return row
