"""One search box: by name, pinyin, initials, customer number, phone and identity, in the reader's scope only.

What kind of text was typed decides which keys are asked. Numbers are compared by keyed hash. A reader who sees
names masked finds a customer by the whole name only, since a search by parts would unmask it letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from customers import search
from customers.choices import MatchKind
from customers.models import Customer
from customers.queries import search_pieces
from customers.queries.listing import ListRow, read
from customers.queries.search_hashes import (
    NUMBER,
    TAIL,
    by_identity,
    by_identity_tail,
    by_phone,
    by_phone_tail,
    hashed,
)
from customers.queries.search_pieces import Wanted
from customers.queries.sight import Sight
from organisation import vault
from organisation.masking import Access, Column

HITS = 10
LONGEST = 60
SEVERAL_INITIALS = 3  # letters: fewer are shared by whole surnames
BEYOND_SURNAME = 6  # letters: more than the longest surname of one syllable (zhang) has
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]")
_LETTERS = re.compile(r"[a-z]+")

Hits = dict[int, tuple[search_pieces.Row, MatchKind]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer that was found, as the reader may see it, and by what."""

    number: str
    name: str | None
    tier: str | None
    branch: str
    manager: str | None
    matched: MatchKind


def find(sight: Sight, text: str) -> tuple[Hit, ...]:
    """At most ten customers in scope, the surest kind of match first; similar sounds only where nobody fits as it
    was typed. One query for each kind that the text could be, one for what the night says of the hits, none for
    an empty text."""
    typed = text.strip()[:LONGEST]
    hits: Hits = {}
    for kind, wanted in _ways(sight, typed):
        room = HITS - len(hits)
        if room <= 0 or (hits and kind is MatchKind.SIMILAR):
            break
        for row in search_pieces.rows(sight.staff, wanted, room=room, but=[*hits]):
            hits[row.pk] = (row, kind)
    if not hits:
        return ()
    hits = _persons(sight, hits)
    known = {one.pk: one for one in read(sight, sight.days().filter(customer_id__in=list(hits)))}
    return tuple(_hit(sight, row, kind, known.get(pk)) for pk, (row, kind) in hits.items())


def _persons(sight: Sight, hits: Hits) -> Hits:
    """Each person once: a record that was merged into another is answered by the other, if that one is in scope.
    No query where nobody was merged."""
    merged = {row.survivor for row, _kind in hits.values() if row.survivor}
    if not merged:
        return hits
    wanted = Wanted(Q(pk__in=merged))
    known = {row.pk: row for row in search_pieces.rows(sight.staff, wanted, room=HITS)}
    found: Hits = {}
    for row, kind in hits.values():
        person = known.get(row.survivor) if row.survivor else row
        if person is not None:
            found.setdefault(person.pk, (person, kind))
    return found


def _hit(sight: Sight, row: search_pieces.Row, kind: MatchKind, day: ListRow | None) -> Hit:
    return Hit(
        number=row.number,
        name=sight.name(vault.opened(Customer, "name", row=row.number, kept=row.name)),
        tier=day.tier if day else None,
        branch=row.branch,
        manager=day.manager if day else None,
        matched=kind,
    )


def asks_for_whole_number(text: str) -> bool:
    """Whether the text is a whole phone or identity number, whose search is put on record."""
    return bool(re.fullmatch(r"\d{11}|\d{15}|\d{17}[\dx]", search.normalise(text)))


def _ways(sight: Sight, typed: str) -> Iterator[tuple[MatchKind, Wanted]]:
    wanted = search.normalise(typed)
    if not wanted:
        return
    identity = sight.sees(Column.IDENTITY)
    if NUMBER.fullmatch(wanted):
        yield MatchKind.NUMBER, Wanted(Q(customer_no__startswith=wanted.upper()))
    phone = search.normalise_phone(typed)
    if identity and re.fullmatch(r"\d{7,15}", phone):
        yield MatchKind.PHONE, Wanted(by_phone(typed))
    if identity and len(wanted) >= 6 and NUMBER.fullmatch(wanted) and re.search(r"\d", wanted):
        yield MatchKind.IDENTITY, Wanted(by_identity(typed))
    if identity and TAIL.fullmatch(wanted):
        yield MatchKind.PHONE_TAIL, Wanted(by_phone_tail(wanted))
        yield MatchKind.IDENTITY_TAIL, Wanted(by_identity_tail(wanted))
    yield from _by_name(sight, typed, wanted)


def _by_name(sight: Sight, typed: str, wanted: str) -> Iterator[tuple[MatchKind, Wanted]]:
    access = sight.access(Column.NAME)
    if access is Access.MASKED:
        yield MatchKind.NAME, _named(lambda key: [search.whole_token(typed, key)])
    if access is not Access.FULL:
        return
    letters = re.sub(r"[\s'’]", "", wanted)
    if _LETTERS.fullmatch(letters):
        few = len(letters) < SEVERAL_INITIALS
        yield MatchKind.INITIALS, _named(lambda key: [search.initials_token(letters, key)], common=few)
        if len(letters) > 1:
            short = len(letters) < BEYOND_SURNAME
            yield MatchKind.PINYIN, _named(lambda key: [search.pinyin_token(letters, key)], common=short)
    if _HAN.search(wanted) or (_LETTERS.search(wanted) and not re.search(r"\d", wanted)):
        one = len(wanted) == 1
        yield MatchKind.NAME, _named(lambda key: search.gram_tokens(typed, key), common=one)
    near: list[int] = []
    for key in search.key_numbers():
        near += search.similar_tokens(letters, key) if _LETTERS.fullmatch(letters) else []
        near += search.sounding_tokens(typed, key) if _HAN.search(wanted) else []
    if near:
        yield MatchKind.SIMILAR, Wanted(spellings=near)


def _named(tokens: Callable[[int], list[int]], *, common: bool = False) -> Wanted:
    """Names that have all these pieces."""
    condition = hashed(lambda key: Q(name_tokens__has_all=tokens(key)))
    return Wanted(condition, by_pieces=True, common=common)
