"""A preset's value in words: what each parameter is called, which codes it may hold, and its shape on the page.

Apps say in their `parameters.py` what their parameters are called; nothing else here knows their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Text = str | Promise
Path = tuple[str | int, ...]
WIDEST = 4  # columns of a list of mappings that still reads as a table

_NUMBER = re.compile(r"(-?)(\d+)(\.\d+)?")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Name:
    """What a parameter is called; the codes it may hold, in words; what the keys of a mapping are called.

    `pairs`: the parameter is a mapping whose keys the bank chooses, typed as lines of "name: value".
    `loose`: of `keys`, the bank may leave some out. `begins`: what the bank begins with when it fills an open
    parameter in that is a list.
    """

    label: Text
    words: Mapping[str, Text] = field(default_factory=dict)
    keys: Mapping[str, Text] = field(default_factory=dict)
    pairs: bool = False
    loose: bool = False
    begins: Sequence[Mapping[str, Any]] = ()


Names = Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value with its name, as read or, with `field`, as a field to type in."""

    path: Path
    label: str
    value: Any
    shown: str
    blank: bool
    field: Any = None
    kind: str = "leaf"

    @property
    def place(self) -> str:
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Grid:
    """A list of like things with few columns: a table. `place` is named while it is edited, as below."""

    label: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Leaf]]
    place: str = ""
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Group:
    """Values that belong together under a heading. While edited: `place` where it is an entry of a list or can
    take one more, `missing` the keys that it can take."""

    label: str
    nodes: Sequence[Leaf | Grid | Group]
    place: str = ""
    grows: bool = False
    loose: bool = False
    missing: Sequence[tuple[str, str]] = ()
    kind: str = "group"

    @property
    def shrinks(self) -> bool:
        """Whether one of its entries may go: the last one of a list stays."""
        return self.grows and len(self.nodes) > 1

    @property
    def of_groups(self) -> bool:
        """Whether it only holds groups: things of one kind, shown beside each other."""
        return all(isinstance(node, Group) for node in self.nodes)


Node = Leaf | Grid | Group


def described(
    value: Any,
    names: Names,
    *,
    required: Sequence[str] = (),
    fields: Mapping[Path, Any] | None = None,
) -> Sequence[Node]:
    """The value as nodes of a page. An empty value is `blank` where the rule cannot run without it (`required`,
    dotted paths), else it means that there is none (no cap, no upper end)."""
    seen = _Seen(names, frozenset(required), fields or {})
    if isinstance(value, Mapping):
        return [seen.node((key,), value[key]) for key in ordered((), value, names)]
    return [seen.node((), value)]


def ordered(path: Path, value: Mapping[str, Any], names: Names) -> Sequence[str]:
    """The keys of a mapping in the order in which the app names them, since the database keeps none; then others."""
    above = name_of(path, names)
    known = list(above.keys) if above is not None and above.keys else list(names)
    place = {key: at for at, key in enumerate(known)}
    return sorted(value, key=lambda key: (place.get(key, len(known)), key))


@dataclass(frozen=True, slots=True)
class _Seen:
    names: Names
    required: frozenset[str]
    fields: Mapping[Path, Any]

    def node(self, path: Path, value: Any) -> Node:
        if is_leaf(path, value, self.names):
            return self.leaf(path, value)
        label = label_of(path, self.names)
        if isinstance(value, Mapping):
            nodes = [self.node((*path, key), value[key]) for key in ordered(path, value, self.names)]
            missing, loose = self.missing(path, value)
            return Group(label, nodes, self.place(path), loose=loose, missing=missing)
        if _tabular(value):
            columns = ordered(path, value[0], self.names)
            rows = [
                [self.leaf((*path, at, column), row[column]) for column in columns]
                for at, row in enumerate(value)
            ]
            return Grid(
                label,
                [label_of((*path, 0, column), self.names) for column in columns],
                rows,
                self.place(path),
            )
        entries = [self.entry((*path, at), inner) for at, inner in enumerate(value)]
        return Group(label, entries, self.place(path), grows=bool(self.fields))

    def place(self, path: Path) -> str:
        """Where it lies, while it is edited."""
        return ".".join(map(str, path)) if self.fields else ""

    def missing(self, path: Path, value: Mapping[str, Any]) -> tuple[Sequence[tuple[str, str]], bool]:
        """The keys that a loose mapping can still take, while it is edited, and whether it is one."""
        name = name_of(path, self.names)
        if not self.fields or name is None or not name.loose:
            return (), False
        return [(key, str(label)) for key, label in name.keys.items() if key not in value], True

    def entry(self, path: Path, value: Any) -> Node:
        """One thing of a list that is no table: headed by its first value."""
        if not isinstance(value, Mapping):
            return self.node(path, value)
        nodes = [self.node((*path, key), value[key]) for key in ordered(path, value, self.names)]
        first = nodes[0]
        if isinstance(first, Leaf) and not first.field:
            return Group(first.shown, nodes[1:])
        return Group(label_of(path, self.names), nodes, self.place(path))

    def leaf(self, path: Path, value: Any) -> Leaf:
        blank = value is None and ".".join(map(str, path)) in self.required
        return Leaf(
            path,
            label_of(path, self.names),
            value,
            shown(path, value, self.names),
            blank,
            self.fields.get(path),
        )


def _tabular(value: Sequence[Any]) -> bool:
    rows = [row for row in value if isinstance(row, Mapping)]
    return (
        bool(rows)
        and len(rows) == len(value)
        and len(rows[0]) <= WIDEST
        and all(set(row) == set(rows[0]) for row in rows)
        and not any(isinstance(inner, Mapping | list) for row in rows for inner in row.values())
    )


def name_of(path: Path, names: Names) -> Name | None:
    """The name of the last parameter on the path; numbers of list entries are passed over."""
    parts = [part for part in path if isinstance(part, str)]
    return names.get(parts[-1]) if parts else None


def label_of(path: Path, names: Names) -> str:
    """The last part of a path in words; what nobody named stays as it is written."""
    if not path:
        return ""
    last = path[-1]
    if isinstance(last, int):
        return str(last + 1)
    above = name_of(path[:-1], names)
    if above is not None and last in above.keys:
        return str(above.keys[last])
    name = names.get(last)
    return str(name.label) if name else last


def full_label(path: Path, names: Names) -> str:
    return " · ".join(label_of(path[: depth + 1], names) for depth in range(len(path)))


def is_leaf(path: Path, value: Any, names: Names) -> bool:
    """A single value, or a mapping that is typed as pairs."""
    name = name_of(path, names) if path and isinstance(path[-1], str) else None
    return not isinstance(value, Mapping | list) or bool(name and name.pairs and isinstance(value, Mapping))


def leaf_paths(value: Any, names: Names, above: Path = ()) -> Iterator[Path]:
    """The paths of all leaves of nested mappings and lists, in their order."""
    if is_leaf(above, value, names):
        yield above
    else:
        keys = ordered(above, value, names) if isinstance(value, Mapping) else range(len(value))
        for key in keys:
            yield from leaf_paths(value[key], names, (*above, key))


def leaf_at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def shown(path: Path, value: Any, names: Names) -> str:
    """A value as it is read: codes in words, numbers grouped, shares with their sign; empty when there is none."""
    name = name_of(path, names)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {inner}" for key, inner in value.items())
    text = str(value)
    if name is not None and text in name.words:
        return str(name.words[text])
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    sign, whole, fraction = number.groups(default="")
    percent = " %" if path and str(path[-1]).endswith("_pct") else ""
    return f"{sign}{int(whole):,}{fraction}{percent}"


def path_of(text: str) -> Path:
    """The path that a rule writes as lines[1].from."""
    return tuple(name or int(number) for name, number in _STEP.findall(text))
