"""Typed readers of the environment.

A setting that is missing or malformed stops the start and names the fix.
"""

import contextlib
import os
import secrets
from pathlib import Path

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
SHORTEST_SECRET = 40


class SettingMissing(SystemExit):
    """The process cannot start; the message is one line that says what to set."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise SettingMissing(f"{name} is not set: give it in the environment (see .env.example)")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise SettingMissing(f"{name} is {value!r}: write true or false")


def integer(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingMissing(f"{name} is {value!r}: write a whole number") from None


def listed(name: str, default: str = "") -> list[str]:
    """Comma-separated values, without empty ones."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def optional_secret(name: str) -> str:
    """The secret in the file that NAME_FILE points at, or in NAME itself; empty when neither is set.

    A file wins: that is how a container receives secrets without showing them in its environment.
    """
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingMissing(
            f"{name}_FILE points at {path}, which cannot be read: {error.strerror}"
        ) from None


def secret(name: str, kept_in: Path | None = None) -> str:
    """A key without a default. Short keys are refused: they can be guessed. `kept_in`: for a demo, a key that is
    not given is made at the first start and kept in the folder."""
    value = optional_secret(name) or (_made_once(name, kept_in) if kept_in else "")
    if not value:
        raise SettingMissing(f"{name} is not set: put a random key into a file and name it in {name}_FILE")
    if len(value) < SHORTEST_SECRET or len(set(value)) < 10:
        raise SettingMissing(f"{name} is too weak: use at least {SHORTEST_SECRET} random characters")
    return value


def _made_once(name: str, folder: Path) -> str:
    path = folder / name.lower()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written aside and linked, so that two processes that start together end with one complete key.
    draft = folder / f".{name.lower()}.{os.getpid()}.{secrets.token_hex(4)}"
    if not path.exists():
        with open(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as handle:
            handle.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
