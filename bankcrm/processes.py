"""The child processes of `make run`: started so that none outlives the runner, their lines prefixed with a
name.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bankcrm.embedded.identity import Identity
from bankcrm.embedded.places import PROJECT

WIDTH = 7
writing = threading.Lock()


def say(name: str, line: str) -> None:
    with writing:
        sys.stdout.write(f"{name:<{WIDTH}}| {line}\n")
        sys.stdout.flush()


@dataclass(slots=True)
class Child:
    """One child process in a session of its own: Ctrl-C at the terminal reaches the runner alone.

    `death_signal` is sent by the kernel when the runner is killed. The worker gets SIGKILL: told to end while
    its broker is going, it would wait for it for ever; what it had not acknowledged comes back.
    """

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    death_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 10.0
    process: subprocess.Popen[str] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            **Identity("direct", os.geteuid(), os.getegid()).spawn(death_signal=self.death_signal),
        )
        self.starts.append(time.monotonic())
        threading.Thread(target=self._prefix, args=(self.process,), daemon=True).start()

    def ended(self) -> int | None:
        """The exit code, or None while it runs."""
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_off(self) -> None:
        """Returns when it has ended; one that does not within its grace is killed with all it started."""
        if self.process is None:
            return
        try:
            self.process.wait(self.grace_seconds)
        except subprocess.TimeoutExpired:
            say(self.name, f"does not end within {self.grace_seconds:.0f} s and is killed")
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def starts_within(self, seconds: float) -> int:
        since = time.monotonic() - seconds
        return sum(1 for moment in self.starts if moment > since)

    def _prefix(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            say(self.name, line.rstrip())
