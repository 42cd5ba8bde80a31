"""Which words name the same paper contract."""

import pytest

from customers.rules.contracts import numbers, same_paper


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("个人贷款合同 GD-2024/017 号", {"gd2024017"}),
        ("个人贷款合同 ＧＤ－２０２４／０１７", {"gd2024017"}),
        ("2024年抵押合同，签于 2024-11-15，2份", set()),
        ("理财协议", set()),
        ("HT00017 与 HT00018", {"ht00017", "ht00018"}),
    ],
)
def test_numbers_of_contracts_in_one_spelling(words: str, expected: set[str]) -> None:
    assert numbers(words) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("个人贷款合同 GD-2024/017", "贷款合同gd2024017", True),
        ("个人贷款合同 GD-2024/017", "个人贷款合同 GD-2024/018", False),
        ("理财协议", "理财 协议。", True),
        ("理财协议", "保管箱协议", False),
        ("个人贷款合同 GD-2024/017", "个人贷款合同", False),
    ],
)
def test_two_descriptions_of_one_paper(one: str, other: str, same: bool) -> None:
    assert same_paper(one, other) is same
    assert same_paper(other, one) is same
