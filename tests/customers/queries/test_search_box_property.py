"""The search against a reference that opens every name: nobody is missed, and nobody out of scope is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers import search
from customers.choices import MatchKind
from customers.models import Customer
from customers.queries import search_pieces
from customers.queries.search_box import HITS, find
from customers.queries.sight import Sight, sight_of
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.properties import on_rows

NAMES = (
    "王伟",
    "王维",
    "汪薇",
    "李娜",
    "李南",
    "欧阳娜娜",
    "张伟",
    "章卫",
    "赵一",
    "周一一",
    "吴亦",
    "Lee Ann",
)
LETTERS = st.text("aegilnuwyzh", min_size=1, max_size=9)
CHARACTERS = st.text("王伟李娜欧阳一周", min_size=1, max_size=4)
SPELLED = st.sampled_from([search.pinyin(name) for name in NAMES])
TEXTS = st.one_of(LETTERS, CHARACTERS, SPELLED, st.sampled_from(NAMES))


def seen_by(person: Staff) -> Sight:
    found = sight_of(person)
    assert found is not None
    return found


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A spelling with one slip of the keyboard."""
    text = draw(SPELLED)
    at, letter = draw(st.integers(0, len(text) - 2)), draw(st.sampled_from("abgnz"))
    return draw(
        st.sampled_from(
            (
                text[:at] + text[at + 1 :],
                text[:at] + letter + text[at:],
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            )
        )
    )


def apart(one: str, other: str) -> bool:
    """Whether at most one letter is missing, too many, wrong, or two neighbours are in each other's place."""
    if one == other:
        return True
    start = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return abs(len(one) - len(other)) == 1
    a, b = one[start:], other[start:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def spellings(name: str) -> list[str]:
    """The pinyin of the name up to the end of each syllable from the second on."""
    parts = search.syllables(name)
    return ["".join(parts[:count]) for count in range(min(2, len(parts)), len(parts) + 1)]


def expected(names: dict[str, str], text: str) -> dict[MatchKind, set[str]]:
    """Whom each kind of match must find, by opening the names."""
    wanted, letters = search.normalise(text), search.normalise(text)
    latin = letters.isascii() and letters.isalpha()
    found = {
        MatchKind.INITIALS: {
            no for no, name in names.items() if latin and search.initials(name).startswith(letters)
        },
        MatchKind.PINYIN: {
            no
            for no, name in names.items()
            if latin and len(letters) > 1 and search.pinyin(name).startswith(letters)
        },
        MatchKind.NAME: {
            no
            for no, name in names.items()
            if all(gram in search.normalise(name) for gram in search.wanted_grams(wanted))
        },
    }
    sounds = letters if latin else search.pinyin(text)
    close = apart if latin else str.__eq__
    if not any(found.values()) and (not latin or len(letters) >= search.FORGIVEN_FROM):
        found[MatchKind.SIMILAR] = {
            no for no, name in names.items() if any(close(sounds, one) for one in spellings(name))
        }
    return found


@pytest.fixture
def people(bank: Bank) -> dict[Staff, dict[str, str]]:
    """Whom each reader sees, by number: a manager, two heads, the head of all and an officer of all."""
    cast = bank.cast
    for number, name in enumerate(NAMES * 2):
        at, owner = ((cast.here, cast.ana), (cast.there, cast.ben))[
            number % 2 if number < len(NAMES) else 1 - number % 2
        ]
        make.customer(name, at=at, a=owner if number % 3 else None, customer_no=f"8{number:06d}")
    every = Customer.objects.unscoped("the reference of a test")
    readers = (cast.ana, cast.cleo, cast.cora, cast.leo, cast.cole)
    return {one: {row.customer_no: row.name for row in every.visible_to(one)} for one in readers}


def agrees(people: dict[Staff, dict[str, str]], text: str) -> None:
    for reader, names in people.items():
        hits = find(seen_by(reader), text)
        wanted = expected(names, text)
        everybody = set().union(*wanted.values())
        assert {hit.number for hit in hits} <= everybody
        assert len(hits) == min(HITS, len(everybody))
        assert all(hit.number in wanted[hit.matched] for hit in hits)


SEARCHES = settings(on_rows, max_examples=40)


@SEARCHES
@given(text=TEXTS)
def test_whoever_fits_in_scope_is_found_and_nobody_else(
    people: dict[Staff, dict[str, str]], text: str
) -> None:
    agrees(people, text)


@SEARCHES
@given(text=slips())
def test_a_slip_finds_whoever_is_one_slip_away(people: dict[Staff, dict[str, str]], text: str) -> None:
    agrees(people, text)


def test_a_common_text_is_found_by_walking_and_by_the_index(
    people: dict[Staff, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few are looked at first: the answer does not depend on the way."""
    for walked in (1, 3, 8):
        monkeypatch.setattr(search_pieces, "WALKED", walked)
        for text in ("王", "w", "wa", "li", "n"):
            agrees(people, text)
