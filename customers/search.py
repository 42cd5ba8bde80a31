"""The keys by which customers are found: name grams, pinyin, initials and keyed hashes of phone and identity.

The same functions derive the columns when a row is loaded and the key when a person searches, so the two cannot
drift. A number is never stored or compared in a way that gives it away: HMAC-SHA256 with the search key, first
16 bytes, each kind of number with a prefix of its own so that equal tails of different kinds differ.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from pypinyin import Style, lazy_pinyin

LONGEST_GRAM = 3
TAIL = 4
HASH_BYTES = 16
_SPACE = re.compile(r"\s+")
_NOT_PHONE = re.compile(r"[\s\-()+]+")
# Read otherwise as a surname than as a word; the common cases only.
_SURNAMES = {
    "单": "shan",
    "解": "xie",
    "任": "ren",
    "仇": "qiu",
    "曾": "zeng",
    "查": "zha",
    "盖": "ge",
    "区": "ou",
    "朴": "piao",
    "翟": "zhai",
    "华": "hua",
    "缪": "miao",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "澹台": "tan tai",
}


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """The derived columns of a customer, under the names of the model's fields."""

    grams: list[str]
    pinyin: str
    initials: str
    id_hash: bytes
    id_tail_hash: bytes
    phone_hash: bytes
    phone_tail_hash: bytes


def normalise(text: str) -> str:
    """One writing for one name: full-width to ASCII, lower case, no blanks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def normalise_id(text: str) -> str:
    """An identity number without blanks, its letters in capitals (the check character X)."""
    return normalise(text).upper()


def normalise_phone(text: str) -> str:
    """Digits only; a leading +86, 0086 or 86 before a mobile number goes."""
    digits = _NOT_PHONE.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)


def search_key(kind: str, text: str) -> bytes:
    """The keyed hash of a normalised number; nothing for an empty one, so that blanks never match."""
    if not text:
        return b""
    key = settings.BANKCRM_SEARCH_KEY.encode()
    return hmac.new(key, f"{kind}:{text}".encode(), sha256).digest()[:HASH_BYTES]


def id_key(text: str) -> bytes:
    return search_key("id", normalise_id(text))


def phone_key(text: str) -> bytes:
    return search_key("phone", normalise_phone(text))


def id_tail_key(text: str) -> bytes:
    return search_key("id_tail", normalise_id(text)[-TAIL:])


def phone_tail_key(text: str) -> bytes:
    return search_key("phone_tail", normalise_phone(text)[-TAIL:])


def grams(name: str) -> list[str]:
    """Every run of 1 to 3 characters of the name: 张伟 is found by 张, 伟 and 张伟."""
    text = normalise(name)
    found = {
        text[start : start + size]
        for size in range(1, LONGEST_GRAM + 1)
        for start in range(len(text) - size + 1)
    }
    return sorted(found)


def wanted_grams(text: str) -> list[str]:
    """The grams that a name must have to contain the text: the text itself, or its runs of three."""
    wanted = normalise(text)
    if len(wanted) <= LONGEST_GRAM:
        return [wanted] if wanted else []
    return sorted({wanted[i : i + LONGEST_GRAM] for i in range(len(wanted) - LONGEST_GRAM + 1)})


@lru_cache(maxsize=100_000)
def syllables(name: str) -> tuple[str, ...]:
    """The pinyin of a name, syllable by syllable, the surname as surnames are read; Latin words as they are."""
    text = unicodedata.normalize("NFKC", name).strip()
    for size in (2, 1):
        reading = _SURNAMES.get(text[:size])
        if reading and len(text) > size:
            return (*reading.split(), *_plain_syllables(text[size:]))
    return _plain_syllables(text)


def _plain_syllables(text: str) -> tuple[str, ...]:
    parts = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)
    return tuple(word.lower() for part in parts for word in re.findall(r"[A-Za-z0-9]+", part))


def pinyin(name: str) -> str:
    """王伟明 is wangweiming; ü is written v, as it is typed."""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """王伟明 is wwm."""
    return "".join(word[0] for word in syllables(name))


def columns_of(*, name: str, id_no: str, phone: str) -> SearchColumns:
    """Everything that is derived from one customer row, cut to the width of its columns."""
    return SearchColumns(
        grams=grams(name),
        pinyin=pinyin(name)[:200],
        initials=initials(name)[:60],
        id_hash=id_key(id_no),
        id_tail_hash=id_tail_key(id_no),
        phone_hash=phone_key(phone),
        phone_tail_hash=phone_tail_key(phone),
    )
