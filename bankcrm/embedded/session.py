"""Using the embedded servers: start them when they are down, share them when they are up, leave them when
done.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from bankcrm import servers
from bankcrm.embedded import lock, places
from bankcrm.embedded.places import PROJECT, Places

# Commands of manage.py that work without a database.
WITHOUT_SERVERS = {
    "catalogues",
    "check",
    "collectstatic",
    "compilemessages",
    "demo_bank",
    "diffsettings",
    "golden",
    "help",
    "makemessages",
    "makemigrations",
    "spectacular",
    "tour",
    "version",
}


class ServersFailed(SystemExit):
    """The embedded servers do not start; the message says why."""


def for_command(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """The servers that a manage.py command needs and that the environment does not name."""
    needed = servers.embedded()
    helping = not arguments or arguments[0].startswith("-") or "--help" in arguments or "-h" in arguments
    if helping or arguments[0] in WITHOUT_SERVERS or not needed:
        return nullcontext()
    return using(places.default(), needed)


@contextmanager
def using(where: Places, needed: Sequence[str], *options: str) -> Iterator[None]:
    """Runs the block with the servers up. The last one to leave a data folder stops them."""
    in_use = lock.FileLock(where.in_use)
    in_use.share()
    try:
        ensure(where, needed, *options)
        yield
    finally:
        in_use.close()


def ensure(where: Places, needed: Sequence[str], *options: str) -> None:
    """Starts a keeper unless there is one. The caller holds `in-use.lock`, so it cannot go meanwhile."""
    if not needed:
        return
    where.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock.alone(where.home / "starting.lock"):
        if lock.is_held(where.keeper):
            kept = where.keeper.read_text().split()
            if missing := set(needed) - set(kept):
                raise ServersFailed(
                    f"Something else uses {where.home} with {' and '.join(kept)} alone, and this needs "
                    f"{' and '.join(missing)} there: end it first, or choose another BANKCRM_HOME"
                )
            return
        keeper = subprocess.Popen(
            [sys.executable, "-m", "bankcrm.embedded.keeper", where.home, *needed, *options],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert keeper.stdout is not None
        said = keeper.stdout.read()
        if said.strip() != "ready":
            raise ServersFailed(f"The embedded servers do not start.\n{said.strip()}")


def wait_until_left(where: Places) -> None:
    """Returns when the servers of this folder are down.

    For those who want to see them gone before they go.
    """
    watch = lock.FileLock(where.keeper)
    watch.take()
    watch.close()
