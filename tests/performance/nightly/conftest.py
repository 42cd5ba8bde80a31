"""Whole nights on drops made for scoring."""

from tests.organisation.nightly.conftest import ledger_in_test, run

__all__ = ["ledger_in_test", "run"]
