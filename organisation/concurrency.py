"""Two people edit one thing: what only one of them changed is kept, what both changed is shown side by side.

A form on a stored row carries what stood on the page when it was opened (`opened`, signed): the row's version and
its values. The action asks `settle` under the row's lock. Changes that do not touch each other are merged without
a word; where both changed the same field to different values it raises `Stale`, and the page shows the original,
theirs and yours (components/conflict.html) with everything typed still in the form. Saving again overwrites.

A decision is not merged but taken anew: its form carries what the page showed in hidden fields, a version or who holds
the customer, and its action raises `Changed` where that is no longer so (`unchanged`). The view answers with the same
page over what stands now (`say_changed`), and nothing typed is lost.

    form = NeedForm(request.POST or None, row=need)
    if form.is_valid():
        try:
            archive.edit_need(need=need, opened=form.opened, values=form.values, by=request.user, at=now())
        except Stale as stale:
            context = {"form": form.again(stale), "conflict": form.conflict(stale)}
            return htmx.invalid(request, template, context)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Protocol, Self, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.db import connection, models
from django.db.models.options import Options
from django.utils.translation import gettext_lazy as _

SALT = "organisation.concurrency"
Row = TypeVar("Row", bound=models.Model)


class Versioned(Protocol):
    """A row whose `version` grows with every change."""

    pk: Any
    version: int
    _meta: ClassVar[Options[Any]]


def once(uid: UUID, rows: models.QuerySet[Row], **mine: Any) -> Row | None:
    """What the same form made already, sent a second time. The first line of every action that makes a row by `uid`,
    inside its transaction: of two in the same moment the second waits here until the first is stored. `mine` says
    whose row it must be; the uid of another's is no honest form."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(uid.bytes[:8], "big", signed=True)]
        )
    made = rows.filter(uid=uid).first()
    if made is not None and any(getattr(made, name) != value for name, value in mine.items()):
        raise SuspiciousOperation("the form was made for another")
    return made


@dataclass(frozen=True, slots=True)
class Opened:
    """The row as it stood on the page: its version, and its values as texts."""

    version: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed since the page was opened, each to another value."""

    field: str
    original: str
    theirs: str
    yours: str


class Changed(Exception):
    """Somebody was faster: what the page showed is no longer so. `row` is what stands now, where it is one row."""

    def __init__(self, row: Any = None) -> None:
        super().__init__(str(row or ""))
        self.row = row


class Stale(Changed):
    """Somebody else saved the row meanwhile and changed what you changed. `values` are the fields in which you do
    not disagree, `row` is the row as it stands now."""

    def __init__(self, row: Versioned, clashes: tuple[Clash, ...], values: Mapping[str, Any]) -> None:
        super().__init__(row)
        self.clashes = clashes
        self.values = values


def unchanged(row: Versioned, version: int) -> None:
    """Changed unless the row, locked by the caller, has the version that the page showed."""
    if row.version != version:
        raise Changed(row)


def say_changed(form: forms.Form, why: Any, **shown: Any) -> None:
    """Put a form whose action raised Changed over what stands now: `shown` are the hidden fields that say what the
    page shows. What was typed stays, `why` stands above it, and it can be sent again."""
    sent: Any = form.data
    data = sent.copy()
    for name, value in shown.items():
        data[form.add_prefix(name)] = as_text(value)
    form.data = data
    form.add_error(None, why)


def as_text(value: Any) -> str:
    """One text for each value, however it was typed: 1.50 and 1.5 are the same amount."""
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | set):
        return "\n".join(sorted(as_text(one) for one in value))
    return str(value).replace("\r\n", "\n").strip()


def settle(row: Versioned, *, opened: Opened, yours: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be written to the row (locked by the caller), without the fields that stay as they are.

    Opened with phone A and time 9; they saved time 10, you save phone B: written is phone B, and 10 stays. Had you
    saved time 11: Stale, with 9, 10 and 11 side by side.
    """
    clashes: list[Clash] = []
    write: dict[str, Any] = {}
    for name, value in yours.items():
        typed, now = as_text(value), as_text(getattr(row, name))
        before = opened.values.get(name, now) if row.version != opened.version else now
        if typed in (before, now):
            continue
        if now == before:
            write[name] = value
        else:
            clashes.append(Clash(name, before, now, typed))
    if clashes:
        agreed = {name: write.get(name, getattr(row, name)) for name in yours}
        disputed = {clash.field for clash in clashes}
        raise Stale(row, tuple(clashes), {key: value for key, value in agreed.items() if key not in disputed})
    return write


def token(row: Versioned, fields: Mapping[str, Any]) -> str:
    """What the page carries: the version and the values of the fields, signed for this row."""
    values = {name: as_text(getattr(row, name)) for name in fields}
    return signing.dumps({"v": row.version, "f": values}, salt=_salt(row), compress=True)


def _salt(row: Versioned) -> str:
    return f"{SALT}:{row._meta.label_lower}:{row.pk}"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A clash in the words of the page."""

    label: str
    original: str
    theirs: str
    yours: str


class NewForm(forms.Form):
    """A form that makes a row. Its `uid` is decided when the page is opened, so that sending it twice makes one."""

    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("uid", uuid4())

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "uid"}


class EditForm(forms.Form):
    """A form on a stored row with a `version`; its fields have the names of the row's attributes."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, row: Versioned, **options: Any) -> None:
        self.row = row
        super().__init__(data, *args, **options)
        names = [name for name in self.fields if name != "token"]
        self.initial = {name: getattr(row, name) for name in names} | dict(self.initial)
        self.initial["token"] = token(row, dict.fromkeys(names))

    def clean_token(self) -> str:
        given: str = self.cleaned_data["token"]
        try:
            found = signing.loads(given, salt=_salt(self.row))
        except signing.BadSignature as bad:
            raise forms.ValidationError(
                _("This page was opened too long ago; please open it again.")
            ) from bad
        self.opened = Opened(found["v"], found["f"])
        return given

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}

    def again(self, stale: Stale) -> Self:
        """The form once more, with what was typed where you disagree and what was agreed on elsewhere."""
        sent: Any = self.data
        data = sent.copy()
        for name, value in stale.values.items():
            data[self.add_prefix(name)] = as_text(value)
        fresh = type(self)(data, row=stale.row, **self._options())
        data[self.add_prefix("token")] = fresh.initial["token"]
        return fresh

    def _options(self) -> dict[str, Any]:
        """What the constructor takes besides data and row."""
        return {"prefix": self.prefix}

    def conflict(self, stale: Stale) -> list[Disputed]:
        """The clashes in the words of the page."""
        return [
            Disputed(
                str(self.fields[clash.field].label or clash.field),
                *(self._words(clash.field, text) for text in (clash.original, clash.theirs, clash.yours)),
            )
            for clash in stale.clashes
        ]

    def _words(self, name: str, text: str) -> str:
        choices = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(text, text)) if choices else text
