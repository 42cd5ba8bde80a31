"""The examples in the docstrings of the rules are true."""

import doctest
import importlib

import pytest

from tests.organisation.rules.test_purity import MODULES

NAMES = [f"{path.parts[-3]}.rules.{path.stem}" for path in MODULES if path.stem != "__init__"]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
