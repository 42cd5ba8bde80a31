"""The life cycle of the embedded servers, with real processes in folders of this test's own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg2
import psycopg2.errors
import pytest

from bankcrm.embedded import binaries, lock, session
from bankcrm.embedded.places import LONGEST_SOCKET_FOLDER, PROJECT, Places
from bankcrm.embedded.postgres import Postgres
from bankcrm.embedded.valkey import answers

BOTH = ["postgres", "valkey"]
HOLDER = """
import sys, time
from pathlib import Path
from bankcrm.embedded import session
from bankcrm.embedded.places import Places
with session.using(Places(Path(sys.argv[1])), ["postgres", "valkey"]):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that other accounts may pass through, as a checkout in /srv would be."""
    folder = Path(tempfile.mkdtemp(prefix="bankcrm-life-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def connect(places: Places) -> "psycopg2.extensions.connection":
    connection = psycopg2.connect(host=str(places.sockets), user="bankcrm", dbname="bankcrm")
    connection.autocommit = True
    return connection


def ask(places: Places, sql: str) -> str:
    connection = connect(places)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            row = cursor.fetchone() if cursor.description else None
            return str(row[0]) if row else ""
    finally:
        connection.close()


def hold(home: Path, **options: object) -> subprocess.Popen[str]:
    """Another process that uses the servers until its input closes."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    assert holder.stdout.readline() == "up\n"
    return holder


def postmaster(places: Places) -> int:
    return int((places.cluster / "postmaster.pid").read_text().split()[0])


def is_down(places: Places) -> bool:
    session.wait_until_left(places)
    return not answers(places.broker_socket) and not (places.cluster.resolve() / "postmaster.pid").exists()


def test_servers_come_up_and_go_with_their_last_user(home: Path) -> None:
    places = Places(home)
    with session.using(places, BOTH):
        assert ask(places, "SELECT current_user") == "bankcrm"
        assert ask(places, "SELECT usesuper FROM pg_user WHERE usename = current_user") == "False"
        assert answers(places.broker_socket)
    assert is_down(places)


def test_chinese_text_has_trigrams(home: Path) -> None:
    """With the plain C locale this set is empty and no index serves a Chinese name."""
    places = Places(home)
    with session.using(places, ["postgres"]):
        ask(places, "CREATE EXTENSION pg_trgm")
        assert ask(places, "SELECT cardinality(show_trgm('工商银行客户'))") == "7"


def test_two_users_share_and_the_first_one_leaves_the_servers_to_the_second(home: Path) -> None:
    places = Places(home)
    first = hold(home)
    second = hold(home)
    before = postmaster(places)
    first.communicate(timeout=10)
    time.sleep(0.5)
    assert postmaster(places) == before
    assert ask(places, "SELECT 1") == "1"
    second.communicate(timeout=10)
    assert is_down(places)


def test_data_outlive_the_servers(home: Path) -> None:
    places = Places(home)
    with session.using(places, ["postgres"]):
        ask(places, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert is_down(places)
    with session.using(places, ["postgres"]):
        assert ask(places, "SELECT answer FROM kept") == "42"


def test_who_comes_while_the_servers_go_finds_new_ones(home: Path) -> None:
    places = Places(home)
    for number in range(4):
        with session.using(places, BOTH):
            assert ask(places, f"select {number}") == str(number)
        assert eventually(lambda: not lock_is_free(places.in_use), 30)


def test_killed_user_leaves_nothing_behind(home: Path) -> None:
    places = Places(home)
    holder = hold(home)
    holder.kill()
    holder.communicate()
    assert is_down(places)


def test_killed_postmaster_comes_back_with_every_committed_row(home: Path) -> None:
    places = Places(home)
    with session.using(places, BOTH):
        ask(places, "CREATE TABLE kept (answer int)")
        ask(places, "INSERT INTO kept SELECT generate_series(1, 1000)")
        before = postmaster(places)
        os.kill(before, signal.SIGKILL)
        assert eventually(lambda: ask(places, "SELECT count(*) FROM kept") == "1000")
        assert postmaster(places) != before
    assert is_down(places)


def test_killed_keeper_is_replaced(home: Path) -> None:
    """The kernel ends the servers with their keeper; the next user finds the lock free and the data whole."""
    places = Places(home)
    with session.using(places, BOTH):
        ask(places, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(keeper_of(places), signal.SIGKILL)
        assert eventually(lambda: not lock.is_held(places.keeper))
        session.ensure(places, BOTH)
        assert ask(places, "SELECT answer FROM kept") == "42"
    assert is_down(places)


def test_a_server_that_is_still_going_may_write_while_the_next_one_waits(home: Path) -> None:
    """What the old one writes must not hide why the new one can't start yet."""
    places = Places(home)
    old, new = Postgres(places, careless=True), Postgres(places, careless=True)
    old.start()
    last = connect(places)
    _complain(last, 40)
    assert old.process is not None
    old.process.send_signal(signal.SIGTERM)  # it goes when the last session has ended
    talking = Thread(target=_complain, args=(last, 400, 0.005))
    talking.start()
    try:
        new.start()
        assert old.process.wait(20) == 0
        assert ask(places, "SELECT 1") == "1"
    finally:
        talking.join()
        new.stop()
        old.stop()


def _complain(connection: "psycopg2.extensions.connection", times: int, pause: float = 0) -> None:
    """Have the server write into its log, then, if there was a pause, leave it."""
    for _again in range(times):
        with connection.cursor() as cursor, pytest.raises(psycopg2.errors.UndefinedTable):
            cursor.execute("SELECT * FROM a_table_that_nobody_made_for_this_test")
        time.sleep(pause)
    if pause:
        connection.close()


def test_long_path_meets_in_a_short_private_folder(home: Path) -> None:
    deep = home.joinpath(*["a-rather-long-name-of-a-folder"] * 5)
    places = Places(deep)
    assert len(str(places.sockets)) <= LONGEST_SOCKET_FOLDER < len(str(deep))
    with session.using(places, BOTH):
        assert ask(places, "SELECT 1") == "1"
        assert answers(places.broker_socket)
        assert places.sockets.stat().st_mode & 0o077 == 0
    assert is_down(places)
    shutil.rmtree(places.sockets)


def test_a_server_that_its_keeper_does_not_keep_is_asked_for_in_vain(home: Path) -> None:
    places = Places(home)
    with session.using(places, ["valkey"]):
        with pytest.raises(SystemExit, match="with valkey alone, and this needs postgres"):
            session.ensure(places, BOTH)
        session.ensure(places, ["valkey"])
    assert is_down(places)


def test_nothing_starts_where_the_environment_names_both_servers(home: Path) -> None:
    with session.using(Places(home), []):
        assert not lock.is_held(Places(home).keeper)


def test_cluster_of_another_version_is_refused_in_words(home: Path) -> None:
    places = Places(home)
    with session.using(places, ["postgres"]):
        pass
    session.wait_until_left(places)
    (places.cluster / "PG_VERSION").write_text("12\n")
    with pytest.raises(SystemExit, match="are of PostgreSQL 12"), session.using(places, ["postgres"]):
        pass


def test_an_interrupted_first_start_is_made_good(home: Path) -> None:
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "half").touch()
    places = Places(home)
    with session.using(places, ["postgres"]):
        assert ask(places, "SELECT 1") == "1"


def test_debians_programs_serve_where_the_package_is_absent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "postgres").touch()
    monkeypatch.setattr(binaries, "_package", lambda name: None)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    assert binaries.postgres() == tmp_path / "15" / "bin"
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path / "nowhere")
    with pytest.raises(binaries.NoBinaries, match="set DATABASE_URL"):
        binaries.postgres()


def test_a_shelter_of_somebody_else_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(binaries, "REACHABLE", tmp_path)
    assert binaries.private_shelter("ours").stat().st_mode & 0o777 == 0o711
    (tmp_path / "link").symlink_to(tmp_path / "ours")
    with pytest.raises(binaries.NoBinaries, match="belongs to somebody else"):
        binaries.private_shelter("link")


def eventually(claim: object, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if claim():  # type: ignore[operator]
                return True
        except psycopg2.Error:
            pass
        time.sleep(0.1)
    return False


def lock_is_free(path: Path) -> bool:
    """Whether nobody holds the lock alone: the keeper does while it stops the servers."""
    watch = lock.FileLock(path)
    try:
        return watch.try_take()
    finally:
        watch.close()


def keeper_of(places: Places) -> int:
    """The parent of the postmaster."""
    state = Path(f"/proc/{postmaster(places)}/stat").read_text()
    return int(state.rpartition(")")[2].split()[1])
