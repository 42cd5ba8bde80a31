"""As whom PostgreSQL runs: by root, by root without user namespaces and below a private home, by others.

Only root can become somebody else, so an ordinary user's run holds its own case and the choice alone.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from bankcrm.embedded import binaries, identity, session
from bankcrm.embedded.places import Places
from bankcrm.embedded.postgres import Postgres
from tests.bankcrm.test_embedded import ask, is_down

AS_ROOT = os.geteuid() == 0
ORDINARY = 1234
LISTED = next(entry for entry in pwd.getpwall() if entry.pw_uid not in (0, identity.NOBODY))


@pytest.fixture
def private_home() -> Iterator[Path]:
    """A data folder below a home that nobody else may enter."""
    above = Path(tempfile.mkdtemp(prefix="bankcrm-private-"))
    yield above / ".run"
    for place in (Places(above / ".run").cluster, Places(above / ".run").sockets):
        if place.is_symlink():
            shutil.rmtree(place.resolve().parent, ignore_errors=True)
    shutil.rmtree(above, ignore_errors=True)


def kinds() -> list[str]:
    if not AS_ROOT:
        return ["direct"]
    here = identity.choose(binaries.postgres() / "postgres").kind
    return ["namespace", "account"] if here == "namespace" else ["account"]


@pytest.mark.parametrize("kind", kinds())
def test_the_cluster_runs_below_a_private_home(
    kind: str, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "account":
        monkeypatch.setenv("BANKCRM_NO_USERNS", "1")
    assert identity.choose(binaries.postgres() / "postgres").kind == kind
    mode_above = private_home.parent.stat().st_mode
    places = Places(private_home)
    for round_ in ("made", "found again"):
        with session.using(places, ["postgres", "valkey"]):
            assert ask(places, "SELECT current_user") == "bankcrm", round_
        assert is_down(places)
    assert private_home.parent.stat().st_mode == mode_above, "folders above the data stay as they were"


def test_root_may_change_between_namespace_and_account(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same data folder, started once on the machine and once in a container."""
    places = Places(private_home)
    with session.using(places, ["postgres"]):
        ask(places, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert is_down(places)
    monkeypatch.setenv("BANKCRM_NO_USERNS", "1")
    with session.using(places, ["postgres"]):
        assert ask(places, "SELECT answer FROM kept") == "42"
    assert is_down(places)
    monkeypatch.delenv("BANKCRM_NO_USERNS")
    with session.using(places, ["postgres"]):
        assert ask(places, "SELECT answer FROM kept") == "42"
    assert is_down(places)


def test_programs_below_a_private_home_are_sheltered_where_nobody_can_run_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pytest's own folders are private, as a checkout below /root is."""
    original = binaries.postgres().parents[1]
    for part in (original, original.with_name(f"{original.name}.libs")):
        shutil.copytree(part, tmp_path / part.name, symlinks=True, copy_function=shutil.copy)
    programs = tmp_path / original.name / "pginstall" / "bin"
    shelters = Path(tempfile.mkdtemp(prefix="bankcrm-shelters-"))
    shelters.chmod(0o755)
    monkeypatch.setattr(binaries, "REACHABLE", shelters)
    if AS_ROOT:
        nobody = identity.Identity("account", identity.NOBODY, identity.NOBODY)
        found = binaries.reachable_by(nobody, programs)
        assert found.is_relative_to(shelters)
        for program in ("postgres", "initdb", "psql"):
            done = subprocess.run([found / program, "--version"], cwd="/", **nobody.spawn())
            assert done.returncode == 0, program
        assert binaries.reachable_by(nobody, programs) == found
    else:
        own = identity.Identity("direct", os.geteuid(), os.getegid())
        assert binaries.reachable_by(own, programs) == programs
    shutil.rmtree(shelters)


def test_an_ordinary_user_runs_it_directly(tmp_path: Path) -> None:
    """Root's child becomes a listed account for this; an ordinary user already is one."""
    home = Path(tempfile.mkdtemp(prefix="bankcrm-ordinary-"))
    listed = identity.Identity("account", LISTED.pw_uid, LISTED.pw_gid)
    programs = binaries.postgres()
    if AS_ROOT:
        os.chown(home, listed.uid, listed.gid)
        programs = binaries.reachable_by(listed, programs)
    failure = tmp_path / "failure"
    failure.touch()
    report = failure.open("w")
    child = os.fork()
    if child == 0:
        try:
            if AS_ROOT:
                os.setgroups([])
                os.setgid(listed.gid)
                os.setuid(listed.uid)
            start_and_stop(Places(home / "run"), programs)
            os._exit(0)
        except BaseException:
            report.write(traceback.format_exc())
            report.flush()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    report.close()
    assert status == 0, failure.read_text()
    owner = (home / "run" / "postgres" / "PG_VERSION").stat().st_uid
    assert owner == (listed.uid if AS_ROOT else os.geteuid())
    shutil.rmtree(home)


def start_and_stop(places: Places, programs: Path) -> None:
    binaries.postgres = lambda: programs
    assert identity.choose(programs / "postgres").kind == "direct"
    server = Postgres(places)
    server.start()
    try:
        assert ask(places, "SELECT current_user") == "bankcrm"
    finally:
        server.stop()


def test_a_user_without_an_entry_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity.os, "geteuid", lambda: ORDINARY)
    monkeypatch.setattr(identity, "_has_passwd_entry", lambda uid: False)
    monkeypatch.setenv("BANKCRM_NO_USERNS", "1")
    with pytest.raises(identity.NoIdentity, match="set DATABASE_URL"):
        identity.choose(Path("/nowhere"))
