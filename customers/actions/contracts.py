"""A paper contract on its way: asked for, handed out with the custodian's consent, prolonged, brought back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from customers.actions.archive import sent_before
from customers.choices import BorrowingStatus
from customers.models import Borrowing, Customer
from customers.permissions import contracts as permissions
from customers.queries.contracts import out_now
from organisation import audit, vault

if TYPE_CHECKING:
    from organisation.models import Staff

ASK, LEND, REFUSE = "contract.ask", "contract.lend", "contract.refuse"
PROLONG, BACK, WITHDRAW = "contract.prolong", "contract.back", "contract.withdraw"
_S = BorrowingStatus


@transaction.atomic
def ask(
    *,
    customer: Customer,
    uid: UUID,
    contract: str,
    purpose: str,
    wanted_until: date,
    by: Staff,
    at: datetime,
) -> Borrowing:
    """Ask the custodian for a contract that is on file. The same `uid` again answers the request that is there."""
    made = sent_before(Borrowing, uid, customer)
    if made is not None:
        return made
    permissions.is_there(out_now(customer.pk, contract)).enforce()
    row = Borrowing(
        uid=uid,
        customer=customer,
        **vault.texts(contract=contract, purpose=purpose),
        wanted_until=wanted_until,
        asked_by=by,
        asked_at=at,
        changed_by=by,
        changed_at=at,
    )
    row.save()
    audit.record(by=by, action=ASK, target=row, at=at, after=wanted_until.isoformat())
    return row


@transaction.atomic
def lend(*, borrowing: Borrowing, due_on: date, remark: str, by: Staff, at: datetime, on: date) -> None:
    """The custodian consents, hands the contract out and says until when. Of two requests for one paper that are
    granted at once, the second waits for the customer's row and is refused."""
    of_customer = Customer.objects.unscoped("the caller found the row in scope")
    of_customer.select_for_update(no_key=True).only("pk").get(pk=borrowing.customer_id)
    row = _locked(borrowing)
    permissions.may_lend(by, row, out_now(row.customer_id, row.contract)).enforce()
    row.status, row.custodian, row.out_on, row.due_on, row.remark = _S.OUT, by, on, due_on, remark
    _saved(row, LEND, by, at)


@transaction.atomic
def refuse(*, borrowing: Borrowing, remark: str, by: Staff, at: datetime) -> None:
    row = _locked(borrowing)
    permissions.may_decide(by, row).enforce()
    row.status, row.custodian, row.remark = _S.REFUSED, by, remark
    _saved(row, REFUSE, by, at)


@transaction.atomic
def prolong(*, borrowing: Borrowing, due_on: date, remark: str, by: Staff, at: datetime) -> None:
    """The custodian lets the contract stay out longer."""
    row = _locked(borrowing)
    permissions.may_take_back(by, row).enforce()
    row.due_on, row.remark = due_on, remark
    _saved(row, PROLONG, by, at)


@transaction.atomic
def take_back(*, borrowing: Borrowing, back_on: date, remark: str, by: Staff, at: datetime) -> None:
    """The custodian has the contract again and puts it on file."""
    row = _locked(borrowing)
    permissions.may_take_back(by, row).enforce()
    row.status, row.back_on, row.remark = _S.BACK, back_on, remark or row.remark
    _saved(row, BACK, by, at)


@transaction.atomic
def withdraw(*, borrowing: Borrowing, by: Staff, at: datetime) -> None:
    row = _locked(borrowing)
    permissions.may_withdraw(by, row).enforce()
    row.status = _S.WITHDRAWN
    _saved(row, WITHDRAW, by, at)


def _locked(borrowing: Borrowing) -> Borrowing:
    """The row as it stands now: what it may still become is decided under its lock."""
    rows = Borrowing.objects.unscoped("the caller found the row in scope")
    return rows.select_for_update(of=("self",)).get(pk=borrowing.pk)


def _saved(row: Borrowing, action: str, by: Staff, at: datetime) -> None:
    row.version += 1
    row.changed_by, row.changed_at = by, at
    row.save()
    days = {name: day.isoformat() for name in ("due_on", "back_on") if (day := getattr(row, name))}
    audit.record(by=by, action=action, target=row, at=at, after={"status": row.status, **days})
