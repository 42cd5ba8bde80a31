"""The keys by which customers are found: keyed tokens of the name and keyed hashes of phone and identity.

The same functions derive the columns when a row is loaded and the key when a person searches, so the two cannot
drift. A number is never stored or compared in a way that gives it away: HMAC-SHA256 with the search key, first
16 bytes, each kind of number with a prefix of its own so that equal tails of different kinds differ.

A name leaves only tokens: 8 bytes of a keyed hash of each piece by which it may be looked for, which are its
1-3-grams, the beginnings of its pinyin and of its initials, its pinyin up to the end of a syllable (against
which slips of the keyboard are forgiven) and the whole name.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256
from string import ascii_lowercase

from django.conf import settings
from pypinyin import Style, lazy_pinyin

from organisation.numbered_keys import newest, numbered

LONGEST_GRAM = 3
TAIL = 4
HASH_BYTES = 16
TOKEN_BYTES = 8  # a bigint; by chance one search in 10^11 finds somebody else among a million customers
LONGEST_PINYIN = 24  # letters of a beginning; what is typed beyond them is not looked at
LONGEST_INITIALS = 12
FORGIVEN_FROM = 4  # letters: a shorter text is one edit away from half of all names
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

    name_tokens: list[int]
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


def key_numbers() -> tuple[int, ...]:
    """The numbers of the search keys, the newest first: rows are hashed with it, and looked for with all of them."""
    return tuple(numbered(settings.BANKCRM_SEARCH_KEY))


def _key(number: int | None) -> str:
    configured = settings.BANKCRM_SEARCH_KEY
    return numbered(configured)[newest(configured) if number is None else number]


def search_key(kind: str, text: str, key: int | None = None) -> bytes:
    """The keyed hash of a normalised number; nothing for an empty one, so that blanks never match."""
    if not text:
        return b""
    return hmac.new(_key(key).encode(), f"{kind}:{text}".encode(), sha256).digest()[:HASH_BYTES]


def id_key(text: str, key: int | None = None) -> bytes:
    return search_key("id", normalise_id(text), key)


def phone_key(text: str, key: int | None = None) -> bytes:
    return search_key("phone", normalise_phone(text), key)


def id_tail_key(text: str, key: int | None = None) -> bytes:
    return search_key("id_tail", normalise_id(text)[-TAIL:], key)


def phone_tail_key(text: str, key: int | None = None) -> bytes:
    return search_key("phone_tail", normalise_phone(text)[-TAIL:], key)


def prospect_key(name: str, key: int | None = None) -> bytes:
    """The keyed hash of a whole name, as prospects are found by it: the number of the key, then 15 bytes."""
    number = key_numbers()[0] if key is None else key
    return bytes([number]) + search_key("prospect_name", normalise(name), number)[: HASH_BYTES - 1]


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


@lru_cache(maxsize=16)
def _token_key(key: str) -> bytes:
    return sha256(b"tokens of names:" + key.encode()).digest()


def _hashed(text: str, size: int, key: int | None = None) -> bytes:
    return blake2b(text.encode(), key=_token_key(_key(key)), digest_size=size).digest()


def token(kind: str, text: str, key: int | None = None) -> int:
    """The keyed token of a piece of a name, as the database keeps it: a signed number of 8 bytes."""
    return int.from_bytes(_hashed(f"{kind}:{text}", TOKEN_BYTES, key), "big", signed=True)


def gram_tokens(text: str, key: int | None = None) -> list[int]:
    """The tokens that a name must all have to contain the text."""
    return [token("gram", gram, key) for gram in wanted_grams(text)]


def whole_token(text: str, key: int | None = None) -> int:
    """The token of exactly this name."""
    return token("whole", normalise(text), key)


def pinyin_token(letters: str, key: int | None = None) -> int:
    """The token of the names whose pinyin begins with the letters."""
    return token("pinyin", letters[:LONGEST_PINYIN], key)


def initials_token(letters: str, key: int | None = None) -> int:
    """The token of the names whose initials begin with the letters."""
    return token("initials", letters[:LONGEST_INITIALS], key)


def similar_tokens(letters: str, key: int | None = None) -> list[int]:
    """Tokens of the names whose pinyin, up to the end of a syllable, is one slip away from the letters: a letter
    too many, missing, wrong, or two in each other's place. wnagwei finds 王伟 and 王伟明."""
    if not FORGIVEN_FROM <= len(letters) <= LONGEST_PINYIN:
        return []
    splits = [(letters[:i], letters[i:]) for i in range(len(letters) + 1)]
    near = {left + right[1:] for left, right in splits if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in splits if right for letter in ascii_lowercase}
    near |= {left + letter + right for left, right in splits for letter in ascii_lowercase}
    return [token("syllables", one, key) for one in sorted(near)]


def sounding_tokens(text: str, key: int | None = None) -> list[int]:
    """The token of the names that sound like the text: 王维 finds 王伟."""
    return [token("syllables", pinyin(text)[:LONGEST_PINYIN], key)]


def name_tokens(name: str) -> tuple[int, ...]:
    """Everything by which a name is found, under the newest key."""
    return _name_tokens(name, key_numbers()[0], settings.BANKCRM_SEARCH_KEY)


@lru_cache(maxsize=100_000)
def _name_tokens(name: str, key: int, _configured: str) -> tuple[int, ...]:
    parts = syllables(name)
    spelled, first = "".join(parts), "".join(part[0] for part in parts)
    pieces = [("whole", normalise(name)), *(("gram", gram) for gram in grams(name))]
    pieces += [("pinyin", spelled[:size]) for size in range(2, min(len(spelled), LONGEST_PINYIN) + 1)]
    pieces += [("initials", first[:size]) for size in range(1, min(len(first), LONGEST_INITIALS) + 1)]
    ends = {"".join(parts[:count])[:LONGEST_PINYIN] for count in range(min(2, len(parts)), len(parts) + 1)}
    pieces += [("syllables", end) for end in sorted(ends) if end]
    return tuple(sorted({token(kind, text, key) for kind, text in pieces if text}))


@lru_cache(maxsize=16)
def _number_hash(kind: str, configured: str) -> tuple[bytes, blake2b]:
    """The number of the newest key as a byte, and the hash of its kind to which a number is added."""
    key = sha256(f"numbers of {kind}s:{numbered(configured)[newest(configured)]}".encode()).digest()
    return bytes([newest(configured)]), blake2b(key=key, digest_size=HASH_BYTES - 1)


def account_key(number: bytes) -> bytes:
    """The keyed hash by which an account is found: the number of the key, then 15 bytes. One microsecond."""
    return _with_number("account", number)


def loan_key(number: bytes) -> bytes:
    """The same of a loan."""
    return _with_number("loan", number)


def _with_number(kind: str, number: bytes) -> bytes:
    key, begun = _number_hash(kind, settings.BANKCRM_SEARCH_KEY)
    made = begun.copy()
    made.update(number)
    return key + made.digest()


def personal_digest(customer_no: str, *texts: str) -> bytes:
    """A keyed hash of a customer's sealed texts: equal for equal texts of this customer, and of nobody else. The
    number of the key stands before it."""
    return personal_digests()(customer_no, *texts)


def personal_digests() -> Callable[..., bytes]:
    """`personal_digest` for many customers: the key is looked up once."""
    number = key_numbers()[0]
    begun = blake2b(b"personal\0", key=_token_key(_key(number)), digest_size=HASH_BYTES)
    before = bytes([number])

    def digest(*texts: str) -> bytes:
        made = begun.copy()
        made.update("\0".join(texts).encode())
        return before + made.digest()[:-1]

    return digest


def columns_of(*, name: str, id_no: str, phone: str) -> SearchColumns:
    """Everything that is derived from one customer row."""
    return SearchColumns(
        name_tokens=list(name_tokens(name)),
        id_hash=id_key(id_no),
        id_tail_hash=id_tail_key(id_no),
        phone_hash=phone_key(phone),
        phone_tail_hash=phone_tail_key(phone),
    )
