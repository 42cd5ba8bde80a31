"""The fixtures of nights for the tests of this folder."""

from tests.organisation.nightly.nights import bank, ledger_in_test, run

__all__ = ["bank", "ledger_in_test", "run"]
