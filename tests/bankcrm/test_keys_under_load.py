"""Both keys change in a process of its own that is killed again and again, while people write."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from customers import rehashing
from customers.actions.prospects import edit
from customers.models import Account, Customer, Prospect
from customers.queries.search_box import find
from customers.queries.sight import sight_of
from customers.search import account_key
from organisation import rotation
from organisation.concurrency import Opened
from organisation.models import Staff
from tests.conftest import PROJECT
from tests.customers.bank import a_bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import referrals as leads

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
PEOPLE, WRITERS, WHY = 60, 2, "changed and read back by a test"
PAUSE = 0.02  # seconds between two edits of a writer, and between two looks
OLD = {name: getattr(settings, name) for name in ("BANKCRM_DATA_KEYS", "BANKCRM_SEARCH_KEY")}
BOTH = {name: f"2:{name} new {'x' * 40},1:{old}" for name, old in OLD.items()}
NEW = {name: both.split(",")[0] for name, both in BOTH.items()}
# Killed once each of these is past its first rows: while it seals, hashes customers, hashes accounts.
MOMENTS = (
    "SELECT count(*) > 3 FROM customers_customer WHERE get_byte(name_sealed, 0) = 2",
    "SELECT count(*) > 3 FROM customers_customer WHERE get_byte(sealed_digest, 0) = 2",
    "SELECT count(*) > 3 FROM customers_account WHERE get_byte(account_no_hash, 0) = 2",
)


@pytest.fixture
def command(process_environment: dict[str, str]) -> Callable[[], subprocess.Popen[str]]:
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "rotate_keys", "--chunk", "1"],
            cwd=PROJECT,
            env={**process_environment, **BOTH, "BANKCRM_ROLE": "command", "LANGUAGE_CODE": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def killed_at(process: subprocess.Popen[str], moment: str) -> None:
    """Kill the process as soon as the database is in a state that it brings about."""
    with connection.cursor() as cursor:
        while process.poll() is None:
            cursor.execute(moment)
            if cursor.fetchone()[0]:
                process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(PAUSE)
    assert process.wait() == -signal.SIGKILL, process.communicate()


@contextmanager
def people_write(by: Staff) -> Iterator[dict[str, str]]:
    """Others change addresses and the phones of prospects all the while; gives what each was written last."""
    written: dict[str, str] = {}
    enough = Event()
    customers = list(Customer.objects.unscoped(WHY).values_list("pk", flat=True))
    prospects = list(Prospect.objects.unscoped(WHY).values_list("pk", flat=True))

    def write(number: int) -> None:
        mine = random.Random(number)
        try:
            while not enough.wait(PAUSE):
                with transaction.atomic():
                    key = mine.choice(customers[number::WRITERS])
                    one = Customer.objects.unscoped(WHY).select_for_update().get(pk=key)
                    one.address = f"路{mine.random()}号"
                    one.save(update_fields=["address_sealed"])
                written[f"customer {key}"] = one.address
                lead = Prospect.objects.unscoped(WHY).get(pk=mine.choice(prospects[number::WRITERS]))
                phone = f"154{mine.randrange(10**8):08}"
                edit(
                    prospect=lead,
                    opened=Opened(lead.version, {}),
                    values={"phone": phone},
                    by=by,
                    at=lead.identified_at,
                )
                written[f"prospect {lead.pk}"] = phone
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write, number) for number in range(WRITERS)]
        try:
            yield written
        finally:
            enough.set()
        for writer in writers:
            writer.result()


def test_keys_change_while_people_write_and_the_command_dies(
    command: Callable[[], subprocess.Popen[str]],
) -> None:
    bank = a_bank(org.cast())
    ana = bank.cast.ana
    for number in range(PEOPLE):
        one = make.customer(f"周{number}", at=bank.cast.here, a=bank.cast.ana)
        make.account(one, account_no=f"A{number}")
    for number in range(20):
        leads.prospect(
            f"钱{number}",
            at=bank.cast.here,
            by=bank.cast.ana,
            owner=bank.cast.ana,
            phone=f"1540000{number:04}",
        )
    with override_settings(**BOTH):
        with people_write(ana) as written:
            for moment in MOMENTS:
                killed_at(command(), moment)
                assert len(found(ana, "周")) == 10
            last = command()
            out, err = last.communicate()
            assert last.returncode == 0, (out, err)
        call_command("rotate_keys", "--check")
        assert (rotation.left(), rehashing.left()) == ({}, {})
    with override_settings(**NEW):
        assert len(written) > 20
        read = {f"customer {one.pk}": one.address for one in Customer.objects.unscoped(WHY)}
        read |= {f"prospect {one.pk}": one.phone for one in Prospect.objects.unscoped(WHY)}
        assert {key: read[key] for key in written} == written
        names = {one.name for one in Customer.objects.unscoped(WHY)}
        assert {f"周{number}" for number in range(PEOPLE)} < names
        numbers = Account.objects.unscoped(WHY).filter(account_no_hash=account_key(b"A7"))
        assert [one.account_no for one in numbers] == ["A7"]
        assert found(ana, "周59") == ["周59"]


def found(reader: Staff, text: str) -> list[str | None]:
    sight = sight_of(reader)
    assert sight is not None
    return [hit.name for hit in find(sight, text)]
