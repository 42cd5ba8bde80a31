"""《已识别优质客户信息记录表》 as a file: the columns of domain.md A3, names and contacts masked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.queries.referrals import Row
from customers.queries.sight import Sight
from organisation.exports import Cell, Sheet, Written, csv_file, xlsx_file
from organisation.rules import masks

KINDS = ("csv", "xlsx")


def register_file(sight: Sight, rows: Iterable[Row], kind: str) -> Written:
    """The seed names the register and none of its fields; these are the product's until the bank says otherwise."""
    sheet = Sheet(
        _("Register of identified quality customers"),
        [
            _("Date and time"),
            _("Place"),
            _("Referrer"),
            _("Referred by"),
            pgettext("person", "Name"),
            _("Contact"),
            _("Estimated assets"),
            _("Signals"),
            _("Interested in"),
            _("First attempt"),
            _("Receiving manager"),
            _("Status"),
            _("Reward"),
        ],
        [_cells(row) for row in rows],
        widths=(18, 16, 12, 12, 10, 14, 14, 30, 24, 14, 12, 14, 10),
    )
    marks = [
        _("Data as of %(day)s") % {"day": sight.day},
        _("Names and contacts are masked in files."),
        _("The fields are the product's: the source names the register without them (preset)."),
    ]
    if kind == "csv":
        return csv_file(sheet, marks)
    published: datetime = sight.night.published_at
    return xlsx_file([sheet], created=published, marks=marks)


def _cells(row: Row) -> list[Cell]:
    name = row.about.name or ""
    return [
        row.at,
        row.place,
        str(row.referrer_type.label),
        row.referrer,
        name if masks.STAR in name else masks.name(name),
        row.contact or "",
        row.estimated,
        row.signals,
        row.interests,
        row.first_result,
        row.receiver,
        str(row.status.label),
        row.reward,
    ]
