"""docker-compose.yml and the Dockerfile against the code: what they name exists, what protects is there."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PORTAL = {name: service for name, service in SERVICES.items() if service.get("image") == "bankcrm"}
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
EXAMPLE = (PROJECT / ".env.example").read_text()
# Read by the processes themselves or by Python, not by the settings.
OUTSIDE_THE_SETTINGS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PATH"}


def read_by_the_code() -> set[str]:
    """Every name that settings and servers read, and the _FILE form of the secrets."""
    source = "".join(
        (PROJECT / "bankcrm" / name).read_text()
        for name in ("settings.py", "servers.py", "embedded/places.py")
    )
    plain = set(re.findall(r'env\.(?:text|flag|integer|listed)\(\s*"([A-Z_]+)"', source))
    plain |= set(re.findall(r'environ\.get\("([A-Z_]+)"', source))
    secret = set(re.findall(r'env\.(?:secret|optional_secret)\(\s*"([A-Z_]+)"', source))
    secret |= {"DATABASE_URL", "REDIS_URL"}
    return plain | secret | {f"{name}_FILE" for name in secret}


def shown_in_the_example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_the_services_of_production_are_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "prepare", "postgres", "redis"}
    assert set(PORTAL) == {"web", "worker", "beat", "migrate", "prepare"}
    assert all(service["build"] == "." for service in PORTAL.values())


@pytest.mark.parametrize("name", sorted(PORTAL))
def test_every_command_can_be_run(name: str) -> None:
    command = PORTAL[name].get("command") or re.findall(r'"([^"]+)"', DOCKERFILE.rpartition("CMD")[2])
    if command[:2] == ["python", "manage.py"]:
        assert command[2] in get_commands()
        return
    assert command[0] in {"celery", "gunicorn"}
    assert importlib.util.find_spec(command[0])
    module = command[command.index("-A") + 1] if "-A" in command else command[-1]
    assert importlib.util.find_spec(module)


@pytest.mark.parametrize("name", sorted(PORTAL))
def test_every_variable_is_read_by_the_code_and_shown_in_the_example(name: str) -> None:
    given = set(PORTAL[name]["environment"])
    assert given - read_by_the_code() == set()
    assert given - shown_in_the_example() == set()


def test_the_example_shows_every_setting_and_no_other() -> None:
    wanted = read_by_the_code()
    shown = shown_in_the_example()
    assert shown - wanted == set()
    assert {name for name in wanted if not name.endswith("_FILE")} - shown - {
        name.removesuffix("_FILE") for name in shown
    } == set()


def test_the_image_sets_only_what_the_code_reads() -> None:
    line = DOCKERFILE[DOCKERFILE.rindex("FROM") :]
    given = set(re.findall(r"\b([A-Z_]{4,})=", line.partition("RUN")[0]))
    assert given - OUTSIDE_THE_SETTINGS - read_by_the_code() == set()


def test_secrets_come_from_files_alone() -> None:
    declared = COMPOSE["secrets"]
    assert all(set(value) == {"file"} for value in declared.values())
    for name, service in SERVICES.items():
        assert set(service.get("secrets", [])) <= set(declared), name
        for variable, value in service.get("environment", {}).items():
            if variable.endswith("_FILE"):
                assert value.removeprefix("/run/secrets/") in service["secrets"], (name, variable)
            assert not re.search(r"(KEY|PASSWORD|SECRET)$", variable), (name, variable)
            assert not re.search(r"//[^/@]*:[^/@]+@", str(value)), f"{name}: a password in {variable}"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_container_is_closed(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert int(str(service["user"]).split(":")[0]) > 0


def test_only_the_web_is_reached_from_outside_and_on_loopback() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["web"]


def test_everything_that_stays_up_has_a_health_check() -> None:
    staying = {name for name, service in SERVICES.items() if service["restart"] != "no"}
    assert {name for name in SERVICES if "healthcheck" in SERVICES[name]} == staying
    assert {name for name in SERVICES if SERVICES[name]["restart"] == "no"} == {"migrate", "prepare"}


@pytest.mark.parametrize("address", ["/livez", "/readyz"])
def test_the_probes_exist_and_need_no_tls(address: str) -> None:
    assert resolve(address).url_name == address.strip("/")
    assert any(re.match(pattern, address.lstrip("/")) for pattern in settings.SECURE_REDIRECT_EXEMPT)


def test_the_web_is_probed_where_it_listens() -> None:
    assert "127.0.0.1:8000/readyz" in " ".join(SERVICES["web"]["healthcheck"]["test"])
    assert '"0.0.0.0:8000"' in DOCKERFILE


def test_dependencies_name_services_that_can_meet_them() -> None:
    for name, service in SERVICES.items():
        for wanted, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[wanted], (name, wanted)
            else:
                assert how["condition"] == "service_completed_successfully"
                assert SERVICES[wanted]["restart"] == "no", (name, wanted)


def test_every_volume_is_declared() -> None:
    used = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if re.match(r"[a-z]+:", volume)
    }
    assert used == set(COMPOSE["volumes"])


def test_the_image_is_built_from_hashed_packages_and_runs_as_nobody_in_particular() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "npm ci" in DOCKERFILE
    assert "requirements-dev" not in DOCKERFILE
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)
    assert all(service["user"] == "10001:10001" for service in PORTAL.values())


def test_a_stopping_worker_may_finish_its_task() -> None:
    grace = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert grace > settings.CELERY_TASK_TIME_LIMIT


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_locks_are_exact_hashed_and_name_no_server(name: str) -> None:
    lock = (PROJECT / name).read_text()
    assert "://" not in lock
    packages = re.findall(r"^[a-z0-9][^\n]*(?:\n[ ]+--hash=[^\n]*)+", lock, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE))
    assert all("==" in package for package in packages)


def test_front_end_packages_are_exact() -> None:
    lock = (PROJECT / "package-lock.json").read_text()
    assert "resolved" not in lock
    wanted = yaml.safe_load((PROJECT / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def number_after(words: str, text: str) -> int:
    found = re.search(rf"{words}\W+(\d+)", text)
    assert found, words
    return int(found[1])


def test_the_database_admits_every_connection_that_the_portal_may_open() -> None:
    """One per thread of the web, one per process of the worker, and ten for people, commands and migrations."""
    web = number_after("--workers", DOCKERFILE) * number_after("--threads", DOCKERFILE)
    worker = number_after("--concurrency", " ".join(SERVICES["worker"]["command"]))
    admitted = number_after("max_connections", " ".join(SERVICES["postgres"]["command"]))
    assert admitted >= web + worker + 10


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (PROJECT / name).read_text(), re.MULTILINE))


def test_tests_run_on_what_production_installs() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
