"""The search box: every kind of text, in scope only, and nothing for those who may not see."""

import pytest

from customers.choices import MatchKind
from customers.queries.search_box import HITS, asks_for_whole_number, find
from customers.queries.sight import Sight, sight_of
from organisation.models import Staff
from organisation.roles import Role
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.segments import merged


def seen_by(person: Staff) -> Sight:
    found = sight_of(person)
    assert found is not None
    return found


def found_by(person: Staff, text: str) -> list[tuple[str, str]]:
    return [(hit.number, hit.matched) for hit in find(seen_by(person), text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("王", MatchKind.NAME),
        ("伟明", MatchKind.NAME),
        ("王伟明", MatchKind.NAME),
        (" 王 伟明 ", MatchKind.NAME),
        ("wangweiming", MatchKind.PINYIN),
        ("WangW", MatchKind.PINYIN),
        ("wang wei", MatchKind.PINYIN),
        ("wwm", MatchKind.INITIALS),
        ("ww", MatchKind.INITIALS),
        ("C0000001", MatchKind.NUMBER),
        ("c0000001", MatchKind.NUMBER),
    ],
)
def test_name_and_number(bank: Bank, text: str, kind: MatchKind) -> None:
    assert found_by(bank.cast.ana, text) == [("C0000001", kind)]


@pytest.mark.parametrize(
    "text",
    ["wangwieming", "wangweimign", "wnagwei", "wangweiing", "wangweimning", "wanwei", "Wong wei", "汪维明"],
)
def test_a_slip_of_the_keyboard_or_a_like_sound_is_forgiven(bank: Bank, text: str) -> None:
    assert found_by(bank.cast.ana, text) == [("C0000001", MatchKind.SIMILAR)]


@pytest.mark.parametrize("text", ["wnagwieming", "wng", "wangweimingming", "明维王"])
def test_two_slips_or_a_short_text_are_not(bank: Bank, text: str) -> None:
    assert found_by(bank.cast.ana, text) == []


def test_a_similar_sound_never_stands_beside_an_exact_hit(bank: Bank) -> None:
    make.customer("王卫", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000008")
    make.customer("王妹", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000009")
    exact = [("C0000001", MatchKind.PINYIN), ("C0000008", MatchKind.PINYIN)]
    assert found_by(bank.cast.ana, "wangwei") == exact
    make.customer("汪为", at=bank.cast.there, a=bank.cast.cora, customer_no="C0000010")
    assert found_by(bank.cast.cora, "wnagwei") == [("C0000010", MatchKind.SIMILAR)]
    assert [found_by(one, "wnagwei") for one in (bank.cast.olga, bank.cast.hana)] == [[], []]


def test_phone_and_identity_whole_and_last_four(bank: Bank) -> None:
    who = make.customer(
        "周敏",
        at=bank.cast.here,
        a=bank.cast.ana,
        customer_no="C0000007",
        phone="15411112222",
        id_no="99999919800102345X",
    )
    ana = bank.cast.ana
    assert found_by(ana, "154 1111 2222") == [(who.customer_no, MatchKind.PHONE)]
    assert found_by(ana, "+8615411112222") == [(who.customer_no, MatchKind.PHONE)]
    assert found_by(ana, "99999919800102345x") == [(who.customer_no, MatchKind.IDENTITY)]
    assert found_by(ana, "2222") == [(who.customer_no, MatchKind.PHONE_TAIL)]
    assert found_by(ana, "345X") == [(who.customer_no, MatchKind.IDENTITY_TAIL)]
    assert found_by(ana, "5411112222") == []
    assert found_by(ana, "222") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "' OR 1=1 --", "\x00", "😀", "王%", "9" * 500, "🀄" * 70]
)
def test_texts_that_are_nobody(bank: Bank, text: str) -> None:
    assert found_by(bank.cast.cleo, text) == []


def test_out_of_scope_is_like_nobody(bank: Bank) -> None:
    assert find(seen_by(bank.cast.cora), "王伟明") == find(seen_by(bank.cast.cora), "没有人") == ()
    assert found_by(bank.cast.hana, "C0000001") == found_by(bank.cast.tina, "C0000001") == []


def test_at_most_ten_hits_each_once(bank: Bank) -> None:
    for _ in range(HITS + 2):
        make.customer("王伟", at=bank.cast.here, a=bank.cast.ana)
    hits = find(seen_by(bank.cast.ana), "w")
    assert len(hits) == len({hit.number for hit in hits}) == HITS


def test_hits_say_tier_branch_and_manager(bank: Bank) -> None:
    (hit,) = find(seen_by(bank.cast.cleo), "wwm")
    assert (hit.name, hit.tier, hit.branch, hit.manager) == ("王伟明", "GOLD", "东门网点", "安娜")


def test_masked_names_are_found_by_the_whole_name_only(bank: Bank) -> None:
    olga = bank.cast.olga
    (hit,) = find(seen_by(olga), "王伟明")
    assert (hit.name, hit.number) == ("王**", "C0000001")
    assert [found_by(olga, text) for text in ("王", "伟明", "wangweiming", "wwm")] == [[], [], [], []]


def test_who_sees_no_identity_finds_none_by_it(bank: Bank) -> None:
    who = make.customer("周敏", at=bank.cast.here, phone="15411112222")
    assert found_by(bank.cast.leo, "15411112222") == found_by(bank.cast.leo, "2222") == []
    assert found_by(bank.cast.leo, "周敏") == [(who.customer_no, MatchKind.NAME)]


def test_a_merged_record_is_answered_by_the_survivor(bank: Bank) -> None:
    one = make.customer("周敏", at=bank.cast.here, a=bank.cast.ana)
    other = make.customer("周敏", at=bank.cast.here, a=bank.cast.ana, id_type="PASSPORT")
    merged(one, other, by=bank.cast.cleo)
    for reader in (bank.cast.ana, bank.cast.cleo):
        assert found_by(reader, "周敏") == [(one.customer_no, MatchKind.NAME)]
        assert found_by(reader, "zhoumin") == [(one.customer_no, MatchKind.PINYIN)]
        assert found_by(reader, other.customer_no) == [(one.customer_no, MatchKind.NUMBER)]


def test_statements_do_not_grow_with_hits(bank: Bank, django_assert_max_num_queries: object) -> None:
    for _ in range(5):
        make.customer("王伟", at=bank.cast.here, a=bank.cast.ana)
    sight = seen_by(bank.cast.ana)
    sight.staff.roles, sight.staff.posting  # noqa: B018 -- asked before, as the guard of the page does
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        find(sight, "王")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        find(sight, "ww")


def test_whole_numbers_are_told_from_others() -> None:
    whole = ["15411112222", "99999919800102345X", "99999919800102345x", "110101800101001"]
    assert [asks_for_whole_number(text) for text in [*whole, "2222", "王伟明", "C0000001"]] == [True] * 4 + [
        False
    ] * 3


def test_a_head_without_a_branch_finds_nobody(bank: Bank) -> None:
    nowhere = org.staff(at=None)
    org.grant(nowhere, Role.BRANCH_HEAD)
    assert [found_by(nowhere, text) for text in ("王", "wangweiming", "wnagweiming", "C0000001")] == [[]] * 4
