"""Makers of rows for tests, and the fixed cast. `from tests.factories import customers, organisation`."""
