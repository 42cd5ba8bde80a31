"""Locks on files: the kernel lets go of them however a process ends, so none is ever stale."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """One open lock file. Shared holders exclude an exclusive one and the other way round."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        """Waits until no one holds it alone."""
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def take(self) -> None:
        """Waits until no one else holds it."""
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        os.close(self.descriptor)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Runs the block while no other process is inside one for the same path."""
    lock = FileLock(path)
    lock.take()
    try:
        yield
    finally:
        lock.close()


def is_held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        return not lock.try_take()
    finally:
        lock.close()
