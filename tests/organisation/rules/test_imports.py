from decimal import Decimal

import pytest

from organisation.rules.imports import ImportPolicy, too_many_rejects


@pytest.mark.parametrize(
    ("rejected", "rows", "refused"), [(1, 100, False), (2, 100, True), (0, 0, False), (1, 99, True)]
)
def test_more_than_the_limit_refuses_a_file(rejected: int, rows: int, refused: bool) -> None:
    assert too_many_rejects(rejected, rows, ImportPolicy(Decimal(1))) is refused
