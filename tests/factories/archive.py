"""Entries and documents of customers' files."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from customers.actions import archive
from customers.choices import DocumentKind, NeedKind, PreferredChannel, PreferredTime
from customers.models import Customer, Document, Need, Preference, Verification
from customers.rules.archive import MEGABYTE, DocumentPolicy, DocumentType
from organisation.models import Staff
from tests.factories.organisation import BUSINESS_DATE, NOW

PDF = b"%PDF-1.7\n% nothing in it is ever parsed\n"
POLICY = DocumentPolicy(frozenset(DocumentType), 10 * MEGABYTE, 100 * MEGABYTE)


def need(of: Customer, by: Staff, text: str = "孩子明年留学", **fields: Any) -> Need:
    values = {"kind": NeedKind.NEED, "text": text, **fields}
    return archive.add(model=Need, customer=of, uid=uuid4(), values=values, by=by, at=NOW)


def preference(of: Customer, by: Staff, **fields: Any) -> Preference:
    values = {"channel": PreferredChannel.PHONE, "time": PreferredTime.MORNING, **fields}
    return archive.add(model=Preference, customer=of, uid=uuid4(), values=values, by=by, at=NOW)


def check(of: Customer, by: Staff, *, next_due_on: date | None = None, **fields: Any) -> Verification:
    values = {"done_on": BUSINESS_DATE, "outcome": "CONFIRMED", "next_due_on": next_due_on, **fields}
    return archive.verify(customer=of, uid=uuid4(), values=values, policy=None, by=by, at=NOW)


def document(of: Customer, by: Staff, data: bytes = PDF, **fields: Any) -> Document:
    values = {"kind": DocumentKind.IDENTITY_COPY, "name": "身份证.pdf", **fields}
    kept = archive.keep_document(
        customer=of, uid=uuid4(), data=data, values=values, policy=POLICY, by=by, at=NOW
    )
    assert isinstance(kept, Document)
    return kept
