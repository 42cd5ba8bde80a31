"""A bank without customers: a head office, two outlets, three managers and the shipped presets."""

import pytest


@pytest.fixture
def offices(db: None) -> None:
    from tests.factories import organisation as org  # models are there once the run is configured

    head = org.branch("000000", "总行")
    for number in ("010101", "020101"):
        org.branch(number, parent=head)
    for number in ("M1", "M2", "M3"):
        org.staff(staff_no=number)
    org.presets()
