"""Two requests at the same moment write one entry; two sheets at once are settled like two edits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from customers.actions import archive
from customers.choices import NeedKind, RetrievalReason
from customers.models import Document, Need, Research
from customers.queries.next_steps import next_steps
from customers.queries.sight import sight_of
from organisation.concurrency import Opened, Stale
from organisation.models import AuditEvent
from tests.customers.bank import Bank, a_bank
from tests.factories import archive as make
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE, NOW


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast())


def at_once(bank: Bank, model: Any, sent: list[tuple[UUID, dict[str, Any]]]) -> list[str]:
    """What each of the requests got, all sent at the same moment."""
    gate = Barrier(len(sent))

    def send(one: tuple[UUID, dict[str, Any]]) -> str:
        try:
            gate.wait()
            archive.add(model=model, customer=bank.wei, uid=one[0], values=one[1], by=bank.cast.ana, at=NOW)
        except Stale:
            return "stale"
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(len(sent)) as people:
        return sorted(people.map(send, sent))


def test_a_form_sent_twice_at_once_writes_one_row(bank: Bank) -> None:
    uid, values = uuid4(), {"kind": "NEED", "text": "买房"}
    assert at_once(bank, Need, [(uid, values)] * 4) == ["kept"] * 4
    assert Need.objects.count() == 1


def test_of_two_first_sheets_at_once_one_is_told_of_the_other(bank: Bank) -> None:
    sent = [(uuid4(), {"basics": words}) for words in ("教师", "医生")]
    assert at_once(bank, Research, sent) == ["kept", "stale"]
    assert Research.objects.count() == 1


def a_need(bank: Bank) -> Need:
    values = {"kind": "NEED", "text": "买房", "due_on": BUSINESS_DATE}
    return archive.add(model=Need, customer=bank.wei, uid=uuid4(), values=values, by=bank.cast.ana, at=NOW)


def test_who_may_not_write_the_file_writes_nothing_whoever_calls(bank: Bank) -> None:
    need, olga = a_need(bank), bank.cast.olga
    paper = make.document(bank.wei, bank.cast.ana)
    refused: list[Callable[[], object]] = [
        lambda: archive.add(model=Need, customer=bank.wei, uid=uuid4(), values={}, by=olga, at=NOW),
        lambda: archive.edit(row=need, opened=Opened(1, {}), values={"text": "租房"}, by=olga, at=NOW),
        lambda: archive.remove(row=need, by=olga, at=NOW),
        lambda: archive.verify(customer=bank.wei, uid=uuid4(), values={}, policy=None, by=olga, at=NOW),
        lambda: archive.withdraw_document(document=paper, reason="看不清", by=olga, at=NOW),
        lambda: archive.take_document(
            document=paper, reason=RetrievalReason.SERVICE, words="核对联系方式", by=olga, at=NOW
        ),
    ]
    for act in refused:
        with pytest.raises(PermissionDenied):
            act()
    assert (Need.objects.count(), Document.objects.get().withdrawn_at) == (1, None)
    assert not AuditEvent.objects.filter(actor_no=olga.staff_no).exists()


def test_two_who_remove_an_entry_are_one_line_of_the_trail(bank: Bank) -> None:
    need = a_need(bank)
    same = Need.objects.unscoped("the page of the second person").get(pk=need.pk)
    archive.remove(row=need, by=bank.cast.ana, at=NOW)
    archive.remove(row=same, by=bank.cast.cleo, at=NOW)
    assert AuditEvent.objects.filter(action=archive.REMOVE).count() == 1


def test_a_step_says_a_need_in_words_only_to_who_reads_notes(bank: Bank) -> None:
    a_need(bank)
    said = {}
    for person in (bank.cast.ana, bank.cast.olga):
        sight = sight_of(person)
        assert sight is not None
        said[person.staff_no] = [step.what for step in next_steps(sight, bank.wei, None, today=BUSINESS_DATE)]
    label = NeedKind.NEED.label
    assert said == {bank.cast.ana.staff_no: [f"{label}: 买房"], bank.cast.olga.staff_no: [str(label)]}
