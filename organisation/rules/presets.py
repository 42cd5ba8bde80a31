"""How a parameter set (preset) is described, read and refused.

Every number of every rule is a preset with its source; a policy is made from its value by a parser that says
exactly which path is wrong. Numbers that the sources leave blank are shipped empty and stay an error
(`PresetBlank`) until the bank fills them in; they are never invented. Source: domain.md A19, conventions 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, TypeVar

from organisation.rules.numbers import NumberError, parse_decimal

T = TypeVar("T", bound=Enum)
P = TypeVar("P")

_SCALE = 9
_PRECISION = 27


class PresetProblem(StrEnum):
    """Machine codes of what can be wrong at a path."""

    MISSING = "MISSING"
    UNKNOWN = "UNKNOWN"
    TYPE = "TYPE"
    NUMBER = "NUMBER"
    TOO_SMALL = "TOO_SMALL"
    TOO_LARGE = "TOO_LARGE"
    CHOICE = "CHOICE"
    ORDER = "ORDER"
    BLANK = "BLANK"


class PresetError(ValueError):
    """The value of a preset cannot be used: `problem` at `path` (such as tiers[2].from)."""

    def __init__(self, path: str, problem: PresetProblem, detail: str = "") -> None:
        super().__init__(f"{path or '(root)'}: {problem}{f' {detail}' if detail else ''}")
        self.path = path
        self.problem = problem
        self.detail = detail


class PresetBlank(PresetError):
    """A required number that the source leaves open has not been filled in by the bank."""

    def __init__(self, path: str) -> None:
        super().__init__(path, PresetProblem.BLANK)


@dataclass(frozen=True, slots=True)
class PresetSpec:
    """A shipped preset: key, titles, unit, source tag, first day, value, and paths that must be filled."""

    key: str
    title_en: str
    title_zh: str
    unit: str
    source: str
    effective_from: date
    value: Any
    required_blank: tuple[str, ...] = ()
    note: str = ""
    unit_zh: str = ""
    note_zh: str = ""
    source_zh: str = ""

    @property
    def blank(self) -> bool:
        """Whether a required number is still open, so that the rule cannot run."""
        return any(value_at(self.value, path) is None for path in self.required_blank)


def value_at(value: Any, path: str) -> Any:
    """The value at a dotted path of mappings, None where the path ends early ("" is the value itself)."""
    for name in path.split(".") if path else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def specs_from(entries: Any) -> Mapping[str, PresetSpec]:
    """The shipped presets of one app by key, from its file's entries; PresetError when malformed."""
    specs: dict[str, PresetSpec] = {}
    for entry in Reader(entries).items():
        since = entry.raw("effective_from")
        if not isinstance(since, date):
            raise PresetError(entry.at("effective_from"), PresetProblem.TYPE, "date")
        blanks = entry.raw("required_blank") if entry.has("required_blank") else []
        spec = PresetSpec(
            key=entry.text("key"),
            title_en=entry.text("title_en"),
            title_zh=entry.text("title_zh"),
            unit=entry.text("unit"),
            source=entry.text("source"),
            effective_from=since,
            value=entry.raw("value"),
            required_blank=tuple(blanks),
            note=entry.text("note") if entry.has("note") else "",
            unit_zh=entry.text("unit_zh"),
            note_zh=entry.text("note_zh") if entry.has("note") else "",
            source_zh=entry.text("source_zh") if entry.has("source_zh") else "",
        )
        if spec.key in specs:
            raise PresetError(entry.at("key"), PresetProblem.ORDER, f"{spec.key} twice")
        specs[spec.key] = spec
    return specs


class Reader:
    """Reads typed values out of a preset and knows the path of each, so that an error names its place."""

    __slots__ = ("_asked", "_path", "_value")

    def __init__(self, value: Any, path: str = "", asked: set[str] | None = None) -> None:
        if value is None:
            raise PresetBlank(path)
        self._value = value
        self._path = path
        self._asked: set[str] = set() if asked is None else asked

    def at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def names(self) -> Sequence[str]:
        """The keys of this mapping as text."""
        found = tuple(str(name) for name in self._mapping())
        self._asked.update(self.at(name) for name in found)
        return found

    def has(self, name: str) -> bool:
        """Whether the mapping has the name with a value that is not empty."""
        self._asked.add(self.at(name))
        return self._mapping().get(name) is not None

    def refuse_unread(self) -> None:
        """Refuse names that the rule never asked for: a misspelt parameter must not be silently ignored."""
        pending = [(self._path, self._value)]
        while pending:
            path, value = pending.pop()
            if isinstance(value, list | tuple):
                pending += [(f"{path}[{place}]", one) for place, one in enumerate(value)]
            elif isinstance(value, Mapping):
                below = [(f"{path}.{name}" if path else str(name), one) for name, one in value.items()]
                unread = [name for name, _ in below if name not in self._asked]
                if unread:
                    raise PresetError(unread[0], PresetProblem.UNKNOWN)
                pending += below

    def raw(self, name: str) -> Any:
        """The value as it stands; it must be named, it may be empty."""
        self._asked.add(self.at(name))
        mapping = self._mapping()
        if name not in mapping:
            raise PresetError(self.at(name), PresetProblem.MISSING)
        return mapping[name]

    def child(self, name: str) -> Reader:
        return Reader(self.raw(name), self.at(name), self._asked)

    def items(self, name: str | None = None) -> Sequence[Reader]:
        """The entries of a list, at `name` or here, each with its own path."""
        here = self if name is None else self.child(name)
        if not isinstance(here._value, list | tuple):
            raise PresetError(here._path, PresetProblem.TYPE, "list")
        return tuple(
            Reader(one, f"{here._path}[{place}]", self._asked) for place, one in enumerate(here._value)
        )

    def text(self, name: str) -> str:
        value = self._filled(name)
        if not isinstance(value, str):
            raise PresetError(self.at(name), PresetProblem.TYPE, "text")
        return value

    def flag(self, name: str) -> bool:
        value = self._filled(name)
        if not isinstance(value, bool):
            raise PresetError(self.at(name), PresetProblem.TYPE, "true or false")
        return value

    def choice(self, name: str, allowed: type[T]) -> T:
        """One of the codes of an enumeration."""
        value = self.text(name)
        try:
            return allowed(value)
        except ValueError as error:
            raise PresetError(self.at(name), PresetProblem.CHOICE, value) from error

    def integer(self, name: str, *, minimum: int | None = None, maximum: int | None = None) -> int:
        value = self._filled(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise PresetError(self.at(name), PresetProblem.TYPE, "whole number")
        self._within(name, Decimal(value), minimum, maximum)
        return value

    def decimal(
        self, name: str, *, minimum: Decimal | int | None = None, maximum: Decimal | int | None = None
    ) -> Decimal:
        """A decimal written as text or as a whole number; a binary float is refused."""
        value = self._filled(name)
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise PresetError(self.at(name), PresetProblem.TYPE, "decimal as text")
        try:
            number = parse_decimal(str(value), scale=_SCALE, precision=_PRECISION)
        except NumberError as error:
            raise PresetError(self.at(name), PresetProblem.NUMBER, error.problem) from error
        self._within(name, number, minimum, maximum)
        return number

    def optional_decimal(
        self, name: str, *, minimum: Decimal | int | None = None, maximum: Decimal | int | None = None
    ) -> Decimal | None:
        """A decimal that may be left out or empty on purpose (no cap, no floor)."""
        return self.decimal(name, minimum=minimum, maximum=maximum) if self.has(name) else None

    def _mapping(self) -> Mapping[str, Any]:
        if not isinstance(self._value, Mapping):
            raise PresetError(self._path, PresetProblem.TYPE, "mapping")
        return self._value

    def _filled(self, name: str) -> Any:
        value = self.raw(name)
        if value is None:
            raise PresetBlank(self.at(name))
        return value

    def _within(
        self, name: str, value: Decimal, minimum: Decimal | int | None, maximum: Decimal | int | None
    ) -> None:
        if minimum is not None and value < minimum:
            raise PresetError(self.at(name), PresetProblem.TOO_SMALL, f"{value} < {minimum}")
        if maximum is not None and value > maximum:
            raise PresetError(self.at(name), PresetProblem.TOO_LARGE, f"{value} > {maximum}")


def parser(read: Callable[[Reader], P]) -> Callable[[Mapping[str, Any]], P]:
    """A function from a preset's value to its policy, made from the policy's `read`; unread names are refused."""

    def parse(value: Mapping[str, Any]) -> P:
        reader = Reader(value)
        policy = read(reader)
        reader.refuse_unread()
        return policy

    return parse


@dataclass(frozen=True, slots=True)
class Filled:
    """A preset that no rule computes with yet: values that the bank filled in, all required ones present."""

    values: Mapping[str, Any]

    @classmethod
    def requiring(cls, *names: str) -> Callable[[Mapping[str, Any]], Filled]:
        """A parser that refuses the preset (PresetBlank) while one of the names is empty."""

        def parse(value: Mapping[str, Any]) -> Filled:
            reader = Reader(value)
            for name in names:
                reader.child(name)
            return cls(dict(value))

        return parse
