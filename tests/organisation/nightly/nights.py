"""A database with a small bank in it, for tests that run nights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bankcrm.nightly import Outcome

NOW = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)
FIRST = date(2026, 1, 31)
DAY = date(2026, 2, 1)
Run = Callable[[Path], "Outcome"]


@pytest.fixture
def ledger_in_test(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The ledger by the test's own connection, so that a whole night is undone when the test is over. What needs
    two connections is tested with processes of their own; so is progress, for a connection that is taking in a
    file can't tell how far it is."""
    from django.db import connections

    from organisation.nightly import ledger

    monkeypatch.setattr(ledger, "PROGRESS_SECONDS", float("inf"))
    own = connections["ledger"]
    connections["ledger"] = connections["default"]
    yield
    connections["ledger"] = own


@pytest.fixture
def run(ledger_in_test: None) -> Run:
    """Run one drop and give how it ended."""
    from bankcrm import nightly

    def run_one(drop: Path) -> Outcome:
        return nightly.run_drops([drop], by=None, at=NOW)[-1]

    return run_one


@pytest.fixture
def bank(run: Run, tmp_path: Path) -> Outcome:
    """The small bank, loaded and published."""
    from tests.organisation.nightly.drops import small_bank, write_drop

    outcome = run(write_drop(tmp_path / "bank", FIRST, "full", small_bank(), covers_from=date(2026, 1, 1)))
    assert outcome.ok, outcome.sentence
    return outcome
