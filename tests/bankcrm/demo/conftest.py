from pathlib import Path

import pytest

from bankcrm.demo.bank import generate
from tests.bankcrm.demo.reading import Bank, read


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drops of a bank with 2 000 customers."""
    place = tmp_path_factory.mktemp("demo") / "drops"
    generate(place, customers=2000)
    return place


@pytest.fixture(scope="session")
def bank(folder: Path) -> Bank:
    return read(folder)
