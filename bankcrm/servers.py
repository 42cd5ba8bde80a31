"""Which PostgreSQL and which Redis: the ones of the environment, or the embedded ones."""

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bankcrm import env
from bankcrm.embedded import places

EMBEDDED_USER = "bankcrm"
EMBEDDED_NAME = "bankcrm"
# Milliseconds: how long one statement, one wait for a lock, and one transaction without work may take.
TIMEOUTS = {
    "web": {
        "statement_timeout": 15_000,
        "lock_timeout": 5_000,
        "idle_in_transaction_session_timeout": 60_000,
    },
    "worker": {
        "statement_timeout": 0,
        "lock_timeout": 30_000,
        "idle_in_transaction_session_timeout": 600_000,
    },
    "command": {"statement_timeout": 0, "lock_timeout": 30_000, "idle_in_transaction_session_timeout": 0},
}


def refuse_unsafe(*, production: bool, debug: bool, hosts: list[str]) -> None:
    """Production starts only as production."""
    if not production:
        return
    if debug:
        raise env.SettingMissing("DEBUG is on in production: unset DEBUG")
    if not hosts:
        raise env.SettingMissing("ALLOWED_HOSTS is empty: list the names of the portal, separated by commas")
    if "*" in hosts:
        raise env.SettingMissing("ALLOWED_HOSTS is *: list the names of the portal, separated by commas")
    for name in ("DATABASE_URL", "REDIS_URL"):
        if not env.optional_secret(name):
            raise env.SettingMissing(
                f"{name} is not set: production uses servers of the bank, not embedded ones"
            )


def embedded() -> list[str]:
    """The servers that the environment does not name."""
    named = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return [server for server, variable in named.items() if not env.optional_secret(variable)]


def database(*, role: str, production: bool) -> dict[str, Any]:
    """Django's connection settings, with the time limits of the role (web, worker, command)."""
    if role not in TIMEOUTS:
        raise env.SettingMissing(f"BANKCRM_ROLE is {role!r}: write {', '.join(TIMEOUTS)}")
    url = env.optional_secret("DATABASE_URL")
    settings = _from_url(url) if url else _embedded()
    limits = " ".join(f"-c {name}={value}" for name, value in TIMEOUTS[role].items())
    options = settings.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 10)
    options["application_name"] = f"bankcrm-{role}"
    options["options"] = f"{limits} -c timezone=UTC"
    if production and settings["HOST"] and not settings["HOST"].startswith("/"):
        options.setdefault("sslmode", "verify-full")
    settings["CONN_MAX_AGE"] = env.integer("CONN_MAX_AGE", 60)
    settings["CONN_HEALTH_CHECKS"] = True
    settings["ATOMIC_REQUESTS"] = False
    return settings


def _embedded() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": EMBEDDED_NAME,
        "USER": EMBEDDED_USER,
        "HOST": str(places.default().sockets),
        "PORT": "",
    }


def _from_url(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name?sslmode=… ; for a unix socket ?host=/folder."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.SettingMissing(
            f"DATABASE_URL starts with {parts.scheme}:// : bankcrm runs on postgres:// only"
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": env.optional_secret("DATABASE_PASSWORD") or unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


@dataclass(frozen=True, slots=True)
class Redis:
    """Addresses of the broker (database 0) and of the cache (database 1)."""

    broker: str
    cache: str


def redis() -> Redis:
    url = env.optional_secret("REDIS_URL")
    if not url:
        socket = os.fspath(places.default().broker_socket)
        return Redis(broker=f"redis+socket://{socket}?virtual_host=0", cache=f"unix://{socket}?db=1")
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return Redis(broker=f"redis+socket://{parts.path}?virtual_host=0", cache=f"unix://{parts.path}?db=1")
    if parts.scheme not in {"redis", "rediss"}:
        raise env.SettingMissing(
            f"REDIS_URL starts with {parts.scheme}:// : write redis://, rediss:// or unix://"
        )
    secret = env.optional_secret("REDIS_PASSWORD")
    place = f":{secret}@{parts.hostname}:{parts.port or 6379}" if secret else parts.netloc
    query = f"?{parts.query}" if parts.query else ""
    return Redis(
        broker=f"{parts.scheme}://{place}/0{query}",
        cache=f"{parts.scheme}://{place}/1{query}",
    )
