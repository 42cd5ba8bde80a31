"""One Valkey server in a folder: every write kept in its log, reached by a unix socket."""

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bankcrm.embedded import binaries
from bankcrm.embedded.identity import Identity
from bankcrm.embedded.places import Places

START_SECONDS = 30


class ValkeyFailed(RuntimeError):
    """The server does not start; the message holds the end of its log."""


@dataclass(slots=True)
class Valkey:
    places: Places
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers."""
        self.places.broker.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.places.sockets.resolve().mkdir(mode=0o700, parents=True, exist_ok=True)
        self.places.logs.mkdir(parents=True, exist_ok=True)
        self._log().unlink(missing_ok=True)  # a server that is still going writes on in the old one
        with open(self._log(), "wb") as log:
            self.process = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **Identity("direct", os.geteuid(), os.getegid()).spawn(death_signal=signal.SIGTERM),
            )
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            if answers(self.places.broker_socket):
                return
            time.sleep(0.02)
        self.stop()
        raise ValkeyFailed(f"Valkey does not start: {self._log().read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": os.fspath(self.places.broker_socket),
            "unixsocketperm": "700",
            "dir": os.fspath(self.places.broker),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",  # a broker must refuse, never forget
            "loglevel": "warning",
            "daemonize": "no",
        }
        return [
            os.fspath(binaries.valkey()),
            *(part for name, value in options.items() for part in (f"--{name}", value)),
        ]

    def _log(self) -> Path:
        return self.places.logs / "valkey.log"


def answers(path: Path) -> bool:
    """Whether a server at this socket answers PING (while it loads its log it does not)."""
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(1)
    try:
        client.connect(os.fspath(path))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False
    finally:
        client.close()
