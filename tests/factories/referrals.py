"""Referrals and prospects, made by the actions that make them in the portal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from customers.actions import prospects, referrals
from customers.choices import Interest, ProspectStatus, Signal
from customers.models import Customer, Prospect, Referral
from organisation.models import Branch, Staff

SEEN = referrals.Seen(
    signals=(Signal.LARGE_CASH,), interests=(Interest.WEALTH,), note="在柜台问起大额存单", place="大厅"
)


def prospect(
    name: str = "钱一诺",
    *,
    at: Branch,
    by: Staff,
    owner: Staff | None = None,
    phone: str = "",
    id_no: str = "",
    status: str = ProspectStatus.IDENTIFIED,
    next_on: date | None = None,
    when: datetime | None = None,
) -> Prospect:
    kind = "RESIDENT_ID" if id_no else ""
    return prospects.add(
        uid=uuid4(),
        person=prospects.Person(name=name, phone=phone, id_type=kind, id_no=id_no),
        seen=SEEN,
        branch=at,
        owner=owner,
        status=ProspectStatus(status),
        next_on=next_on,
        by=by,
        at=when or timezone.now(),
    )


def referral(
    about: Customer | Prospect,
    *,
    by: Staff,
    at: Branch,
    to: Staff | None = None,
    when: datetime | None = None,
    introduced_by: Customer | None = None,
    **seen: Any,
) -> Referral:
    return referrals.refer(
        uid=uuid4(),
        about=about,
        branch=at,
        seen=referrals.Seen(**seen) if seen else SEEN,
        to=to,
        introduced_by=introduced_by,
        by=by,
        at=when or timezone.now(),
    )


def accepted(about: Customer | Prospect, *, by: Staff, at: Branch, to: Staff, **more: Any) -> Referral:
    made = referral(about, by=by, at=at, to=to, **more)
    if made.accepted_at is not None:
        return made
    return referrals.accept(referral=made, by=to, at=more.get("when") or timezone.now())
