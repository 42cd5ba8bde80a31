"""What is written into a customer's file, and what is taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from customers.choices import RetrievalReason, UploadProblem
from customers.models import Customer, Document, Retrieval, Verification
from customers.models.archive import Filed
from customers.permissions import archive as permissions
from customers.rules.archive import DocumentPolicy, VerificationPolicy, next_check, type_of, upload_problem
from organisation import audit, concurrency, sealed_files
from organisation.concurrency import Opened, once

if TYPE_CHECKING:
    from organisation.models import Staff

ADD, EDIT, REMOVE = "archive.add", "archive.edit", "archive.remove"
VERIFY = "archive.verify"
KEEP, TAKE, WITHDRAW = "document.keep", "document.take", "document.withdraw"
AN_HOUR = timedelta(hours=1)  # between two sweeps, and how long an unfinished file is left alone
Row = TypeVar("Row", bound=Filed)


def sent_before(model: type[Row], uid: UUID, customer: Customer) -> Row | None:
    """The row that an earlier sending of the same form made; a uid of another customer's is no honest form."""
    rows: Any = model.objects.unscoped("the caller found the customer in scope")
    found: Row | None = once(uid, rows, customer_id=customer.pk)
    return found


def _stored(row: Filed) -> bool:
    """False when another request stored its like in the meantime."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def add(
    *, model: type[Row], customer: Customer, uid: UUID, values: Mapping[str, Any], by: Staff, at: datetime
) -> Row:
    """Write an entry. The same `uid` again answers the entry that is there: a form sent twice writes once. Where a
    customer has one of the kind and somebody else wrote it meanwhile, the two are settled like two edits."""
    permissions.may_edit(by).enforce()
    kept = sent_before(model, uid, customer)
    if kept is not None:
        return kept
    row = model(uid=uid, customer=customer, changed_by=by, changed_at=at, **values)
    if not _stored(row):
        rows: Any = model.objects.unscoped("the caller found the customer in scope")
        theirs: Row = rows.get(customer=customer)
        nothing_yet = Opened(0, dict.fromkeys(values, ""))
        return edit(row=theirs, opened=nothing_yet, values=values, by=by, at=at)
    audit.record(by=by, action=ADD, target=row, at=at, after=sorted(values))
    return row


@transaction.atomic
def edit(*, row: Row, opened: Opened, values: Mapping[str, Any], by: Staff, at: datetime) -> Row:
    """Save what was changed since the page was opened; raises Stale where somebody else changed the same."""
    permissions.may_edit(by).enforce()
    rows: Any = type(row).objects.unscoped("the caller found the row in scope")
    locked: Row = rows.select_for_update(of=("self",)).get(pk=row.pk)
    written = concurrency.settle(locked, opened=opened, yours=values)
    if not written:
        return locked
    for name, value in written.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.changed_by, locked.changed_at = by, at
    locked.save()
    audit.record(by=by, action=EDIT, target=locked, at=at, after=sorted(written))
    return locked


@transaction.atomic
def remove(*, row: Filed, by: Staff, at: datetime) -> None:
    """Take an entry out of the file. Its history stays. Removing it twice, also at once, is removing it once."""
    permissions.may_edit(by).enforce()
    rows = type(row).objects.unscoped("the caller found the row in scope")
    there = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if there is None:
        return
    audit.record(by=by, action=REMOVE, target=there, at=at)
    there.delete()


@transaction.atomic
def verify(
    *,
    customer: Customer,
    uid: UUID,
    values: Mapping[str, Any],
    policy: VerificationPolicy | None,
    by: Staff,
    at: datetime,
) -> Verification:
    """Put a check on record. The next one is due on the day named, else after the bank's period."""
    permissions.may_edit(by).enforce()
    kept = sent_before(Verification, uid, customer)
    if kept is not None:
        return kept
    given = dict(values)
    given["next_due_on"] = given.get("next_due_on") or next_check(given["done_on"], policy)
    row = Verification(uid=uid, customer=customer, changed_by=by, changed_at=at, **given)
    row.save()
    audit.record(by=by, action=VERIFY, target=row, at=at, after=row.outcome)
    return row


@transaction.atomic
def keep_document(
    *,
    customer: Customer,
    uid: UUID,
    data: bytes,
    values: Mapping[str, Any],
    policy: DocumentPolicy,
    by: Staff,
    at: datetime,
) -> Document | UploadProblem:
    """Check and seal a document. The customer's row is locked, so that two uploads at once share one quota. The
    bytes are on the disk before the row is committed; if it is not, the sweep removes them."""
    permissions.may_edit(by).enforce()
    Customer.objects.unscoped("locked while documents are counted").select_for_update(of=("self",)).get(
        pk=customer.pk
    )
    rows = Document.objects.unscoped("the caller found the customer in scope")
    sent = sent_before(Document, uid, customer)
    if sent is not None:
        return sent
    kept = rows.filter(customer=customer).aggregate(bytes=Sum("size"))["bytes"] or 0
    problem, kind = upload_problem(data, kept, policy), type_of(data)
    if problem is not None or kind is None:
        return problem or UploadProblem.TYPE
    row = Document(
        uid=uid,
        customer=customer,
        type=kind,
        size=len(data),
        sha256=sealed_files.digest(data),
        changed_by=by,
        changed_at=at,
        **values,
    )
    row.save()
    sealed_files.keep(uid, data)
    audit.record(by=by, action=KEEP, target=row, at=at, after={"kind": row.kind, "sha256": row.sha256})
    return row


@transaction.atomic
def take_document(
    *, document: Document, reason: RetrievalReason, words: str, by: Staff, at: datetime
) -> bytes:
    """The bytes, and their entry in the retrieval register: without the entry there are no bytes."""
    row = _held(document)
    permissions.may_take(by, row).enforce()
    Retrieval.objects.create(document=row, by=by, at=at, reason=reason, words=words)
    audit.record(by=by, action=TAKE, target=row, at=at, after=row.kind, reason=f"{reason.value}: {words}")
    return sealed_files.take(row.uid)


@transaction.atomic
def withdraw_document(*, document: Document, reason: str, by: Staff, at: datetime) -> None:
    """Mark a document as no longer part of the file. The bytes stay: the law keeps a customer's file for years."""
    row = _held(document)
    permissions.may_withdraw(by, row).enforce()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record(by=by, action=WITHDRAW, target=row, at=at, reason=reason)


def _held(document: Document) -> Document:
    """The document as it is now, held until the change is done."""
    rows = Document.objects.unscoped("the caller found the document in scope")
    found: Document = rows.select_for_update(of=("self",)).get(pk=document.pk)
    return found


def sweep_files(at: datetime) -> int:
    """Remove sealed files that no row names: their process ended between the disk and the commit. The folder is
    walked about once an hour, whichever minutes the beat comes in."""
    if not sealed_files.sweep_due(at, every=AN_HOUR):
        return 0
    rows = Document.objects.unscoped("the sweep of files")
    gone = sealed_files.sweep(frozenset(rows.values_list("uid", flat=True)), at - AN_HOUR)
    sealed_files.swept(at)
    return gone
