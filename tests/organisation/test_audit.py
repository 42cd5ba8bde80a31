"""The trail cannot be changed, and a change made behind its back is found at its place."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from organisation import audit
from organisation.models import AuditEvent
from tests.trail import let_it_be_emptied

AT = datetime(2026, 11, 21, 8, 20, tzinfo=UTC)
TABLE = "organisation_auditevent"


def events(count: int) -> None:
    for number in range(count):
        audit.record(by=None, action="test.event", target=f"thing:{number}", at=AT, reason="测试")


def behind_its_back(sql: str) -> None:
    """What only the owner of the table can do after switching the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")
    let_it_be_emptied()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [f"UPDATE {TABLE} SET reason = 'x'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"],
)
def test_the_trail_refuses_to_be_changed(sql: str) -> None:
    events(2)
    let_it_be_emptied(allowed=False)  # rolled back with the test
    with (
        pytest.raises(DatabaseError, match=r"append-only|Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
def test_an_untouched_chain_verifies_and_has_no_gap() -> None:
    events(5)
    found = audit.verify()
    assert (found.intact, found.rows, found.last_seq) == (True, 5, 5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sql", "broken_at"),
    [
        (f"UPDATE {TABLE} SET reason = 'tidied' WHERE seq = 3", 3),
        (f"UPDATE {TABLE} SET actor_no = 'X' WHERE seq = 5", 5),
        (f"DELETE FROM {TABLE} WHERE seq = 2", 3),
        (f"UPDATE {TABLE} SET at = at + interval '1 second' WHERE seq = 1", 1),
    ],
)
def test_an_edit_behind_its_back_is_found_at_its_row(sql: str, broken_at: int) -> None:
    events(5)
    behind_its_back(sql)
    assert audit.verify().broken_at == broken_at


@pytest.mark.django_db(transaction=True)
def test_a_cut_tail_is_found_by_the_anchor(tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.txt"
    events(4)
    assert audit.anchor(anchors, AT) == 4
    behind_its_back(f"DELETE FROM {TABLE} WHERE seq > 2")
    assert audit.verify().intact
    found = audit.verify(anchors)
    assert (found.broken_at, found.problem) == (4, "anchor")


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain() -> None:
    def write() -> None:
        try:
            events(20)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = audit.verify()
    assert (found.intact, found.rows, found.last_seq) == (True, 80, 80)


@pytest.mark.django_db
def test_a_write_that_rolls_back_leaves_no_trace() -> None:
    def record_and_fail() -> None:
        with transaction.atomic():
            events(1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_and_fail()
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_the_origin_of_a_request_is_recorded() -> None:
    with audit.coming_from(audit.Origin(ip="10.1.2.3", request_id="abc")):
        events(1)
    event = AuditEvent.objects.get()
    assert (event.ip, event.request_id) == ("10.1.2.3", "abc")
