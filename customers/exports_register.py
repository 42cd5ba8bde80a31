"""A register as a file: the fields of the page in their order, names masked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from customers.choices import Tier
from customers.queries.registers import Look, Table, Value
from customers.queries.sight import Sight
from organisation.exports import Cell, Sheet, Written, table_file
from organisation.rules import masks


def register_file(sight: Sight, table: Table, kind: str, taken: str, about: Sequence[str] = ()) -> Written:
    """`taken`: who took the file, when and what for; `about`: what the reader narrowed the register to; both are said
    in the file itself."""
    sheet = Sheet(
        table.title,
        [heading.text for heading in table.headings],
        [[_cell(value) for value in line.values] for line in table.lines],
        widths=[heading.width for heading in table.headings],
    )
    marks = [
        taken,
        _("Data as of %(day)s") % {"day": sight.day},
        *about,
        _("Names and contacts are masked in files."),
    ]
    marks.append(_("Source of the fields: %(source)s") % {"source": table.source} if table.source else _own())
    return table_file(sheet, kind, created=sight.night.published_at, marks=marks)


def _own() -> str:
    return _("The fields are the product's: the source names the register without them (preset).")


def _cell(value: Value) -> Cell:
    found = value.value
    if value.heading.look is Look.NAME and found:
        return masks.name(str(found))
    if value.heading.look is Look.NOTE and found:
        return masks.note(str(found))
    if value.heading.look is Look.TIER:
        return str(Tier(found).label) if found else ""
    cell: Cell = found
    return cell
