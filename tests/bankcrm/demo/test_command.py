"""`manage.py demo_bank`."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings


def test_writes_drops_and_names_them(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("demo_bank", out=tmp_path, customers=3, months=1, days=1, stdout=out)
    assert out.getvalue().splitlines()[:-1] == [str(path) for path in sorted(tmp_path.iterdir())]


def test_refuses_to_write_over_a_bank(tmp_path: Path) -> None:
    call_command("demo_bank", out=tmp_path, customers=1, months=1, days=1, stdout=io.StringIO())
    with pytest.raises(CommandError, match="already holds"):
        call_command("demo_bank", out=tmp_path, customers=1, months=1, days=1)


def test_refuses_in_production(tmp_path: Path) -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("demo_bank", out=tmp_path / "drops", customers=1)
    assert not (tmp_path / "drops").exists()
