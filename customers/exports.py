"""Lists of customers as files: what the reader sees on the page, with names masked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.choices import Tier
from customers.models import RehearsalMove
from customers.queries.listing import ListRow
from customers.queries.sight import Sight
from organisation.exports import Cell, Sheet, Written, table_file
from organisation.masking import Column
from organisation.rules import masks


def list_file(
    sight: Sight, rows: Iterable[ListRow], kind: str, taken: str, left_out: Iterable[tuple[str, int]] = ()
) -> Written:
    """Rows in the order of the page. No file holds unmasked personal data, so that a name that the reader sees
    in full is masked here; what the reader may not see at all has no column. `taken`: who took it, when and what for;
    `left_out`: why how many customers are not in a file for marketing; both are said in the file itself."""
    assets = sight.sees(Column.ASSETS)
    sheet = Sheet(_("Customers"), _headings(assets), [_cells(row, assets) for row in rows])
    marks = [taken, _("Data as of %(day)s") % {"day": sight.day}, _("Names are masked in files.")]
    marks += [_("Left out: %(why)s: %(count)s") % {"why": why, "count": count} for why, count in left_out]
    return table_file(sheet, kind, created=sight.night.published_at, marks=marks)


def _headings(assets: bool) -> list[str]:
    heads = [
        _("Customer number"),
        pgettext("person", "Name"),
        _("Tier"),
        _("Branch"),
        _("Manager (A)"),
        _("Backup (B)"),
    ]
    if assets:
        heads += [
            _("AUM"),
            _("Month average"),
            _("Change of the day"),
            _("Change this month"),
            _("Next maturity"),
            _("Amount maturing"),
        ]
    return heads


def _cells(row: ListRow, assets: bool) -> list[Cell]:
    tier = str(Tier(row.tier).label) if row.tier else ""
    cells: list[Cell] = [
        row.number,
        masks.name(row.name or ""),
        tier,
        row.branch,
        row.manager or "",
        row.backup or "",
    ]
    if assets:
        cells += [row.aum, row.average, row.change_day, row.change, row.maturity_on, row.maturity_amount]
    return cells


def rehearsal_file(
    sight: Sight, moves: Iterable[RehearsalMove], version: int, kind: str, taken: str
) -> Written:
    """Who would hold another tier under a proposed version, with names masked."""
    heads = [
        _("Customer number"),
        pgettext("person", "Name"),
        _("Tier held"),
        _("Tier rehearsed"),
        _("Month average"),
        _("Month average rehearsed"),
        _("AUM"),
    ]
    rows: list[list[Cell]] = [
        [
            move.customer.customer_no,
            masks.name(move.customer.name),
            move.get_before_display(),
            move.get_after_display(),
            sight.amount(move.average_before),
            sight.amount(move.average_after),
            sight.amount(move.aum),
        ]
        for move in moves
    ]
    sheet = Sheet(_("Tier rehearsal"), heads, rows)
    marks = [
        taken,
        _("Data as of %(day)s") % {"day": sight.day},
        _("Rehearsal of version %(number)s of the tier preset: nothing of this is in force.")
        % {"number": version},
        _("Names are masked in files."),
    ]
    return table_file(sheet, kind, created=sight.night.published_at, marks=marks)
