import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules import masks
from tests.properties import quick

MASKS = [masks.mobile, masks.identity, masks.card, masks.name, masks.address, masks.email]


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masks.mobile, "13800138000", "138****8000"),
        (masks.mobile, "1234567", "*******"),
        (masks.identity, "11010519491231002X", "110***********002X"),
        (masks.identity, "E12345678", "E******78"),
        (masks.card, "6222020200112233445", "622202*********3445"),
        (masks.card, "A00000002", "*****0002"),
        (masks.name, "张三", "张**"),
        (masks.name, "欧阳小明", "欧**"),
        (masks.address, "北京市朝阳区建国路1号", "北京市朝阳区***"),
        (masks.address, "大同市某处", "大同市***"),
        (masks.address, "Praha", "***"),
        (masks.email, "anna@example.com", "a***@example.com"),
    ],
)
def test_what_remains_readable(mask: object, text: str, shown: str) -> None:
    assert mask(text) == shown  # type: ignore[operator]


def test_nothing_masked_is_nothing() -> None:
    assert [mask("") for mask in MASKS] == [""] * len(MASKS)


@quick
@given(st.text(alphabet="0123456789", min_size=1, max_size=20))
def test_no_mask_of_a_number_gives_more_than_its_ends(number: str) -> None:
    for mask in (masks.mobile, masks.identity, masks.card):
        hidden = mask(number).count("*")
        assert hidden >= min(len(number), 1)
