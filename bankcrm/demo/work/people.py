"""People who are no customers yet."""

from __future__ import annotations

from random import Random

from bankcrm.demo import names
from customers.actions.prospects import Person


def person(rng: Random, *, phone: str = "") -> Person:
    return Person(name=names.name(rng, rng.choice("MF")), phone=phone)
