"""The secrets of second factors at rest: sealed with a key that is made from the search key, and changed with it."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

from organisation.numbered_keys import numbered

TEXTS = ("secret", "seed")  # of what allauth keeps; codes that came from elsewhere are a list


def box() -> MultiFernet:
    """Seals with the newest key, opens with all of them."""
    return MultiFernet(_boxes())


def _boxes() -> list[Fernet]:
    keys = numbered(settings.BANKCRM_SEARCH_KEY).values()
    made = (hashlib.sha256(b"second factor:" + key.encode()).digest() for key in keys)
    return [Fernet(base64.urlsafe_b64encode(key)) for key in made]


def left() -> int:
    """How many second factors an older key seals."""
    return sum(bool(_stale(one)) for one in Authenticator.objects.all())


def seal_anew() -> int:
    """Seal every second factor with the newest key that an older one seals; how many. One row at a time."""
    done = 0
    for key in Authenticator.objects.values_list("pk", flat=True):
        with transaction.atomic():
            one = Authenticator.objects.select_for_update().filter(pk=key).first()
            if one is None:  # removed meanwhile
                continue
            for name in _stale(one):
                kept = one.data[name]
                one.data[name] = _again(kept) if isinstance(kept, str) else [_again(code) for code in kept]
                done += 1
            one.save(update_fields=["data"])
    return done


def _stale(one: Authenticator) -> list[str]:
    newest = _boxes()[0]
    texts = {name: [one.data[name]] for name in TEXTS if name in one.data}
    texts["migrated_codes"] = one.data.get("migrated_codes", [])
    return [name for name, codes in texts.items() if not all(_opens(newest, code) for code in codes)]


def _opens(key: Fernet, text: str) -> bool:
    try:
        key.decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _again(text: str) -> str:
    return box().rotate(text.encode()).decode()
