"""Validation in SQL made from the specs: each bad row gets one reason, the good rows stay in the typed table.

Order within a table: shape of the rows put aside, then over all rows limits and conditions, duplicate keys,
clashes between rows, references. Tables are taken in the order of the specs, so that a row that names a rejected
row is rejected too. Rejects are gathered in staging.rejects; the ledger gets its copy from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection

from organisation.nightly import patterns
from organisation.nightly.specs import ColumnSpec, Kind, RowCheck, TableSpec

LONGEST_VALUE = 400  # characters of a rejected value that are kept before masking
_SHAPES = {
    Kind.CODE: "not_a_code",
    Kind.DATE: "not_a_date",
    Kind.DECIMAL: "not_a_number",
    Kind.INTEGER: "not_a_number",
    Kind.FLAG: "not_a_flag",
    Kind.PERIOD: "not_a_period",
    Kind.TEXT: "unknown_choice",
}


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
    key = spec.key[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {spec.stored_in} t"
            f' WHERE NOT EXISTS (SELECT 1 FROM {spec.staged} s WHERE s."{key}" = t."{key}")'
        )
        return int(cursor.fetchone()[0])


def begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staging.rejects")
        cursor.execute(
            'CREATE UNLOGGED TABLE staging.rejects ("table" text, line bigint, "column" text, value text, code text,'
            " branch_id bigint)"
        )


def validate(
    spec: TableSpec, specs: Mapping[str, TableSpec], here: frozenset[str], as_of: date, rows: int
) -> Validated:
    """Validate the staged rows of one table. `here`: the tables of the drop, for references within it."""
    if _run(f"SELECT 1 FROM {spec.raw} LIMIT 1"):
        _shape(spec)
    _conditions(spec, as_of)
    duplicates = _duplicates(spec)
    for clash in spec.clashes:
        _clash(spec, clash)
    _references(spec, specs, here)
    if spec.parent:
        _rootless(spec)
    _run(f"ANALYZE {spec.staged}")
    with connection.cursor() as cursor:
        cursor.execute('SELECT count(*) FROM staging.rejects WHERE "table" = %s', [spec.name])
        rejected = cursor.fetchone()[0]
    return Validated(rows - rejected - duplicates, rejected, duplicates)


def _run(sql: str, params: object = None) -> int:
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
            ' WHERE j."table" = %s AND j.line = r.line AND j.branch_id IS NULL',
            [spec.name],
        )
    if found:
        _run(
            f'DELETE FROM {spec.staged} WHERE line IN (SELECT line FROM staging.rejects WHERE "table" = %s)',
            [spec.name],
        )
    return found


def _shape(spec: TableSpec) -> None:
    """Give each row put aside its first fault; take the sound ones into the typed table after all."""
    tries = ", ".join(
        f"({position}, '{column.name}', r.\"{column.name}\", {shape_code(column)})"
        for position, column in enumerate(spec.columns)
    )
    _reject(
        spec,
        f"""SELECT r.line, COALESCE(r."_column", ''), COALESCE(to_jsonb(r) ->> r."_column", ''), r."_fault"
            FROM {spec.raw} r WHERE r."_fault" IS NOT NULL
            UNION ALL
            SELECT r.line, v.name, v.value, v.code FROM {spec.raw} r CROSS JOIN LATERAL (
                SELECT * FROM (VALUES {tries}) AS tries (position, name, value, code)
                WHERE code IS NOT NULL ORDER BY position LIMIT 1) AS v
            WHERE r."_fault" IS NULL""",
        spec.raw,
    )
    names = ", ".join(f'"{name}"' for name in spec.names)
    typed = ", ".join(f'"{column.name}"::{column.sql_type}' for column in spec.columns)
    _run(
        f"INSERT INTO {spec.staged} (line, {names}) SELECT line, {typed} FROM {spec.raw}"
        ' WHERE line NOT IN (SELECT line FROM staging.rejects WHERE "table" = %s)',
        [spec.name],
    )


def shape_code(column: ColumnSpec) -> str:
    """SQL that gives the code of what is wrong with a text in this column, or NULL."""
    value = f'r."{column.name}"'
    when = [f"WHEN {value} IS NULL THEN {'NULL' if not column.required else _text('missing_value')}"]
    when.append(f"WHEN length({value}) > {max(column.max_length, 80)} THEN 'too_long'")
    if column.kind is Kind.TEXT and not column.choices:
        when.append(f"WHEN length({value}) > {column.max_length} THEN 'too_long'")
        when.append(f"WHEN strpos({value}, U&'\\FFFD') > 0 THEN 'replacement_character'")
        return f"CASE {' '.join(when)} END"
    whole = f"{value} ~ {_text(f'^(?:{patterns.value(column)})$')}"
    when.append(f"WHEN {whole} THEN NULL")
    when += [f"WHEN {value} ~ {_text(f'^{shape}$')} THEN {_text(code)}" for shape, code in _near(column)]
    return f"CASE {' '.join(when)} ELSE '{_SHAPES[column.kind]}' END"


def _near(column: ColumnSpec) -> list[tuple[str, str]]:
    """Values that are wrong in a way that has a better name than its kind's."""
    if column.kind is Kind.DATE:
        in_range = f"{patterns.YEARS}{patterns.DATE_SHAPE.removeprefix('[0-9]{4}')}"
        return [(in_range, "impossible_date"), (patterns.DATE_SHAPE, "date_out_of_range")]
    if column.kind is Kind.CODE:
        return [("[0-9A-Za-z_-]+", "too_long")]
    if column.kind is Kind.INTEGER:
        low = [(patterns.INTEGER_SHAPE.replace("-?", "-"), "too_small")] if column.minimum is not None else []
        return [*low, (patterns.INTEGER_SHAPE, "too_large")]
    if column.kind is Kind.DECIMAL:
        whole = "-?(?:0|[1-9][0-9]{0,%d})" % (column.digits - column.places - 1)
        fits = "-?(?:0|[1-9][0-9]{0,60})(?:[.][0-9]{1,%d})?" % column.places
        low = [(f"-{whole.removeprefix('-?')}(?:[.][0-9]{{1,{column.places}}})?", "too_small")]
        return [
            *(low if column.minimum is not None else []),
            (fits, "too_large"),
            (patterns.DECIMAL_SHAPE, "too_many_decimals"),
        ]
    return []


def _conditions(spec: TableSpec, as_of: date) -> None:
    """Limits and conditions over typed values, in one pass; a row gets the first that it breaks."""
    checks = [
        RowCheck("after_drop", column.name, f"\"{column.name}\" > DATE '{as_of.isoformat()}'")
        for column in spec.columns
        if column.not_after_drop
    ]
    checks += spec.checks
    if not checks:
        return
    any_wrong = " OR ".join(f"({check.wrong})" for check in checks)
    first = {
        what: "CASE " + " ".join(f"WHEN {check.wrong} THEN {give(check)}" for check in checks) + " END"
        for what, give in {
            "column": lambda check: _text(check.column),
            "value": lambda check: f'"{check.column}"::text',
            "code": lambda check: _text(check.code),
        }.items()
    }
    _reject(
        spec,
        f"SELECT line, {first['column']}, {first['value']}, {first['code']} FROM {spec.staged} WHERE {any_wrong}",
    )


def _duplicates(spec: TableSpec) -> int:
    """Rows of one key: equal ones count once, different ones are all wrong. The number of equal rows left out."""
    key = ", ".join(f'"{name}"' for name in spec.key)
    values = ", ".join(f'"{name}"' for name in spec.names)
    twice = f"SELECT {key} FROM {spec.staged} GROUP BY {key} HAVING count(*) > 1"
    if not _run(f"{twice} LIMIT 1"):
        return 0
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


def _references(spec: TableSpec, specs: Mapping[str, TableSpec], here: frozenset[str]) -> None:
    """Rows that name something neither stored nor valid in this drop. A table that names itself is gone over until
    nothing falls out any more."""
    for column in spec.columns:
        if not column.references:
            continue
        select = _dangling(spec, column, specs, here)
        within = any(target.startswith(f"{spec.name}.") for target in column.references)
        while _reject(spec, select) and within:
            pass


def _dangling(
    spec: TableSpec, column: ColumnSpec, specs: Mapping[str, TableSpec], here: frozenset[str]
) -> str:
    missing = []
    for target in column.references:
        table, _dot, name = target.partition(".")
        missing.append(
            f'NOT EXISTS (SELECT 1 FROM {specs[table].stored_in} t WHERE t."{name}" = s."{column.name}")'
        )
        if table in here:
            missing.append(
                f'NOT EXISTS (SELECT 1 FROM {specs[table].staged} t WHERE t."{name}" = s."{column.name}")'
            )
    return (
        f"SELECT s.line, '{column.name}', s.\"{column.name}\"::text, 'unknown_reference' FROM {spec.staged} s"
        f' WHERE s."{column.name}" IS NOT NULL AND {" AND ".join(missing)}'
    )


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


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
