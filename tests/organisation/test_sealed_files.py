"""Sealed files: there wholly or not at all, bound to their id, swept when no row names them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from organisation import sealed_files, vault

TEXT = "上海市浦东新区金丝雀路77号".encode() * 100
LATER = datetime.now(UTC) + timedelta(hours=2)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return tmp_path / "documents"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_taken_and_unreadable_on_the_disk(folder: Path) -> None:
    uid = uuid4()
    sealed_files.keep(uid, TEXT)
    (path,) = files(folder)
    assert TEXT[:30] not in path.read_bytes()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert sealed_files.take(uid) == TEXT
    assert list(sealed_files.kept()) == [uid]


def test_a_file_that_was_changed_or_moved_does_not_open(folder: Path) -> None:
    uid, other = uuid4(), uuid4()
    sealed_files.keep(uid, TEXT)
    sealed_files.keep(other, b"%PDF-")
    ours, theirs = (folder / one.hex[:2] / one.hex for one in (uid, other))
    theirs.write_bytes(ours.read_bytes())
    with pytest.raises(vault.VaultError):
        sealed_files.take(other)
    ours.write_bytes(ours.read_bytes()[:-1] + b"\0")
    with pytest.raises(vault.VaultError):
        sealed_files.take(uid)


def test_keys_are_changed_while_it_is_read(folder: Path, settings: Any) -> None:
    uid = uuid4()
    sealed_files.keep(uid, TEXT)
    old = settings.BANKCRM_DATA_KEYS.split(",")[0].rpartition(":")[2]
    settings.BANKCRM_DATA_KEYS = f"9:a new key,1:{old}"
    assert sealed_files.key_number(uid) == 1
    sealed_files.reseal(uid)
    assert sealed_files.key_number(uid) == 9
    settings.BANKCRM_DATA_KEYS = "9:a new key"
    assert sealed_files.take(uid) == TEXT


def test_files_without_a_row_are_swept_when_they_are_old(folder: Path) -> None:
    named, orphan = uuid4(), uuid4()
    for uid in (named, orphan):
        sealed_files.keep(uid, TEXT)
    (folder / named.hex[:2] / f"{named.hex}.abcd.part").write_bytes(b"half of it")
    assert sealed_files.sweep({named}, datetime.now(UTC) - timedelta(hours=1)) == 0
    assert sealed_files.sweep({named}, LATER) == 2
    assert list(sealed_files.kept()) == [named]
    assert sealed_files.take(named) == TEXT


def test_a_process_killed_while_writing_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the rename: the place is empty, and what lies beside it is swept."""

    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    uid = uuid4()
    with pytest.raises(KeyboardInterrupt):
        sealed_files.keep(uid, TEXT)
    monkeypatch.undo()
    assert list(sealed_files.kept()) == []
    assert sealed_files.sweep(set(), LATER) == 1
    assert files(folder) == []
