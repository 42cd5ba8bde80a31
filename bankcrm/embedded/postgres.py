"""One PostgreSQL cluster in a folder: made when absent, run as a child of this process, reached by a unix
socket.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bankcrm.embedded import binaries, identity
from bankcrm.embedded.places import Places

SUPERUSER = "postgres"
START_SECONDS = 60
# A killed postmaster leaves a lock that counts as held until its last process is gone.
LOCK_SECONDS = 20
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_timezone": "Asia/Shanghai",
    "timezone": "UTC",
}
# For tests only: a power cut may lose everything.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The portal's role is not a superuser: it owns its database, and CREATEDB is for the tests' own.
FIRST_SQL = r"""
SELECT 'CREATE ROLE bankcrm LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bankcrm') \gexec
SELECT 'CREATE DATABASE bankcrm OWNER bankcrm'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'bankcrm') \gexec
"""


class PostgresFailed(RuntimeError):
    """The cluster does not start; the message holds the end of its log."""


@dataclass(slots=True)
class Postgres:
    """The cluster of a data folder. `careless` trades safety of the data for speed."""

    places: Places
    careless: bool = False
    process: subprocess.Popen[bytes] | None = None
    folder: Path = field(init=False)
    programs: Path = field(init=False)
    who: identity.Identity = field(init=False)

    def start(self) -> None:
        """Returns when the server answers and the portal's database exists."""
        found = binaries.postgres()
        self.who = identity.choose(found / "postgres")
        self.programs = binaries.reachable_by(self.who, found)
        self.folder = self._data_folder()
        self._socket_folder()
        self._create()
        self._check_version()
        self._run_until_ready()
        self._psql(FIRST_SQL)

    def stop(self) -> None:
        """Ends the sessions and closes the files in order."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGQUIT if self.careless else signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def _data_folder(self) -> Path:
        """home/postgres; where nobody must own it and cannot reach home, a link to a place in /var/tmp."""
        near = self.places.cluster
        if self.who.kind == "account" and not near.is_symlink() and not _passable(self.places.home):
            shelter = binaries.private_shelter(f"bankcrm-data-{self.places.digest}") / "postgres"
            # Data there without a link here belonged to a folder that somebody removed to begin anew.
            shutil.rmtree(shelter, ignore_errors=True)
            if near.exists():
                shutil.move(near, shelter)
            near.symlink_to(shelter)
        near.resolve().parent.mkdir(parents=True, exist_ok=True)
        return near.resolve()

    def _socket_folder(self) -> Path:
        """Private to the owner of the cluster (and root): whoever reaches the socket is the portal."""
        near = self.places.sockets
        if self.who.kind == "account" and not near.is_symlink() and not _passable(near.parent):
            shutil.rmtree(near, ignore_errors=True)
            near.symlink_to(binaries.private_shelter(f"bankcrm-data-{self.places.digest}") / "sockets")
        folder = near.resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid not in (self.who.uid, os.geteuid(), identity.NOBODY):
            raise PostgresFailed(f"{folder} belongs to somebody else: remove it")
        self._own(folder)
        folder.chmod(0o700)
        return folder

    def _own(self, folder: Path) -> None:
        if os.geteuid() != 0 or folder.stat().st_uid == self.who.uid:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.who.uid, self.who.gid, follow_symlinks=False)

    def _create(self) -> None:
        if (self.folder / "PG_VERSION").exists():
            self._own(self.folder)
            return
        # Made aside and renamed: a start that is killed half way leaves no half cluster.
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        self._own(draft)
        command = [
            "initdb",
            "-D",
            os.fspath(draft),
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        done = self._program(*command, *self._locale())
        if done.returncode:
            raise PostgresFailed(f"initdb failed: {done.stdout[-2000:]}")
        draft.rename(self.folder)

    def _locale(self) -> list[str]:
        """Sorted by code point, cased by Unicode: with plain C the trigrams of Chinese are empty."""
        if self._major() >= 17:
            return [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--lc-collate=C",
                f"--lc-ctype={'C.UTF-8' if sys.platform == 'linux' else 'en_US.UTF-8'}",
                "--lc-messages=C",
            ]
        return ["--locale=C.UTF-8"]

    def _major(self) -> int:
        version = subprocess.run(
            [self.programs / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
        return int(version.split()[2].split(".")[0])

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != str(self._major()):
            raise PostgresFailed(
                f"The data in {self.folder} are of PostgreSQL {made_by} and the programs of {self._major()}: "
                "dump them with the old programs, or remove the folder to begin anew"
            )

    def _run_until_ready(self) -> None:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            if self._run_once():
                return
            log = self._log_end()
            held = "already exists" in log or "still in use" in log or "Is another postmaster" in log
            if not held or time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL does not start: {log}")
            time.sleep(0.5)

    def _run_once(self) -> bool:
        options = {**SETTINGS, **(CARELESS if self.careless else {})}
        options["unix_socket_directories"] = os.fspath(self.places.sockets.resolve())
        command = [os.fspath(self.programs / "postgres"), "-D", os.fspath(self.folder)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self.places.logs.mkdir(parents=True, exist_ok=True)
        # A file of its own: a server that is still going writes on in the old one.
        self._log().unlink(missing_ok=True)
        with open(self._log(), "wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=self._environment(),
                start_new_session=True,
                **self.who.spawn(death_signal=signal.SIGINT),
            )
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return True
            time.sleep(0.03)
        self.stop()
        return False

    def _answers(self) -> bool:
        ready: list[str | Path] = [self.programs / "pg_isready", "-q", "-h", self.places.sockets]
        return subprocess.run(ready, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0

    def _psql(self, script: str) -> None:
        command: list[str | Path] = [
            self.programs / "psql",
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            SUPERUSER,
            "-d",
            "postgres",
        ]
        done = subprocess.run(
            [*command, "-h", self.places.sockets],
            input=script,
            capture_output=True,
            text=True,
            env=self._environment(),
        )
        if done.returncode:
            raise PostgresFailed(f"The portal's database cannot be made: {done.stderr}")

    def _program(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # The absolute name matters: PostgreSQL looks for its files beside the program that was called.
        return subprocess.run(
            [os.fspath(self.programs / name), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env=self._environment(),
            **self.who.spawn(),
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, "TZ": "UTC", "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C"}

    def _log(self) -> Path:
        return self.places.logs / "postgres.log"

    def _log_end(self) -> str:
        return self._log().read_text(encoding="utf-8", errors="replace")[-2000:]


def _passable(folder: Path) -> bool:
    """Whether any account may reach this folder: every folder above it lets others through."""
    folder = folder.resolve()
    return all(above.stat().st_mode & 0o001 for above in (folder, *folder.parents) if above.exists())
