"""`make run`: the whole portal on this machine, from nothing to the first page, and all gone after Ctrl-C.

Order: servers, migrations, web, the demo bank's first night (once), worker, beat; backwards to stop. The web
answers before the first night is over and says so.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from bankcrm import first_night, servers
from bankcrm.embedded import lock, places, session
from bankcrm.processes import Child, say

PYTHON = sys.executable
FIRST_PAGE_SECONDS = 60
# A process that dies this often within a minute will not recover by another start.
MOST_STARTS = 5
DEMO_CUSTOMERS = "2000"


class StepFailed(SystemExit):
    """A command of manage.py ended with an error; its own words are above."""


class Stopped(Exception):
    """Somebody asked the runner to stop while a step was running."""


class Runner:
    def __init__(self, where: places.Places, port: int) -> None:
        self.where = where
        self.port = port
        self.stopping = threading.Event()
        self.running: list[Child] = []
        self.began = time.monotonic()

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        needed = servers.embedded()
        say(
            "servers", f"starting {' and '.join(needed)}" if needed else "those of DATABASE_URL and REDIS_URL"
        )
        code = 0
        try:
            with session.using(self.where, needed):
                try:
                    code = self._serve(needed)
                except Stopped:
                    pass
                finally:
                    self._stop_children()
        finally:
            session.wait_until_left(self.where)
            say("all", "stopped")
        return code

    def _serve(self, needed: list[str]) -> int:
        self._manage("set up", "set_up")
        first = not (self.where.home / "demo-bank" / "loaded").exists()
        if first:
            first_night.begin(self.where.home)
        else:
            first_night.end(self.where.home)  # one that was killed may have left its sign
        self._start(self._web())
        if not self._first_page():
            say("web", "no page within a minute: see the lines above")
            return 1
        say("portal", f"http://127.0.0.1:{self.port}/ answers after {time.monotonic() - self.began:.0f} s")
        if first:
            self._first_night()
        self._start(self._worker())
        self._start(self._beat())
        self._tell_sign_ins()
        return self._watch(needed)

    def _first_night(self) -> None:
        """Writes the demo bank's drops and loads them by the nightly run, the only way in. The past weeks' work is
        played before the last night, which then shows what became of it. A play that fails costs the work only."""
        folder = self.where.home / "demo-bank"
        drops = folder / "drops"
        say("night", "the demo bank's first night: the pages fill when it is over")
        try:
            if not (folder / "written").exists():
                shutil.rmtree(drops, ignore_errors=True)  # the half of a bank, if the last start was stopped
                demo = ("demo_bank", "--replace", "--out", str(drops), "--customers", DEMO_CUSTOMERS)
                self._manage("night", *demo)
                (folder / "written").touch()
            days = sorted(str(day) for day in drops.iterdir() if day.is_dir())
            if days[:-1]:
                self._manage("night", "nightly", *days[:-1])
                self._play_work()
            self._manage("night", "nightly", days[-1])
            (folder / "loaded").touch()
        finally:
            first_night.end(self.where.home)
        say("night", f"over after {time.monotonic() - self.began:.0f} s")

    def _play_work(self) -> None:
        try:
            self._manage("work", "demo_work")
        except StepFailed:
            say("work", "not played: the portal serves all the same")

    def _tell_sign_ins(self) -> None:
        try:
            self._manage("sign in", "demo_accounts")
        except StepFailed:
            say("sign in", "none opened: the portal serves all the same")
        say("portal", f"open http://127.0.0.1:{self.port}/ ; Ctrl-C stops everything")

    def _manage(self, name: str, *arguments: str) -> None:
        """Runs one command of manage.py; its failure ends the run with its own words above."""
        step = Child(name, [PYTHON, "manage.py", *arguments], {"BANKCRM_ROLE": "command"}, signal.SIGKILL)
        step.start()
        while step.ended() is None:
            if self.stopping.wait(0.05):
                step.ask_to_stop()
                step.see_off()
                raise Stopped
        if step.ended() != 0:
            raise StepFailed(f"`manage.py {arguments[0]}` failed")

    def _web(self) -> Child:
        command = [PYTHON, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{self.port}"]
        command += [
            "--workers",
            "2",
            "--threads",
            "4",
            "--graceful-timeout",
            "2",
            "--preload",
            "--log-level",
            "warning",
        ]
        return Child("web", [*command, "bankcrm.wsgi"], {"BANKCRM_ROLE": "web"})

    def _worker(self) -> Child:
        environment = {"BANKCRM_ROLE": "worker", "C_FORCE_ROOT": "1"}
        environment["PYTHONWARNINGS"] = "ignore::UserWarning:celery.platforms"  # that root runs it
        command = celery(
            "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"
        )
        return Child("worker", command, environment, signal.SIGKILL)

    def _beat(self) -> Child:
        schedule = str(self.where.home / "beat-schedule")
        command = celery("beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", schedule)
        return Child("beat", command, {"BANKCRM_ROLE": "worker"})

    def _start(self, child: Child) -> None:
        child.start()
        self.running.append(child)

    def _first_page(self) -> bool:
        deadline = time.monotonic() + FIRST_PAGE_SECONDS
        while time.monotonic() < deadline:
            if self.stopping.is_set():
                raise Stopped
            if self.running[0].ended() is not None:
                return False
            if answers(self.port):
                return True
            time.sleep(0.1)
        return False

    def _watch(self, needed: list[str]) -> int:
        """Keeps everything up until somebody asks to stop."""
        while not self.stopping.wait(0.5):
            if needed and not lock.is_held(self.where.keeper):
                say("servers", "gone: starting them again")
                session.ensure(self.where, needed)
            for child in self.running:
                if (code := child.ended()) is None:
                    continue
                if child.starts_within(60) >= MOST_STARTS:
                    say(child.name, f"ended with {code} again and again: giving up")
                    return 1
                say(child.name, f"ended with {code}: starting it again")
                child.start()
        return 0

    def _stop_children(self) -> None:
        if self.running:
            say("all", "stopping")
        for child in reversed(self.running):
            child.ask_to_stop()
        for child in reversed(self.running):
            child.see_off()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def celery(program: str, *options: str) -> list[str]:
    return [PYTHON, "-m", "celery", "--quiet", "-A", "bankcrm", program, *options]


def answers(port: int) -> bool:
    """Whether a page comes back, whatever it says short of an error of the server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def given_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise SystemExit(f"PORT is {given!r}: write a number from 1 to 65535")
    return int(given)


def main() -> int:
    os.environ.setdefault("BANKCRM_MODE", "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bankcrm.settings")
    where = places.default()
    port = given_port()
    only = lock.FileLock(where.home / "runner.lock")
    note: Path = where.home / "runner.json"
    if not only.try_take():
        other = json.loads(note.read_text()) if note.exists() else {}
        raise SystemExit(
            f"The portal already runs with the data in {where.home}: "
            f"http://127.0.0.1:{other.get('port', '?')}/ (process {other.get('pid', '?')}). "
            "Another one needs its own BANKCRM_HOME and PORT."
        )
    if not port_is_free(port):
        raise SystemExit(f"Port {port} is taken by another program: choose one, as in `PORT=8001 make run`")
    note.write_text(json.dumps({"pid": os.getpid(), "port": port}))
    return Runner(where, port).run()


if __name__ == "__main__":
    sys.exit(main())
