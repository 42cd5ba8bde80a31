"""The process that owns the embedded servers of one data folder, for as long as anyone uses them.

Users hold a shared lock on `in-use.lock`; the kernel drops it when they end, even by kill -9. When the keeper
gets that lock alone, nobody is left: it stops the servers and goes. It restarts a server that dies meanwhile.
"""

import argparse
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from bankcrm.embedded.lock import FileLock
from bankcrm.embedded.places import Places
from bankcrm.embedded.postgres import Postgres
from bankcrm.embedded.valkey import Valkey

POLL_SECONDS = 0.2


class Keeper:
    def __init__(self, places: Places, servers: list[Postgres | Valkey]) -> None:
        self.places = places
        self.servers = servers
        self.asked_to_stop = False

    def run(self) -> None:
        in_use = FileLock(self.places.in_use)
        try:
            for server in self.servers:
                server.start()
            tell_parent("ready", self.places.logs / "keeper.log")
            # While this process holds the lock alone, newcomers wait; they find no keeper and start their
            # own.
            while not self.asked_to_stop and not in_use.try_take():
                time.sleep(POLL_SECONDS)
                self._revive()
        finally:
            for server in reversed(self.servers):
                server.stop()

    def _revive(self) -> None:
        for server in self.servers:
            if server.process is None or server.process.poll() is not None:
                server.start()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True


def tell_parent(line: str, log: Path) -> None:
    """One line on standard output; then both outputs go to the log, or the starter's pipe would stay open."""
    print(line, flush=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as handle:
        os.dup2(handle.fileno(), sys.stdout.fileno())
        os.dup2(handle.fileno(), sys.stderr.fileno())


def erase(places: Places) -> None:
    """Removes the data folder and what lies outside it: short socket folders and links to /var/tmp."""
    for path in (places.sockets, places.cluster, places.home):
        target = path.resolve()
        shutil.rmtree(target, ignore_errors=True)
        if path.is_symlink() and not any(target.parent.iterdir()):
            target.parent.rmdir()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("servers", nargs="+", choices=["postgres", "valkey"])
    parser.add_argument("--careless", action="store_true", help="tests: fast, and a power cut loses the data")
    parser.add_argument("--remove", action="store_true", help="tests: remove the data folder at the end")
    given = parser.parse_args()
    places = Places(given.home)
    alive = FileLock(places.keeper)
    if not alive.try_take():
        raise SystemExit(f"The servers of {places.home} are already kept")
    places.keeper.write_text(" ".join(given.servers))
    made: dict[str, Postgres | Valkey] = {
        "postgres": Postgres(places, careless=given.careless),
        "valkey": Valkey(places),
    }
    keeper = Keeper(places, [made[name] for name in given.servers])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, keeper.stop)
    try:
        keeper.run()
    except RuntimeError as error:
        tell_parent(str(error), places.logs / "keeper.log")
        raise SystemExit(1) from None
    finally:
        if given.remove:
            erase(places)
        # Before the process ends: the kernel may free `in-use.lock` first, and whoever waited for it would take
        # this keeper for one that still keeps servers.
        alive.close()


if __name__ == "__main__":
    main()
