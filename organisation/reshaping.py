"""Adding entries to a preset's value and taking them out, while it is being edited.

A place in the value is written as its keys and numbers between dots: "lines.2" is the third tier line. A place
that is not there leaves the value as it is, for the page that asked may be older than the value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from organisation.parameters import Names

LONGEST = 60_000  # characters of a value that a page may send back


def place_of(value: Any, text: str) -> tuple[str | int, ...] | None:
    """The path that the text names in the value, None where it names nothing."""
    path: list[str | int] = []
    for part in text.split(".") if text else ():
        if isinstance(value, Mapping) and part in value:
            path.append(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            path.append(int(part))
        else:
            return None
        value = value[path[-1]]
    return tuple(path)


def grown(value: Any, text: str, key: str = "") -> Any:
    """With one more entry: at the end of a list, shaped as its last one and empty; or under a new key."""
    path = place_of(value, text)
    held = _at(value, path) if path is not None else None
    if isinstance(held, list) and held:
        return _with(value, path, [*held, emptied(held[-1])])
    if path and isinstance(held, Mapping) and key and key not in held:
        return _with(value, path, {**held, key: None})
    return value


def shrunk(value: Any, text: str) -> Any:
    """Without the entry; the last one of a list stays, for a list that is empty could not grow again."""
    path = place_of(value, text)
    if not path:
        return value
    *above, last = path
    held = _at(value, above)
    if isinstance(held, list):
        rest: Any = [one for at, one in enumerate(held) if at != last]
        return _with(value, above, rest) if rest else value
    return _with(value, above, {name: one for name, one in held.items() if name != last})


def begun(value: Any, names: Names, required: Sequence[str]) -> Any:
    """With something to begin with where a list is still open, whether the version knew of it or not."""
    open_lists = {
        key: list(names[key].begins)
        for key in required
        if key in names and names[key].begins and isinstance(value, Mapping) and value.get(key) is None
    }
    return {**value, **open_lists} if open_lists else value


def emptied(entry: Any) -> Any:
    """The entry without its numbers; codes stay, so that they are chosen from their list."""
    if isinstance(entry, Mapping):
        return {name: emptied(one) for name, one in entry.items()}
    if isinstance(entry, list):
        return [emptied(entry[0])] if entry else []
    return None if _is_number(entry) else entry


def packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def unpacked(text: str, like: Any) -> Any:
    """The value that a page sent back, if it has the shape of one at all; else the one that is known."""
    try:
        value = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return like
    return value if isinstance(value, dict | list) and type(value) is type(like) else like


def _is_number(leaf: Any) -> bool:
    if isinstance(leaf, bool) or not isinstance(leaf, int | str):
        return False
    try:
        Decimal(leaf)
    except InvalidOperation:
        return False
    return True


def _at(value: Any, path: Any) -> Any:
    for part in path:
        value = value[part]
    return value


def _with(value: Any, path: Any, entry: Any) -> Any:
    """A copy with the value at the path replaced."""
    if not path:
        return entry
    first, *rest = path
    copy: Any = dict(value) if isinstance(value, Mapping) else list(value)
    copy[first] = _with(value[first], rest, entry)
    return copy
