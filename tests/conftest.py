"""The test run has its own PostgreSQL and Valkey: real ones, in a folder that goes when the run ends.

Given DATABASE_URL and REDIS_URL it uses those servers.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import django
import pytest

# Before the settings are read. Every test process (also one of several in parallel) has a folder of its own.
os.environ["BANKCRM_HOME"] = tempfile.mkdtemp(prefix="bankcrm-tests-")
os.environ["BANKCRM_MODE"] = "demo"
os.environ["BANKCRM_ROLE"] = "command"
os.environ["DJANGO_SETTINGS_MODULE"] = "bankcrm.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser driver keeps an event loop in this thread

from bankcrm import servers
from bankcrm.embedded import places, session

if TYPE_CHECKING:
    from tests.factories.organisation import Cast

PROJECT = Path(__file__).resolve().parent.parent
RUNNING = pytest.StashKey[AbstractContextManager[None]]()
WORKER_SECONDS = 60


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        # This process only hands out the files. Each that runs them has servers of its own, and must not read the
        # settings before it has named the folder in which they are.
        os.environ.pop("DJANGO_SETTINGS_MODULE")
        return
    running = session.using(places.default(), servers.embedded(), "--careless", "--remove")
    running.__enter__()
    config.stash[RUNNING] = running
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    running = config.stash.get(RUNNING, None)
    if running is not None:
        running.__exit__(None, None, None)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose; tests sign in hundreds of times. Its use is held by test_settings."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def language_of_nobody() -> None:
    """A request leaves its language behind in this thread: every test begins without it, in whatever order they run."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_documents(settings: Any, tmp_path: Path) -> None:
    """Documents of customers lie in files, which no rollback takes back: each test has a folder of its own."""
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def one_time_code(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What an authenticator shows for a secret. Its clock and the server's stand still: a code that is made in the
    last moment of its half minute would come too late."""
    from allauth.mfa.totp.internal import auth

    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: 1_800_000_000))
    (counter,) = auth.yield_hotp_counters_from_time()
    return lambda secret: str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The trail refuses TRUNCATE, which is how the framework empties tables between tests that commit: in the
    test database that one trigger rests. The test that holds the refusal wakes it (tests/organisation).

    At the end the second connection (the ledger's) and what a stopped server or worker has not yet closed are
    let go, or the database could not be dropped."""
    from django.db import connection, connections

    from tests.trail import let_it_be_emptied

    with django_db_blocker.unblock():
        let_it_be_emptied()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connections.close_all()


@pytest.fixture(scope="session")
def bank_data() -> Path:
    """The folder of real bank data that lies beside the project."""
    folder = PROJECT.parent / "shared" / "data"
    assert folder.is_dir(), f"The bank data are missing: these tests read them in {folder}"
    return folder


@pytest.fixture
def cast(db: None) -> "Cast":
    """Head office, two branches and one person per role (tests/factories/organisation.py)."""
    from tests.factories import organisation

    return organisation.cast()


@pytest.fixture
def process_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a real process (a worker, a command) that works on this test's database."""
    from django.db import connection

    given = connection.settings_dict
    url = f"postgres://{given['USER']}:{given['PASSWORD']}@/{given['NAME']}?host={given['HOST']}"
    if given["PORT"]:
        url += f"&port={given['PORT']}"
    return {**os.environ, "DATABASE_URL": url, "BANKCRM_ROLE": "worker"}


@pytest.fixture
def start_worker(process_environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts real workers on the real broker; each call returns one that takes tasks."""
    from bankcrm.celery import app

    app.control.purge()
    workers: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> subprocess.Popen[bytes]:
        name = f"test{len(workers)}@localhost"
        command = [
            "celery",
            "-A",
            "bankcrm",
            "worker",
            "--concurrency",
            "1",
            "--hostname",
            name,
            "--without-gossip",
        ]
        worker = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=PROJECT,
            env={**process_environment, **environment, "C_FORCE_ROOT": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        workers.append(worker)
        deadline = time.monotonic() + WORKER_SECONDS
        while not app.control.ping(destination=[name], timeout=0.5):
            assert worker.poll() is None, "the Celery worker ended at once"
            assert time.monotonic() < deadline, "the Celery worker does not answer"
        return worker

    yield start
    for worker in workers:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
