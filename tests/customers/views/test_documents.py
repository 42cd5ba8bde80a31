"""Documents: what is taken in, how it lies on the disk, and that nothing comes out without an entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from customers.actions import archive as actions
from customers.models import Document, Retrieval
from customers.rules.archive import MEGABYTE
from customers.views.documents import plain_name
from organisation import sealed_files
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import archive as make

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

NUMBER = "C0000001"
NEW = f"/customers/of/{NUMBER}/documents/new/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return tmp_path / "documents"


def sent(data: bytes = make.PDF, name: str = "合同.pdf", **fields: str) -> dict[str, Any]:
    return {"uid": str(uuid4()), "kind": "CONTRACT", "file": SimpleUploadedFile(name, data), **fields}


def test_a_document_goes_in_sealed_and_comes_out_with_a_reason(
    bank: Bank, sign_in: SignIn, folder: Path
) -> None:
    client = sign_in(bank.cast.ana)
    assert client.post(NEW, sent()).status_code == 302
    row = Document.objects.get()
    (path,) = (one for one in folder.rglob("*") if one.is_file())
    assert b"%PDF" not in path.read_bytes()
    assert "合同".encode() not in bytes(row.name_sealed)
    address = reverse("customers:document", args=[NUMBER, row.uid])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "SERVICE", "words": "x"}).status_code == 422
    assert Retrieval.objects.count() == 0
    answer = client.post(address, {"reason": "SERVICE", "words": "客户来核对条款"})
    assert (answer.status_code, answer.content) == (200, make.PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-SHA256"] == row.sha256
    entry = Retrieval.objects.get()
    assert (entry.by, entry.reason, entry.words) == (bank.cast.ana, "SERVICE", "客户来核对条款")
    assert AuditEvent.objects.filter(action="document.take", entity_id=str(row.pk)).count() == 1
    register = client.get(address).content.decode()
    assert "客户来核对条款" in register


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90 a program", "kind of file"),
        (b"<html><script>alert(1)</script>", "kind of file"),
        (b"%PDF-" + b"x" * (10 * MEGABYTE), "larger than the bank allows"),
        (b"%PDF-" + b"x" * (21 * MEGABYTE), "larger than the bank allows"),
    ],
)
def test_files_that_are_not_taken(bank: Bank, sign_in: SignIn, folder: Path, data: bytes, words: str) -> None:
    answer = sign_in(bank.cast.ana).post(NEW, sent(data, note="原件在柜里"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "原件在柜里" in page
    assert Document.objects.count() == 0
    assert list(folder.rglob("*")) == []


def test_a_form_without_kind_or_file(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    assert client.post(NEW, sent(kind="")).status_code == 422
    assert client.post(NEW, {"uid": str(uuid4()), "kind": "CONTRACT"}).status_code == 422


def test_a_double_upload_is_one_document(bank: Bank, sign_in: SignIn) -> None:
    client, uid = sign_in(bank.cast.ana), str(uuid4())
    assert [client.post(NEW, sent(uid=uid)).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.count() == 1


def test_the_quota_of_a_customer(bank: Bank) -> None:
    from customers.choices import UploadProblem
    from customers.rules.archive import DocumentPolicy, DocumentType

    tight = DocumentPolicy(frozenset(DocumentType), 100, len(make.PDF) + 10)
    given = {"values": {"kind": "FORM", "name": "a"}, "policy": tight, "by": bank.cast.ana, "at": make.NOW}
    first = actions.keep_document(customer=bank.wei, uid=uuid4(), data=make.PDF, **given)
    second = actions.keep_document(customer=bank.wei, uid=uuid4(), data=make.PDF, **given)
    assert isinstance(first, Document)
    assert second is UploadProblem.QUOTA


def test_outside_the_scope_there_is_no_document(bank: Bank, sign_in: SignIn) -> None:
    row = make.document(bank.fang, bank.cast.ana)
    wrong_customer = reverse("customers:document", args=[NUMBER, row.uid])
    right = reverse("customers:document", args=["C0000002", row.uid])
    taking = {"reason": "SERVICE", "words": "because I can"}
    assert sign_in(bank.cast.ana).post(wrong_customer, taking).status_code == 404
    assert sign_in(bank.cast.cora).post(right, taking).status_code == 404
    assert sign_in(bank.cast.olga).post(right, taking).status_code == 403
    assert Retrieval.objects.count() == 0
    assert sign_in(bank.cast.olga).get(right).status_code == 200
    assert sign_in(bank.cast.ben).post(right, taking).status_code == 200  # the backup works with the customer


def test_a_withdrawn_document_stays_but_is_not_taken_out(bank: Bank, sign_in: SignIn) -> None:
    row = make.document(bank.wei, bank.cast.ana)
    client = sign_in(bank.cast.ana)
    address = reverse("customers:document", args=[NUMBER, row.uid])
    gone = reverse("customers:document_withdraw", args=[NUMBER, row.uid])
    assert client.post(gone, {"why": ""}).status_code == 422
    assert client.post(gone, {"why": "扫描件看不清"}).status_code == 302
    assert client.post(gone, {"why": "扫描件看不清"}).status_code == 403
    assert client.post(address, {"reason": "SERVICE", "words": "because I can"}).status_code == 403
    assert "Withdrawn from the file" in client.get(address).content.decode()
    assert sealed_files.take(row.uid) == make.PDF


def test_an_upload_is_only_ever_in_memory(settings: Any) -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("合同.exe", "合同.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\a b.PDF", "a b.pdf"),
        ("\r\nSet-Cookie: x=1.pdf", "Set-Cookie x=1.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_names_are_plain(given: str, kept: str) -> None:
    assert plain_name(given, "pdf") == kept


@pytest.mark.parametrize("minute", [0, 7, 31])
def test_orphans_are_swept_once_an_hour_whichever_minute_the_beat_comes_in(bank: Bank, minute: int) -> None:
    row = make.document(bank.wei, bank.cast.ana)
    sealed_files.keep(uuid4(), make.PDF)
    later = (datetime.now(UTC) + timedelta(hours=3)).replace(minute=minute)
    assert actions.sweep_files(later) == 1
    sealed_files.keep(uuid4(), make.PDF)
    assert [actions.sweep_files(later + timedelta(minutes=after)) for after in (59, 60, 61)] == [0, 1, 0]
    assert sealed_files.take(row.uid) == make.PDF
