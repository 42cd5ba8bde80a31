"""Validation in SQL made from the specs: each bad row gets one reason, the good rows stay in the typed table.

Order within a table: shape of the rows put aside; limits, conditions and references over all rows; duplicate keys;
clashes between rows; the tree that rows of a table form among themselves. Tables are taken in the order of the specs,
so that a row that names a rejected row is rejected too. Rejects are gathered in staging.rejects; the ledger gets its
copy from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection

from organisation.nightly import staging
from organisation.nightly.shapes import code_sql, literal
from organisation.nightly.specs import ColumnSpec, RowCheck, TableSpec
from organisation.nightly.staging import Staged

WORK_MEMORY = "64MB"
KEPT = 10_000  # rejects of one file that are kept row by row
LONGEST_VALUE = 400  # characters of a rejected value that are kept before masking


@dataclass(frozen=True, slots=True)
class Validated:
    """What validating one table found: rows = valid + rejected + duplicates."""

    valid: int
    rejected: int
    duplicates: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def absent(spec: TableSpec) -> int:
    """How many stored rows a full drop does not name. They are kept; the ledger tells their number."""
    if not spec.stored_in:
        return 0
    key = spec.column(spec.key[0]).joined
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {spec.stored_in} t"
            f' WHERE NOT EXISTS (SELECT 1 FROM {spec.staged} s WHERE s."{key}" = t."{key}")'
        )
        return int(cursor.fetchone()[0])


def begin() -> None:
    """Room for the rejects, and memory to hold the keys of a large table at once, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL work_mem = '{WORK_MEMORY}'")
        cursor.execute("DROP TABLE IF EXISTS staging.rejects")
        cursor.execute(
            'CREATE UNLOGGED TABLE staging.rejects ("table" text, line bigint, "column" text, value text, code text,'
            " branch_id bigint)"
        )


def validate(
    spec: TableSpec, specs: Mapping[str, TableSpec], here: frozenset[str], as_of: date, staged: Staged
) -> Validated:
    """Validate the staged rows of one table. `here`: the tables of the drop, for references within it."""
    if staged.put_aside:
        _shape(spec)
    _analyze(spec)
    wrong = _conditions(spec, specs, here, as_of)
    twice = not staged.ascending and _any_twice(spec)
    # A mere question may be answered by several processes, a statement that writes may not; so large files, which
    # are mostly sound, are asked first.
    if staged.rows > staging.MANY and not (wrong and _finds(wrong)):
        wrong = ""
    if not staged.numbered and (twice or wrong):
        staging.number(spec, staged.first)
    if wrong:
        _reject(spec, wrong)
    duplicates = _duplicates(spec) if twice else 0
    for clash in spec.clashes:
        _clash(spec, clash)
    if spec.parent:
        _tree(spec, specs, here)
    with connection.cursor() as cursor:
        cursor.execute('SELECT count(*) FROM staging.rejects WHERE "table" = %s', [spec.name])
        rejected = cursor.fetchone()[0]
    return Validated(staged.rows - rejected - duplicates, rejected, duplicates)


def _analyze(spec: TableSpec) -> None:
    """A small sample is enough for the plans of the night, which depend on the number of rows."""
    _run("SET LOCAL default_statistics_target = 10")
    _run(f"ANALYZE {spec.staged}")
    _run("RESET default_statistics_target")


def _run(sql: str, params: Any = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _reject(spec: TableSpec, select: str, source: str = "") -> int:
    """Put aside the rows that `select` gives as (line, column, value, code), and take them out of the good ones.
    `source` is the table they stand in, the typed one unless told: it leads to the branch they belong to."""
    found = _run(
        f'INSERT INTO staging.rejects ("table", line, "column", value, code)'
        f" SELECT '{spec.name}', line, \"column\", left(value, {LONGEST_VALUE}), code FROM ({select})"
        ' AS bad (line, "column", value, code)'
    )
    if found and spec.branch_sql:
        _run(
            f"UPDATE staging.rejects j SET branch_id = {spec.branch_sql} FROM {source or spec.staged} r"
            ' WHERE j."table" = %(table)s AND j.line = r.line AND j.branch_id IS NULL AND j.line IN'
            ' (SELECT line FROM staging.rejects WHERE "table" = %(table)s ORDER BY line LIMIT %(kept)s)',
            {"table": spec.name, "kept": KEPT},
        )
    if found:
        _run(
            f'DELETE FROM {spec.staged} WHERE line IN (SELECT line FROM staging.rejects WHERE "table" = %s)',
            [spec.name],
        )
    return found


def _shape(spec: TableSpec) -> None:
    """Give each row put aside its first fault; take the sound ones into the typed table after all."""
    tries = " ".join(
        f"WHEN {code} IS NOT NULL THEN ARRAY['{column.name}', r.\"{column.name}\", {code}]"
        for column in spec.columns
        for code in [f"({code_sql(column)})"]
    )
    _reject(
        spec,
        f"""SELECT line, COALESCE(fault[1], ''), COALESCE(fault[2], ''), fault[3] FROM (
                SELECT r.line, CASE
                    WHEN r."_fault" IS NOT NULL
                    THEN ARRAY[r."_column", to_jsonb(r) ->> r."_column", r."_fault"] {tries} END AS fault
                FROM {spec.raw} r OFFSET 0) AS tried
            WHERE fault IS NOT NULL""",
        spec.raw,
    )
    names = ", ".join(f'"{name}"' for name in spec.typed)
    typed = ", ".join(f'r."{name}"::{sql_type}' for name, sql_type in spec.typed.items())
    _run(
        f"INSERT INTO {spec.staged} (line, {names}) SELECT r.line, {typed} FROM {spec.raw} r WHERE NOT EXISTS"
        ' (SELECT 1 FROM staging.rejects j WHERE j."table" = %s AND j.line = r.line)',
        [spec.name],
    )


def _conditions(spec: TableSpec, specs: Mapping[str, TableSpec], here: frozenset[str], as_of: date) -> str:
    """SQL for limits, conditions and references over typed values, in one pass; a row gets the first it breaks."""
    checks = [
        RowCheck("after_drop", column.name, f"s.\"{column.name}\" > DATE '{as_of.isoformat()}'")
        for column in spec.columns
        if column.not_after_drop
    ]
    checks += spec.checks
    joins: list[str] = []
    for place, column in enumerate(spec.columns):
        if column.references and not _within(spec, column):
            joined, missing = _reference(column, specs, here, place)
            joins += joined
            checks.append(RowCheck("unknown_reference", column.name, missing))
    return _first_broken(spec, checks, joins) if checks else ""


def _finds(select: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({select}) AS bad")
        return bool(cursor.fetchone()[0])


def _first_broken(spec: TableSpec, checks: Sequence[RowCheck], joins: Sequence[str]) -> str:
    first = {
        what: "CASE " + " ".join(f"WHEN {check.wrong} THEN {give(check)}" for check in checks) + " END"
        for what, give in {
            "column": lambda check: literal(check.column),
            "value": lambda check: f's."{check.column}"::text',
            "code": lambda check: literal(check.code),
        }.items()
    }
    return (
        f"SELECT s.line, {first['column']}, {first['value']}, {first['code']}"
        f" FROM {spec.staged} s {' '.join(joins)} WHERE {' OR '.join(f'({check.wrong})' for check in checks)}"
    )


def _within(spec: TableSpec, column: ColumnSpec) -> bool:
    """Whether the column names rows of its own table."""
    return any(target.startswith(f"{spec.name}.") for target in column.references)


def _reference(
    column: ColumnSpec, specs: Mapping[str, TableSpec], here: frozenset[str], place: int
) -> tuple[list[str], str]:
    """Joins to every place where the row that the column names may be, and the condition that it is in none."""
    joins: list[str] = []
    missing = [f's."{column.name}" IS NOT NULL']
    for target in column.references:
        table, _dot, name = target.partition(".")
        homes = [specs[table].stored_in, *([specs[table].staged] if table in here else [])]
        for home in homes:
            alias = f"r{place}_{len(joins)}"
            key = specs[table].column(name).joined
            joins.append(f'LEFT JOIN {home} {alias} ON {alias}."{key}" = s."{column.joined}"')
            missing.append(f'{alias}."{key}" IS NULL')
    return joins, " AND ".join(missing)


def _twice(spec: TableSpec) -> tuple[str, str]:
    """The columns of the key, and SQL for the keys that come more than once."""
    key = ", ".join(f'"{name}"' for name in spec.key)
    return key, f"SELECT {key} FROM {spec.staged} GROUP BY {key} HAVING count(*) > 1"


def _any_twice(spec: TableSpec) -> bool:
    return bool(_run(f"{_twice(spec)[1]} LIMIT 1"))


def _duplicates(spec: TableSpec) -> int:
    """Rows of one key: equal ones count once, different ones are all wrong. The number of equal rows left out."""
    key, twice = _twice(spec)
    values = ", ".join(f'"{name}"' for name in spec.names)
    _reject(
        spec,
        f"""SELECT line, '{spec.key[0]}', "{spec.key[0]}"::text, 'duplicate_key' FROM {spec.staged}
            WHERE ({key}) IN (SELECT {key} FROM (SELECT DISTINCT {values} FROM {spec.staged}
                WHERE ({key}) IN ({twice})) AS variants GROUP BY {key} HAVING count(*) > 1)""",
    )
    return _run(
        f"""DELETE FROM {spec.staged} WHERE line IN (SELECT line FROM (
            SELECT line, row_number() OVER (PARTITION BY {key} ORDER BY line) AS place FROM {spec.staged}
            WHERE ({key}) IN ({twice})) AS same WHERE place > 1)"""
    )


def _clash(spec: TableSpec, clash: RowCheck) -> None:
    _reject(
        spec,
        f"""SELECT a.line, '{clash.column}', a."{clash.column}"::text, '{clash.code}' FROM {spec.staged} a
            WHERE EXISTS (SELECT 1 FROM {spec.staged} b WHERE b.line <> a.line AND {clash.wrong})""",
    )


def _tree(spec: TableSpec, specs: Mapping[str, TableSpec], here: frozenset[str]) -> None:
    """References of a table to itself: gone over until no row falls out any more; then every chain must end."""
    joins, missing = _reference(spec.column(spec.parent), specs, here, 0)
    check = RowCheck("unknown_reference", spec.parent, missing)
    while _reject(spec, _first_broken(spec, [check], joins)):
        pass
    _rootless(spec)


def _rootless(spec: TableSpec) -> None:
    """Rows whose chain of parents goes in a circle. Rows of the file stand in for the stored ones they replace;
    `parent_id` is the stored table's own link."""
    key, parent = spec.key[0], spec.parent
    _reject(
        spec,
        f"""WITH RECURSIVE node AS (
                SELECT "{key}" AS key, "{parent}" AS parent FROM {spec.staged}
                UNION ALL
                SELECT t."{key}", p."{key}" FROM {spec.stored_in} t
                LEFT JOIN {spec.stored_in} p ON p.id = t.parent_id
                WHERE NOT EXISTS (SELECT 1 FROM {spec.staged} s WHERE s."{key}" = t."{key}")
            ), reached AS (
                SELECT key FROM node WHERE parent IS NULL
                UNION SELECT node.key FROM node JOIN reached ON node.parent = reached.key
            )
            SELECT line, '{parent}', "{parent}", 'no_root' FROM {spec.staged}
            WHERE "{key}" NOT IN (SELECT key FROM reached)""",
    )
