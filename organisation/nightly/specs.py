"""What a table of the extracts looks like. Each app declares its own tables; validation is SQL made from this.

A spec says shape (kind, length, digits), whether a value must be there, the closed list it must come from and
which other table it names. Nothing here reads a file or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from organisation.choices import DataClass


class Kind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "TEXT"  # free text
    CODE = "CODE"  # a number or code that names something: ASCII letters, digits, - _ .
    DATE = "DATE"  # YYYY-MM-DD, a day that exists
    DECIMAL = "DECIMAL"  # ASCII digits, point, no exponent, no leading zero, no separators
    INTEGER = "INTEGER"
    FLAG = "FLAG"  # Y or N
    PERIOD = "PERIOD"  # 2024, 2024Q4 or 2024-12


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column. `required`: the header has it and no value is empty. `needed`: the header has it, values may be
    empty. A column that is neither may be missing from the file; its values are then null, and that is noted."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    needed: bool = False
    max_length: int = 200
    digits: int = 18  # of a DECIMAL: digits in all, as in numeric(digits, places)
    places: int = 2
    minimum: int | None = None  # of a DECIMAL or INTEGER
    choices: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # "customers.customer_no": one of these tables must hold the value
    data_class: DataClass = DataClass.NONE
    mask: str = ""  # a function of organisation.rules.masks; a C2 value without one is hidden wholly
    chinese: bool = False  # the bank writes it in Chinese: used to tell GB18030 from UTF-8
    not_after_drop: bool = False  # of a DATE: a day after the drop's as_of cannot be known yet
    hashed: Callable[[bytes], bytes] | None = None  # keyed hash by which rows are joined: the value is sealed

    @property
    def joined(self) -> str:
        """The column, of staging and of the stored table alike, by which rows are told apart and joined."""
        return f"{self.name}_hash" if self.hashed else self.name

    @property
    def sql_type(self) -> str:
        """The column's type in staging.<table>."""
        return {
            Kind.DATE: "date",
            Kind.DECIMAL: f"numeric({self.digits},{self.places})",
            Kind.INTEGER: "integer",
            Kind.FLAG: "boolean",
        }.get(self.kind, "text")


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A condition over columns of one row: `wrong` is SQL over the typed row "s", true when the row is wrong."""

    code: str
    column: str
    wrong: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of the contract: its key, its columns and where its rows live once applied."""

    name: str
    key: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    stored_in: str = ""  # database table that holds rows named by `references`; "" when nothing names them
    branch_sql: str = ""  # the id of the branch a rejected row "r" (texts) belongs to, as SQL
    checks: tuple[RowCheck, ...] = ()
    parent: str = ""  # the column that names a row's parent in the same table: every chain must reach a root
    clashes: tuple[RowCheck, ...] = ()  # over pairs of rows "a" and "b" of one file: both are wrong

    def column(self, name: str) -> ColumnSpec:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def hashed(self) -> tuple[ColumnSpec, ...]:
        return tuple(column for column in self.columns if column.hashed)

    @property
    def typed(self) -> dict[str, str]:
        """The columns of staging.<table> with their types: keyed hashes, then what stands in the file."""
        hashes = {column.joined: "bytea" for column in self.hashed}
        return hashes | {column.name: column.sql_type for column in self.columns}

    @property
    def raw(self) -> str:
        """The table of texts, as they stand in the file."""
        return f"staging.raw_{self.name}"

    @property
    def staged(self) -> str:
        """The table of valid, typed rows: `line` and the columns under their names in the file (quote "from")."""
        return f"staging.{self.name}"


def in_order(specs: Iterable[TableSpec]) -> dict[str, TableSpec]:
    """The specs by name; a table must stand after the tables it names (itself aside)."""
    ordered: dict[str, TableSpec] = {}
    for spec in specs:
        for column in spec.columns:
            for target in column.references:
                table = target.partition(".")[0]
                if table != spec.name and table not in ordered:
                    raise ValueError(f"{spec.name} stands before {table}, which it names")
        ordered[spec.name] = spec
    return ordered
