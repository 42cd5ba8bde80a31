"""`make run` as a person meets it: real processes in a folder of this test's own."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from bankcrm import runner
from bankcrm.embedded import lock
from bankcrm.embedded.places import PROJECT, Places

STARTING_SECONDS = 90
STOPPING_SECONDS = 20


@dataclass
class Portal:
    """One running `python -m bankcrm.runner` and what it said."""

    home: Path
    port: int
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def said(self, words: str, times: int = 1) -> bool:
        return sum(words in line for line in self.lines) >= times

    def wait_for(self, claim: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not claim():
            assert time.monotonic() < deadline, f"{what}; it said:\n{''.join(self.lines)}"
            time.sleep(0.1)

    def processes(self) -> set[int]:
        """Every process that works for this data folder, by the environment it was given or its command."""
        mark = os.fsencode(self.home)
        found = set()
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdecimal() and (
                    mark in (entry / "environ").read_bytes() or mark in (entry / "cmdline").read_bytes()
                ):
                    found.add(int(entry.name))
            except OSError:
                continue
        return {pid for pid in found if not zombie(pid)}


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def environment(home: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, "BANKCRM_HOME": str(home), "PORT": str(port), "BANKCRM_MODE": "demo"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal whose demo bank counts as loaded: the first night has tests of its own."""
    home, port = tmp_path / "run", free_port()
    (home / "demo-bank").mkdir(parents=True)
    (home / "demo-bank" / "loaded").touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "bankcrm.runner"],
        cwd=PROJECT,
        env=environment(home, port),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Portal(home, port, process)
    Thread(target=running.listen, daemon=True).start()
    running.wait_for(
        lambda: running.said("Ctrl-C stops everything") or process.poll() is not None,
        STARTING_SECONDS,
        "the portal did not come up",
    )
    assert process.poll() is None, "".join(running.lines)
    yield running
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(STOPPING_SECONDS)


def ready(portal: Portal) -> tuple[int, object]:
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=20)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def child(portal: Portal, words: str) -> int:
    """The eldest process of the portal whose command contains the words."""
    mine = sorted(
        pid
        for pid in portal.processes()
        if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    )
    return mine[0] if mine else 0


def test_serves_refuses_a_second_one_mends_itself_and_stops_in_order(portal: Portal) -> None:
    assert ready(portal) == (200, {"database": "ok", "cache": "ok", "disk": "ok"})

    second = subprocess.run(
        [sys.executable, "-m", "bankcrm.runner"],
        cwd=PROJECT,
        env=environment(portal.home, free_port()),
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert f"already runs with the data in {portal.home}: http://127.0.0.1:{portal.port}/" in second.stderr

    portal.wait_for(lambda: child(portal, "bankcrm worker") > 0, 10, "no worker")
    os.kill(child(portal, "bankcrm worker"), signal.SIGKILL)
    portal.wait_for(
        lambda: any(re.match(r"worker *\| ended with -9: starting it again", line) for line in portal.lines),
        10,
        "the killed worker was not noticed",
    )
    portal.wait_for(lambda: portal.said(" ready.", 2), 30, "no second worker")

    os.kill(child(portal, "bankcrm.embedded.keeper"), signal.SIGKILL)
    portal.wait_for(lambda: portal.said("gone: starting them again"), 10, "the killed keeper was not noticed")
    portal.wait_for(lambda: ready(portal)[0] == 200, 30, "the portal did not find the servers again")

    began = time.monotonic()
    portal.process.send_signal(signal.SIGINT)
    assert portal.process.wait(STOPPING_SECONDS) == 0
    assert time.monotonic() - began < STOPPING_SECONDS
    assert portal.processes() == set()


def test_a_killed_runner_leaves_nothing_behind(portal: Portal) -> None:
    assert len(portal.processes()) > 6
    portal.process.kill()
    portal.process.wait()
    portal.wait_for(lambda: portal.processes() == set(), STOPPING_SECONDS, "processes are left")
    assert not lock.is_held(Places(portal.home).keeper)


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = subprocess.run(
            [sys.executable, "-m", "bankcrm.runner"],
            cwd=PROJECT,
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
        )
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"Port {port} is taken by another program: choose one, as in `PORT=8001 make run`"
    )
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("given", ["eight", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(SystemExit, match="write a number from 1 to 65535"):
        runner.given_port()
