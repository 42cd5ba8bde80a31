"""What lies behind the doors of each topic: every module here declares one `TOPIC`, and the matrix tests find it.

A topic whose addresses name only customers, branches or people of staff needs `addressed` alone.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

Values = tuple[object, object, object]
Names = frozenset[str]


def nothing(bank: Bank) -> Mapping[str, Values]:
    return {}


@dataclass(frozen=True)
class Topic:
    """`make` stores one thing at Ana's branch and one at Ben's, and answers for each kind of thing with the value
    in its address: here, there, and one that does not exist. `addressed` says which routes name which kinds, the
    kind that decides the scope first; a kind that is no address argument itself stands for `pk`. `sees` names who
    of the cast has the thing here and there in scope. `withheld` (reading) and `post_withheld` (writing) name who
    holds the permission and is refused by a rule all the same (403); `gone` are routes that answer 404 in this
    bank; `posts` are the answers that an empty form gets where they are not 200, 302 or 422."""

    addressed: Mapping[tuple[str, ...], Names] = field(default_factory=dict)
    make: Callable[[Bank], Mapping[str, Values]] = nothing
    sees: Mapping[str, Mapping[str, set[str]]] = field(default_factory=dict)
    withheld: Mapping[str, set[str]] = field(default_factory=dict)
    post_withheld: Mapping[str, set[str]] = field(default_factory=dict)
    gone: Names = frozenset()
    posts: Mapping[str, set[int]] = field(default_factory=dict)


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic, by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").TOPIC for name in names)
