"""Where the embedded servers keep their data and meet their clients. Everything follows from BANKCRM_HOME."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
SHORT = Path("/tmp")  # not TMPDIR: every process of this folder must come to the same answer
LONGEST_SOCKET_FOLDER = 80  # the kernel takes 107 bytes for folder, "/.s.PGSQL.5432" and its ".lock"


@dataclass(frozen=True, slots=True)
class Places:
    """Paths below one data folder."""

    home: Path

    @property
    def cluster(self) -> Path:
        return self.home / "postgres"

    @property
    def broker(self) -> Path:
        return self.home / "valkey"

    @property
    def sockets(self) -> Path:
        """The data folder itself, or a short private folder named by its hash where the path is too long."""
        near = self.home / "sockets"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        return SHORT / f"bankcrm-{os.geteuid()}-{self.digest}"

    @property
    def broker_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def in_use(self) -> Path:
        """Locked together by everyone who uses the servers."""
        return self.home / "in-use.lock"

    @property
    def keeper(self) -> Path:
        """Locked by the process that owns the servers."""
        return self.home / "keeper.lock"

    @property
    def digest(self) -> str:
        """A short name of this data folder."""
        return hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]

    @property
    def logs(self) -> Path:
        return self.home / "logs"


def default() -> Places:
    """BANKCRM_HOME, or .run beside manage.py."""
    return Places(Path(os.environ.get("BANKCRM_HOME") or PROJECT / ".run").resolve())
