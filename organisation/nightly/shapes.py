"""What is wrong with the text of a cell, as SQL that gives a code: for the rows that the quick way did not take."""

from __future__ import annotations

from organisation.nightly import patterns
from organisation.nightly.specs import ColumnSpec, Kind

_SHAPES = {
    Kind.CODE: "not_a_code",
    Kind.DATE: "not_a_date",
    Kind.DECIMAL: "not_a_number",
    Kind.INTEGER: "not_a_number",
    Kind.FLAG: "not_a_flag",
    Kind.PERIOD: "not_a_period",
    Kind.TEXT: "unknown_choice",
}


def code_sql(column: ColumnSpec) -> str:
    """SQL that gives the code of what is wrong with a text in this column, or NULL."""
    value = f'r."{column.name}"'
    when = [f"WHEN {value} IS NULL THEN {'NULL' if not column.required else literal('missing_value')}"]
    when.append(f"WHEN length({value}) > {max(column.max_length, 80)} THEN 'too_long'")
    if column.kind is Kind.TEXT and not column.choices:
        when.append(f"WHEN length({value}) > {column.max_length} THEN 'too_long'")
        when.append(f"WHEN strpos({value}, U&'\\FFFD') > 0 THEN 'replacement_character'")
        return f"CASE {' '.join(when)} END"
    whole = f"{value} ~ {literal(f'^(?:{patterns.value(column)})$')}"
    when.append(f"WHEN {whole} THEN NULL")
    when += [f"WHEN {value} ~ {literal(f'^{shape}$')} THEN {literal(code)}" for shape, code in _near(column)]
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
        whole, places = column.digits - column.places - 1, column.places
        fits = f"-?(?:0|[1-9][0-9]{{0,60}})(?:[.][0-9]{{1,{places}}})?"
        low = [(patterns.DECIMAL % ("-", whole, places), "too_small")]
        return [
            *(low if column.minimum is not None else []),
            (fits, "too_large"),
            (patterns.DECIMAL_SHAPE, "too_many_decimals"),
        ]
    return []


def literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
