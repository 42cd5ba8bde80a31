"""What a version of a preset changes in the one before it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from organisation.parameters import Names, Path, label_of, leaf_at, leaf_paths, name_of, shown


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter that differs between two versions; None where one of them does not have it."""

    label: str
    before: str | None
    after: str | None


def _told(path: Path, value: Any, names: Names) -> str:
    """A path in words in which an entry of a list goes by its code: "Lines · Diamond · From" rather than "4"."""
    labels = []
    for depth, step in enumerate(path):
        here = path[: depth + 1]
        row = leaf_at(value, here) if isinstance(step, int) and depth + 1 < len(path) else None
        labels.append(_code_of(here, row, names) or label_of(here, names))
    return " · ".join(labels)


def _code_of(path: Path, row: Any, names: Names) -> str:
    """The first code of an entry in words, empty where it has none."""
    for key, code in row.items() if isinstance(row, Mapping) else ():
        name = name_of((*path, key), names)
        if name is not None and str(code) in name.words:
            return str(name.words[str(code)])
    return ""


def changes(before: Any, after: Any, names: Names) -> Sequence[Change]:
    """What a version changes in the one before it, in the order of the later one."""
    old = {path: leaf_at(before, path) for path in leaf_paths(before, names)}
    new = {path: leaf_at(after, path) for path in leaf_paths(after, names)}

    def read(path: Path, of: Mapping[Path, Any]) -> str | None:
        return shown(path, of[path], names) if path in of else None

    every = [*new, *(path for path in old if path not in new)]
    return [
        Change(_told(path, after if path in new else before, names), read(path, old), read(path, new))
        for path in every
        if old.get(path) != new.get(path) or (path in old) != (path in new)
    ]
