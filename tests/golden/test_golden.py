"""The bank's golden cases, and our own worked examples in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bankcrm import golden

HERE = Path(__file__).parent
FILES = (HERE.parents[2] / "shared" / "golden.yaml", HERE / "worked.yaml")
TODAY = date(2026, 11, 21)


def cases() -> Iterator[Any]:
    for path in FILES:
        if not path.is_file():
            yield pytest.param(path, {}, id=f"{path.name} missing")
            continue
        content = golden.read(path)
        for case in content["cases"]:
            yield pytest.param(path, {**content, "cases": [case]}, id=case["id"])


@pytest.mark.parametrize(("path", "content"), list(cases()))
def test_case(path: Path, content: dict[str, Any]) -> None:
    assert path.is_file(), f"The golden cases are missing: this test reads them in {path}"
    (result,) = golden.run(content, today=TODAY)
    assert str(result) == f"{result.name} passed"
