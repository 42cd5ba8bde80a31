"""As whom PostgreSQL runs. It refuses to be root, so root hands it another name or another account.

1. An ordinary user runs it as is.
2. Root (or a user without a passwd entry) enters a user namespace where it has the number of a listed
account: the files stay its own and nothing on the machine changes.
3. Where namespaces are refused, as in a default container, root starts it as `nobody`. That account must be
able to reach the binaries and the data, which `places` and `binaries` see to.
"""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
NOBODY = 65534


class NoIdentity(RuntimeError):
    """PostgreSQL cannot run for this user on this machine; the message says what would help."""


@dataclass(frozen=True, slots=True)
class Identity:
    """uid and gid own the data files. `namespace` enters a user namespace, `account` changes to another
    account.
    """

    kind: str
    uid: int
    gid: int

    def spawn(self, death_signal: int | None = None) -> dict[str, Any]:
        """Arguments of subprocess that make a child of this identity, ended by death_signal when its parent
        dies.
        """
        arguments: dict[str, Any] = {}
        if self.kind == "account":
            arguments = {"user": self.uid, "group": self.gid, "extra_groups": []}
        if self.kind == "namespace" or death_signal:
            arguments["preexec_fn"] = _before_exec(self.kind == "namespace", death_signal)
        return arguments


def _before_exec(namespace: bool, death_signal: int | None) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)
    uid, gid = os.geteuid(), os.getegid()
    listed = _listed_account() if namespace else None

    def prepare() -> None:
        if listed:
            if libc.unshare(CLONE_NEWUSER) != 0:
                raise OSError(ctypes.get_errno(), "unshare")
            for name, line in (
                ("setgroups", "deny"),
                ("uid_map", f"{listed.pw_uid} {uid} 1"),
                ("gid_map", f"{listed.pw_gid} {gid} 1"),
            ):
                with open(f"/proc/self/{name}", "w", encoding="ascii") as handle:
                    handle.write(line)
        if death_signal and hasattr(libc, "prctl"):
            libc.prctl(PR_SET_PDEATHSIG, death_signal)  # after the change of credentials, which clears it

    return prepare


def _listed_account() -> pwd.struct_passwd | None:
    """Any account that is neither root nor nobody: initdb looks its number up in the passwd file."""
    return next((entry for entry in pwd.getpwall() if entry.pw_uid not in (0, NOBODY)), None)


def _nobody() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        return _listed_account()


def _has_passwd_entry(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _namespaces_work(binary: Path) -> bool:
    if os.environ.get("BANKCRM_NO_USERNS") or _listed_account() is None:
        return False
    candidate = Identity("namespace", os.geteuid(), os.getegid())
    try:
        return subprocess.run([binary, "--version"], capture_output=True, **candidate.spawn()).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def choose(binary: Path) -> Identity:
    """The identity under which this postgres binary can run here."""
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0 and _has_passwd_entry(uid):
        return Identity("direct", uid, gid)
    if _namespaces_work(binary):
        return Identity("namespace", uid, gid)
    if uid != 0:
        raise NoIdentity(
            f"User number {uid} has no entry in the passwd file and user namespaces are refused: "
            "run as a listed user, or set DATABASE_URL"
        )
    nobody = _nobody()
    if nobody is None:
        raise NoIdentity(
            "PostgreSQL does not run as root and there is no other account: add one, or set DATABASE_URL"
        )
    return Identity("account", nobody.pw_uid, nobody.pw_gid)
