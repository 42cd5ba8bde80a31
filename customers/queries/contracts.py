"""Paper contracts that were asked for and handed out: the register, one line, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from customers.choices import BorrowingShow, BorrowingStatus
from customers.models import Borrowing, Customer
from customers.queries.sight import Sight
from customers.rules.contracts import same_paper

_S = BorrowingStatus
SHOWN = 20


@dataclass(frozen=True, slots=True)
class BorrowingRow:
    """A line of the register as one reader may see it."""

    uid: UUID
    number: str
    name: str | None
    contract: str | None
    purpose: str | None
    remark: str | None
    borrower: str
    custodian: str
    asked_at: datetime
    wanted_until: date
    out_on: date | None
    due_on: date | None
    back_on: date | None
    status: BorrowingStatus
    days_late: int

    @property
    def late(self) -> bool:
        return self.days_late > 0

    @property
    def tone(self) -> str:
        if self.late:
            return "late"
        return {_S.ASKED: "due", _S.OUT: "info", _S.BACK: "ok"}.get(self.status, "neutral")


def register(
    sight: Sight, show: BorrowingShow, since: date | None, until: date | None, limit: int
) -> tuple[BorrowingRow, ...]:
    """The lines in scope: open ones by the day on which they are due back, others the newest first. One query."""
    rows: Any = overdue(sight) if show is BorrowingShow.LATE else Borrowing.objects.visible_to(sight.staff)
    if show is BorrowingShow.OPEN:
        rows = rows.filter(status__in=[_S.ASKED, _S.OUT])
    if since:
        rows = rows.filter(asked_at__date__gte=since)
    if until:
        rows = rows.filter(asked_at__date__lte=until)
    order = ("-asked_at", "-pk") if show is BorrowingShow.ALL else (F("due_on").asc(nulls_first=True), "pk")
    return _read(sight, rows.order_by(*order)[:limit])


def of_customer(sight: Sight, customer: Customer) -> tuple[BorrowingRow, ...]:
    """The newest first. One query."""
    return _read(sight, Borrowing.objects.filter(customer=customer).visible_to(sight.staff)[:SHOWN])


def one(sight: Sight, borrowing: Borrowing) -> BorrowingRow:
    """The caller has found it in scope. One query."""
    return _read(sight, Borrowing.objects.filter(pk=borrowing.pk).visible_to(sight.staff))[0]


def out_now(customer_id: int, contract: str, *, besides: UUID | None = None) -> Borrowing | None:
    """The line by which somebody has the customer's contract that these words name. The caller has found the
    customer in scope. One query; the words are sealed, so they are compared one by one.
    `besides` leaves out the line of a form that is sent again."""
    out = Borrowing.objects.unscoped("the caller found the customer in scope")
    rows = out.filter(customer_id=customer_id, status=_S.OUT).select_related("asked_by")
    return next((row for row in rows if row.uid != besides and same_paper(row.contract, contract)), None)


def overdue(sight: Sight) -> Any:
    """What is out in the reader's scope and not back in time."""
    rows = Borrowing.objects.visible_to(sight.staff)
    return rows.filter(status=_S.OUT, due_on__lt=timezone.localdate())


def _read(sight: Sight, rows: Any) -> tuple[BorrowingRow, ...]:
    today = timezone.localdate()
    return tuple(_row(sight, row, today) for row in rows.select_related("customer", "asked_by", "custodian"))


def _row(sight: Sight, row: Borrowing, today: date) -> BorrowingRow:
    out = row.status == _S.OUT and row.due_on is not None
    return BorrowingRow(
        uid=row.uid,
        number=row.customer.customer_no,
        name=sight.name(row.customer.name),
        contract=sight.note(row.contract),
        purpose=sight.note(row.purpose),
        remark=sight.note(row.remark),
        borrower=row.asked_by.name,
        custodian=row.custodian.name if row.custodian else "",
        asked_at=row.asked_at,
        wanted_until=row.wanted_until,
        out_on=row.out_on,
        due_on=row.due_on,
        back_on=row.back_on,
        status=_S(row.status),
        days_late=max((today - row.due_on).days, 0) if out and row.due_on else 0,
    )
