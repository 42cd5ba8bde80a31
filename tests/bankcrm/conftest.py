"""The fixtures of nights for the tests of the roof."""

from tests.organisation.nightly.nights import bank, ledger_in_test, run

__all__ = ["bank", "ledger_in_test", "run"]
