"""Personal data at rest: AES-256-GCM with a key of its own for every value, and keys that can be changed online.

The key of a value is derived from a master key and from the place where the value lies (table, column, row), so a
ciphertext that is moved to another row or column does not open. The first byte names the master key: the first
of the setting seals, all of them open, which is how keys are rotated while people work.
Source: domain.md B3 (C2 encrypted at rest), JR/T 0171; reliability R18 to R20.
"""

from __future__ import annotations

import hmac
import inspect
import secrets
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from organisation.numbered_keys import newest, numbered

NONCE_BYTES = 12
TAG_BYTES = 16
SHORTEST = 1 + NONCE_BYTES + TAG_BYTES


class VaultError(Exception):
    """The value cannot be opened: its key is gone, it was changed, or it lies where it was not sealed."""


@lru_cache(maxsize=4)
def _keys(configured: str) -> Mapping[int, bytes]:
    """Master keys by number."""
    return {number: sha256(key.encode()).digest() for number, key in numbered(configured).items()}


def current_key() -> int:
    """The number of the key that seals."""
    return newest(settings.BANKCRM_DATA_KEYS)


def _key_of(number: int, place: bytes) -> bytes:
    master = _keys(settings.BANKCRM_DATA_KEYS).get(number)
    if master is None:
        raise VaultError(f"key {number} is not among BANKCRM_DATA_KEYS")
    return hmac.new(master, place, sha256).digest()


def _place(table: str, column: str, row: str) -> bytes:
    return "\0".join((table, column, row)).encode()


def seal(data: bytes, *, table: str, column: str, row: str) -> bytes:
    """The sealed value: key number, nonce, ciphertext with its tag."""
    place, number, nonce = _place(table, column, row), current_key(), secrets.token_bytes(NONCE_BYTES)
    return bytes([number]) + nonce + AESGCM(_key_of(number, place)).encrypt(nonce, data, place)


def unseal(sealed: bytes, *, table: str, column: str, row: str) -> bytes:
    """The value, if it was sealed for this place; VaultError otherwise."""
    sealed = bytes(sealed)
    if len(sealed) < SHORTEST:
        raise VaultError("too short to be a sealed value")
    place = _place(table, column, row)
    nonce, text = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(_key_of(sealed[0], place)).decrypt(nonce, text, place)
    except InvalidTag as changed:
        raise VaultError("the sealed value was changed or belongs elsewhere") from changed


def key_number(sealed: bytes) -> int:
    """With which key the value was sealed."""
    return bytes(sealed)[0]


class SealedText(property):
    """The attribute that `sealed_text` makes; it knows where its bytes lie, so that keys can be changed."""

    def __init__(self, column: str, row: str) -> None:
        self.column, self.row, self.stored = column, row, f"{column}_sealed"
        super().__init__(self._read, self._write)

    def _read(self, one: models.Model) -> str:
        return self.opened(type(one), str(getattr(one, self.row)), getattr(one, self.stored))

    def _write(self, one: models.Model, text: str) -> None:
        setattr(one, self.stored, self.sealed(type(one), str(getattr(one, self.row)), text))

    def opened(self, model: type[models.Model], row: str, kept: bytes) -> str:
        """The text of a row, from the bytes that a query brought."""
        if not kept:
            return ""
        return unseal(kept, table=model._meta.db_table, column=self.column, row=row).decode()

    def sealed(self, model: type[models.Model], row: str, text: str) -> bytes:
        """The bytes under which the text of a row is stored."""
        if not text:
            return b""
        return seal(text.encode(), table=model._meta.db_table, column=self.column, row=row)


def sealed_text(column: str, *, row: str) -> SealedText:
    """A text attribute of a model that is kept sealed in the BinaryField `<column>_sealed`.

    `row` names the attribute that identifies the row for ever and is known before the row is stored (a number or
    a UUID). The attribute reads and takes plain text, also as a keyword of the constructor; an empty text is
    stored as no bytes. Queries cannot filter or sort by it: find by a keyed hash.
    """
    return SealedText(column, row)


def texts(**given: str) -> dict[str, Any]:
    """Sealed texts as keywords of a constructor, which are attributes of the model and none of its fields."""
    return given


def sealed(model: type[models.Model], column: str, *, row: str, text: str) -> bytes:
    """The bytes under which the text `column` of the row of a model is stored."""
    return _attribute(model, column).sealed(model, row, text)


def opened(model: type[models.Model], column: str, *, row: str, kept: bytes) -> str:
    """The sealed text `column` of the row of a model, from the bytes that `.values_list` brought."""
    return _attribute(model, column).opened(model, row, kept)


def _attribute(model: type[models.Model], column: str) -> SealedText:
    attribute = inspect.getattr_static(model, column)
    if not isinstance(attribute, SealedText):
        raise TypeError(f"{model.__name__}.{column} is not sealed")
    return attribute
