"""Two requests at the same moment write one entry; two sheets at once are settled like two edits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from customers.actions import archive
from customers.models import Need, Research
from organisation.concurrency import Stale
from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.factories.organisation import NOW


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
