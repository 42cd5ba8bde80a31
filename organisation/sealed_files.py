"""Files of personal data at rest: one sealed file for each id, outside the database and outside anything served.

A file is there wholly or not at all: it is written beside its place, forced to the disk and renamed. Whoever keeps
one does so before the row that names it is committed, so a row always has its file; a file without a row (the
process was killed in between, the transaction was undone) is swept up later. Source: reliability R18 to R20.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

from organisation import vault

TABLE, COLUMN = "sealed_files", "content"
UNFINISHED = ".part"
SWEPT = ".swept"  # an empty file whose time is that of the last sweep


def _folder() -> Path:
    folder: Path = settings.DOCUMENT_FOLDER
    return folder


def _path(uid: UUID) -> Path:
    return _folder() / uid.hex[:2] / uid.hex


def digest(data: bytes) -> str:
    """By which a file is known again."""
    return sha256(data).hexdigest()


def keep(uid: UUID, data: bytes) -> None:
    """Seal the bytes and put them in their place, on the disk before this returns."""
    sealed = vault.seal(data, table=TABLE, column=COLUMN, row=uid.hex)
    _place(_path(uid), sealed)


def _place(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def take(uid: UUID) -> bytes:
    """The bytes as they were kept; VaultError when they were changed or belong to another id."""
    return vault.unseal(_path(uid).read_bytes(), table=TABLE, column=COLUMN, row=uid.hex)


def kept() -> Iterator[UUID]:
    """The ids of all files."""
    for path in _folder().glob("??/*"):
        if path.suffix != UNFINISHED:
            yield UUID(path.name)


def key_number(uid: UUID) -> int:
    """With which key the file is sealed, for the change of keys."""
    with _path(uid).open("rb") as file:
        return vault.key_number(file.read(1))


def reseal(uid: UUID) -> None:
    """Seal the file with the newest key; readers meanwhile see the old file or the new one."""
    keep(uid, take(uid))


def sweep(named: Collection[UUID], before: datetime) -> int:
    """Remove files that no row names and that were written before the moment, and what was left unfinished."""
    gone = 0
    for path in _folder().glob("??/*"):
        orphan = path.suffix == UNFINISHED or UUID(path.name) not in named
        if orphan and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def sweep_due(at: datetime, *, every: timedelta) -> bool:
    """Whether so much time has passed since the last sweep; also after the clock was set back."""
    try:
        last = (_folder() / SWEPT).stat().st_mtime
    except FileNotFoundError:
        return _folder().exists()
    return not last <= at.timestamp() < last + every.total_seconds()


def swept(at: datetime) -> None:
    """The folder was walked to its end at this moment."""
    mark = _folder() / SWEPT
    mark.touch(mode=0o600)
    os.utime(mark, (at.timestamp(), at.timestamp()))
