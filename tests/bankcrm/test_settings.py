"""The settings of production refuse what is unsafe, in one line that names the fix; the demo makes its own
keys.
"""

import os
import secrets
import subprocess
import sys
from io import StringIO
from pathlib import Path

import django.db
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql import psycopg_any

from bankcrm import env, servers
from bankcrm.embedded.places import PROJECT

GOOD = {
    "BANKCRM_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "BANKCRM_SEARCH_KEY": secrets.token_urlsafe(48),
    "BANKCRM_DATA_KEYS": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": "crm.bank.example",
    "DATABASE_URL": "postgres://bankcrm:pw@db.bank.example:5432/bankcrm",
    "REDIS_URL": "rediss://:pw@redis.bank.example:6379",
}
PRINT = "import bankcrm.settings as s; print(s.{})"


def boot(given: dict[str, str], what: str = "MODE") -> subprocess.CompletedProcess[str]:
    """Settings read by a fresh process with these variables alone."""
    kept = {name: os.environ[name] for name in ("PATH", "BANKCRM_HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", PRINT.format(what)],
        cwd=PROJECT,
        env={**kept, **given},
        capture_output=True,
        text=True,
    )


def test_a_complete_production_boots_with_every_protection_on() -> None:
    names = [
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    ]
    done = boot(GOOD, "__dict__['" + "'], s.__dict__['".join(names) + "']")
    assert done.stdout.split() == ["False", "True", "True", "True", str(365 * 24 * 3600)], done.stderr


BAD = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    "short key": ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak"),
    "plain key": ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too weak"),
    "no search key": ({"BANKCRM_SEARCH_KEY": ""}, "BANKCRM_SEARCH_KEY is not set"),
    "unreadable key": ({"SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE points at /nowhere/key"),
    "debug": ({"DEBUG": "1"}, "DEBUG is on in production"),
    "no hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    "every host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is \\*"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
    "sqlite": ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "runs on postgres:// only"),
    "no broker": ({"REDIS_URL": ""}, "REDIS_URL is not set"),
    "odd broker": ({"REDIS_URL": "amqp://x"}, "write redis://"),
    "odd mode": ({"BANKCRM_MODE": "staging"}, "write demo or production"),
    "odd role": ({"BANKCRM_ROLE": "root"}, "BANKCRM_ROLE"),
    "odd number": ({"CONN_MAX_AGE": "ten"}, "write a whole number"),
    "odd flag": ({"HTTPS": "perhaps"}, "write true or false"),
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_production_refuses(case: str) -> None:
    change, words = BAD[case]
    done = boot({**GOOD, **change})
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert words.replace("\\", "") in lines[0]


def test_production_is_what_nobody_chose() -> None:
    without = {name: value for name, value in GOOD.items() if name != "BANKCRM_MODE"}
    assert boot(without).stdout.strip() == "production"


def test_no_key_stands_in_the_code(tmp_path: Path) -> None:
    """The demo makes its keys once, for its owner alone, and finds them again."""
    demo = {"BANKCRM_MODE": "demo", "BANKCRM_HOME": str(tmp_path / "run")}
    first, again = boot(demo, "SECRET_KEY").stdout, boot(demo, "SECRET_KEY").stdout
    other = boot({**demo, "BANKCRM_HOME": str(tmp_path / "other")}, "SECRET_KEY").stdout
    assert first == again != other
    assert len(first.strip()) > env.SHORTEST_SECRET
    keys = [tmp_path / "run" / name for name in ("secret_key", "bankcrm_search_key", "bankcrm_data_keys")]
    assert [key.stat().st_mode & 0o777 for key in keys] == [0o600] * 3


def test_a_secret_comes_from_its_file(tmp_path: Path) -> None:
    key = secrets.token_urlsafe(48)
    (tmp_path / "key").write_text(f"{key}\n")
    done = boot({**GOOD, "SECRET_KEY": "ignored", "SECRET_KEY_FILE": str(tmp_path / "key")}, "SECRET_KEY")
    assert done.stdout.strip() == key


def test_a_database_elsewhere_is_reached_over_verified_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:p%40ss@db:5433/name")
    found = servers.database(role="web", production=True)
    assert (found["HOST"], found["PORT"], found["NAME"], found["PASSWORD"]) == ("db", "5433", "name", "p@ss")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    monkeypatch.setenv("DATABASE_URL", "postgres://user@/name?host=/run/postgresql")
    assert "sslmode" not in servers.database(role="web", production=True)["OPTIONS"]


def test_the_web_has_time_limits_and_the_worker_longer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user@/name?host=/run/postgresql")
    web = servers.database(role="web", production=False)["OPTIONS"]["options"]
    assert "statement_timeout=15000" in web
    assert "lock_timeout=5000" in web
    assert "statement_timeout=0" in servers.database(role="worker", production=False)["OPTIONS"]["options"]


def test_redis_keeps_broker_and_cache_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://redis:6379")
    monkeypatch.setenv("REDIS_PASSWORD", "secret")
    assert servers.redis() == servers.Redis("redis://:secret@redis:6379/0", "redis://:secret@redis:6379/1")
    monkeypatch.delenv("REDIS_PASSWORD")
    monkeypatch.setenv("REDIS_URL", "unix:///run/redis.sock")
    assert servers.redis().broker == "redis+socket:///run/redis.sock?virtual_host=0"


def test_the_driver_is_psycopg2() -> None:
    """A package that pulls psycopg 3 in would change the driver without a word."""
    assert not psycopg_any.is_psycopg3


def test_passwords_are_hashed_with_argon2() -> None:
    done = boot({"BANKCRM_MODE": "demo"}, "PASSWORD_HASHERS")
    assert done.stdout.strip() == "['django.contrib.auth.hashers.Argon2PasswordHasher']"


def test_work_is_given_back_when_a_worker_is_lost() -> None:
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
    transport = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert transport["visibility_timeout"] > 2 * settings.CELERY_TASK_TIME_LIMIT
    assert (transport["unacked_restore_interval"], transport["unacked_restore_throttle"]) == (5, 1)


def test_the_browser_may_ask_no_other_host_and_run_no_inline_script() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src-elem"] == ["'self'"]
    assert not any("://" in source or source == "*" for sources in policy.values() for source in sources)


def test_production_collects_hashed_files(tmp_path: Path) -> None:
    """A file that a style sheet names and the allow-list forgot would stop here."""
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=PROJECT,
        env={**os.environ, **GOOD, "STATIC_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "vendor").glob("bootstrap.min.*.css.br"))


def test_the_deployment_checks_pass() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env={name: value for name, value in {**os.environ, **GOOD}.items() if "ASYNC" not in name},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_the_connection_has_the_limits_of_its_role() -> None:
    with django.db.connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("30s",)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    said = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said)
    assert said.getvalue() == "No changes detected\n"
