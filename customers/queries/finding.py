"""One search box: by name, pinyin, initials, customer number, phone and identity, in the reader's scope only.

What kind of text was typed decides which keys are asked. Numbers are compared by keyed hash. A reader who sees
names masked finds a customer by the whole name only, since a search by parts would unmask it letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from customers import search
from customers.choices import MatchKind
from customers.models import Customer
from customers.queries.listing import ListRow, read
from customers.queries.sight import Sight
from organisation import vault
from organisation.masking import Access, Column

HITS = 10
LONGEST = 60
SEVERAL_INITIALS = 3  # letters: fewer are shared by whole surnames
BEYOND_SURNAME = 6  # letters: more than the longest surname of one syllable (zhang) has
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]")
_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"[a-z0-9]+")
_TAIL = re.compile(r"(?:\d{4}|\d{3}x)")


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
    hits: dict[int, tuple[tuple[int, str, bytes, str], MatchKind]] = {}
    for kind, condition in _conditions(sight, typed):
        room = HITS - len(hits)
        if room <= 0 or (hits and kind is MatchKind.SIMILAR):
            break
        for row in _rows(sight, condition).exclude(pk__in=list(hits))[:room]:
            hits[row[0]] = (row, kind)
    if not hits:
        return ()
    known = {one.pk: one for one in read(sight, sight.days().filter(customer_id__in=list(hits)))}
    return tuple(_hit(sight, row, kind, known.get(pk)) for pk, (row, kind) in hits.items())


def _hit(sight: Sight, row: tuple[int, str, bytes, str], kind: MatchKind, day: ListRow | None) -> Hit:
    _pk, number, name, branch = row
    return Hit(
        number=number,
        name=sight.name(vault.opened(Customer, "name", row=number, kept=name)),
        tier=day.tier if day else None,
        branch=branch,
        manager=day.manager if day else None,
        matched=kind,
    )


def asks_for_whole_number(text: str) -> bool:
    """Whether the text is a whole phone or identity number, whose search is put on record."""
    return bool(re.fullmatch(r"\d{11}|\d{15}|\d{17}[\dx]", search.normalise(text)))


def _conditions(sight: Sight, typed: str) -> Iterator[tuple[MatchKind, Q]]:
    wanted = search.normalise(typed)
    if not wanted:
        return
    identity = sight.sees(Column.IDENTITY)
    if _NUMBER.fullmatch(wanted):
        yield MatchKind.NUMBER, Q(customer_no__startswith=wanted.upper())
    phone = search.normalise_phone(typed)
    if identity and re.fullmatch(r"\d{7,15}", phone):
        yield MatchKind.PHONE, Q(phone_hash=search.phone_key(typed))
    if identity and len(wanted) >= 6 and _NUMBER.fullmatch(wanted) and re.search(r"\d", wanted):
        yield MatchKind.IDENTITY, Q(id_hash=search.id_key(typed))
    if identity and _TAIL.fullmatch(wanted):
        yield MatchKind.PHONE_TAIL, Q(phone_tail_hash=search.phone_tail_key(wanted))
        yield MatchKind.IDENTITY_TAIL, Q(id_tail_hash=search.id_tail_key(wanted))
    yield from _by_name(sight, typed, wanted)


def _by_name(sight: Sight, typed: str, wanted: str) -> Iterator[tuple[MatchKind, Q]]:
    access = sight.access(Column.NAME)
    if access is Access.MASKED:
        yield MatchKind.NAME, _few(name_tokens__contains=[search.whole_token(typed)])
    if access is not Access.FULL:
        return
    letters = re.sub(r"[\s'’]", "", wanted)
    if _LETTERS.fullmatch(letters):
        many = Q if len(letters) < SEVERAL_INITIALS else _few
        yield MatchKind.INITIALS, many(name_tokens__contains=[search.initials_token(letters)])
        many = Q if len(letters) < BEYOND_SURNAME else _few
        if len(letters) > 1:
            yield MatchKind.PINYIN, many(name_tokens__contains=[search.pinyin_token(letters)])
    if _HAN.search(wanted) or (_LETTERS.search(wanted) and not re.search(r"\d", wanted)):
        many = Q if len(wanted) == 1 else _few
        yield MatchKind.NAME, many(name_tokens__contains=search.gram_tokens(typed))
    near = search.similar_tokens(letters) if _LETTERS.fullmatch(letters) else []
    near += search.sounding_tokens(typed) if _HAN.search(wanted) else []
    if near:
        yield MatchKind.SIMILAR, _few(name_tokens__overlap=near)


def _few(**tokens: Any) -> Q:
    """Tokens that few customers have: those are looked up first, whatever the statistics believe. A token that
    nobody has is guessed to be common, and the database would walk the whole bank for ten customers."""
    found = Customer.objects.unscoped("keys only; the query around it is in scope").filter(**tokens)
    return Q(pk__any_of=ArraySubquery(found.order_by().values("pk")))


def _rows(sight: Sight, condition: Q) -> Any:
    """Matching customers in scope by number: an order that says nothing about assets or masked names."""
    return (
        Customer.objects.filter(condition)
        .visible_to(sight.staff)
        .order_by("customer_no")
        .values_list("pk", "customer_no", "name_sealed", "home_branch__name")
    )
