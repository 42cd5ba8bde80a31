"""Keys change while people work: every sealed value, in rows, histories and files, ends with the newest key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from customers.models import Customer
from organisation import rotation, sealed_files, vault
from organisation.models import AuditEvent
from tests.factories import customers as make
from tests.factories import organisation as org

if TYPE_CHECKING:
    from tests.factories.organisation import Cast

OLD, BOTH, NEW = "old key " * 6, f"2:{'new key ' * 6},1:{'old key ' * 6}", f"2:{'new key ' * 6}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Cast) -> list[Customer]:
    """Seven customers sealed with the old key, one with a former address in the history."""
    org.presets()
    with override_settings(BANKCRM_DATA_KEYS=OLD):
        made = [make.customer(f"王{number}", at=cast.here, address="") for number in range(7)]
        made[0].address = "北京路一号"
        made[0].save()
    return made


def names() -> list[str]:
    return [one.name for one in Customer.objects.unscoped("read back by a test").order_by("pk")]


def versions() -> int:
    return apps.get_model("customers", "CustomerEvent").objects.count()


def test_everything_is_sealed_anew_and_reads_as_before(people: list[Customer]) -> None:
    with override_settings(BANKCRM_DATA_KEYS=OLD):
        before, kept = names(), versions()
    with override_settings(BANKCRM_DATA_KEYS=BOTH):
        assert rotation.left() == {"customers_customer": 7, "customers_customerevent": 8}
        assert rotation.rotate(chunk=3) == {"customers_customer": 7, "customers_customerevent": 8}
        assert rotation.left() == {}
        assert rotation.rotate() == {}
    with override_settings(BANKCRM_DATA_KEYS=NEW):
        assert (names(), versions()) == (before, kept)
        event = apps.get_model("customers", "CustomerEvent").objects.order_by("pgh_id").last()
        place = {"table": "customers_customer", "column": "address", "row": people[0].customer_no}
        assert vault.unseal(event.address_sealed, **place).decode() == "北京路一号"


def test_who_is_stopped_goes_on_where_it_was(people: list[Customer], monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    told: list[int] = []

    def stop(_name: str, rows: int) -> None:
        told.append(rows)
        if len(told) == 2:
            raise Killed

    with override_settings(BANKCRM_DATA_KEYS=BOTH):
        with pytest.raises(Killed):
            rotation.rotate(chunk=2, report=stop)
        assert rotation.left()["customers_customer"] == 3
        assert len(names()) == 7
        assert rotation.rotate(chunk=2)["customers_customer"] == 3
        assert rotation.left() == {}


def test_a_sealed_file_is_sealed_anew(people: list[Customer], tmp_path: Path) -> None:
    uid = uuid4()
    with override_settings(DOCUMENT_FOLDER=tmp_path):
        with override_settings(BANKCRM_DATA_KEYS=OLD):
            sealed_files.keep(uid, b"%PDF")
        with override_settings(BANKCRM_DATA_KEYS=BOTH):
            assert rotation.left()["files"] == 1
            assert rotation.rotate()["files"] == 1
            assert "files" not in rotation.left()
        with override_settings(BANKCRM_DATA_KEYS=NEW):
            assert sealed_files.take(uid) == b"%PDF"


def test_the_command_says_what_is_left_and_puts_itself_on_record(people: list[Customer]) -> None:
    with override_settings(BANKCRM_DATA_KEYS=BOTH):
        with pytest.raises(CommandError, match="customers_customer 7"):
            call_command("rotate_keys", "--check")
        call_command("rotate_keys", "--chunk", "4")
        call_command("rotate_keys", "--check")
    (event,) = AuditEvent.objects.filter(action="keys.rotate")
    assert (event.actor_no, event.entity) == ("", "vault")


def test_a_value_that_does_not_open_stops_the_change_and_is_not_lost(people: list[Customer]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE customers_customer SET phone_sealed = set_byte(phone_sealed, 20, 0) WHERE id = %s",
            [people[3].pk],
        )
    with override_settings(BANKCRM_DATA_KEYS=BOTH):
        with pytest.raises(vault.VaultError):
            rotation.rotate(chunk=1)
        assert rotation.left()["customers_customer"] == 4
