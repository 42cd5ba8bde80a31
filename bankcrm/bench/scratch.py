"""A database that exists for one bench alone, and connections that point to it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection, connections

NAME = "bankcrm_bench"


class BenchBusy(Exception):
    """Another bench uses the scratch database of this cluster."""


@contextmanager
def database() -> Iterator[None]:
    """Every connection of this process, and the cache, on a fresh bank; both are gone at the end.

    A database that a killed bench left behind is replaced. Raises BenchBusy if a bench is at work.
    """
    own = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    prefix = cache.key_prefix
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        except OperationalError as busy:
            raise BenchBusy(f"the database {NAME} is in use: another bench is running") from busy
        cursor.execute(f"CREATE DATABASE {NAME}")
    try:
        _point(dict.fromkeys(own, NAME))
        cache.key_prefix = NAME
        call_command("migrate", verbosity=0)
        yield
    finally:
        cache.key_prefix = prefix
        _point(own)
        with connection.cursor() as cursor:
            # Not WITH (FORCE): that is refused while autovacuum is at work, which otherwise gives way by itself.
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
