"""What the nights of these tests stand on."""

import pytest


@pytest.fixture
def offices(db: None) -> None:
    """A head office, two outlets, three managers and the shipped presets; nobody has an account yet."""
    from tests.customers.nightly import drops  # models are there once the run is configured

    drops.offices()
