"""The probes: one that asks nothing, one that names what is missing. Each dependency is broken in turn."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from bankcrm import health

READY = {"database": "ok", "cache": "ok", "disk": "ok"}


@pytest.mark.django_db
def test_ready_when_everything_is_there(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, READY)
    assert "no-store" in answer["Cache-Control"]


def test_alive_without_a_database(client: Client) -> None:
    """No database is allowed in this test: the probe must not ask one."""
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db
def test_a_database_behind_the_code_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *given: [("0002", False)])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {**READY, "database": "behind"})


def test_a_database_that_is_down_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(connection: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {**READY, "database": "down"})


@pytest.mark.django_db
def test_a_cache_that_is_down_is_not_ready(client: Client, settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock",
        }
    }
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {**READY, "cache": "down"})


@pytest.mark.django_db
def test_a_full_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 62)
    assert client.get("/readyz").json() == {**READY, "disk": "full"}


def test_every_answer_carries_an_id_of_our_own(client: Client) -> None:
    first, second = (
        client.get("/livez", headers={"X-Request-ID": "forged"})["X-Request-ID"] for _ in range(2)
    )
    assert "forged" not in {first, second}
    assert first != second
