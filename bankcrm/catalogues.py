"""The message catalogues: what the code says, what is translated, and the compiled files, without gettext's
programs.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

APPS = ("bankcrm", "performance", "services", "complaints", "customers", "organisation")
# Function -> which argument is the message, which its plural, which ("c") its context; None: the first argument.
Places = tuple[int | tuple[int, str], ...] | None
KEYWORDS: dict[str, Places] = {
    "gettext": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The source language needs no translation: its catalogue serves plural forms and wordings that differ from
# the code.
SOURCE = "en"
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdif]|\{[a-z_0-9]+\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a reader of this language would notice."""

    locale: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.locale}: {self.what}: {self.text!r}"


def extract() -> Catalog:
    """Every message of the code and of the templates, with where it stands."""
    catalog = Catalog()
    root = Path(settings.BASE_DIR)
    for path, source in _sources(root):
        keywords: Any = dict.fromkeys(KEYWORDS)
        found = extract_python(io.BytesIO(source.encode()), keywords, [], {"encoding": "utf-8"})
        for line, function, messages, _comments in found:
            # None where the text is no literal: then it is marked elsewhere.
            told = _told(str(function), cast(Sequence[str | None], messages or ()))
            for context, message in told:
                catalog.add(message, None, locations=[(str(path.relative_to(root)), line)], context=context)
    return catalog


def compile_all() -> list[Path]:
    """Writes the .mo files that are missing or older than their .po; returns those written."""
    written = []
    for path in _catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        draft = target.with_suffix(".mo.new")
        with open(draft, "wb") as handle:
            write_mo(handle, _read(path))
        draft.replace(target)
        written.append(target)
    return written


def update_all() -> list[Path]:
    """Brings the .po files to the code: new messages empty, unused ones dropped, nothing guessed."""
    template = extract()
    for path in _catalogues():
        catalog = _read(path)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with open(path, "wb") as handle:
            write_po(handle, catalog, width=100, sort_output=True, include_lineno=False)
    return _catalogues()


def faults() -> Iterator[Fault]:
    """Messages without a translation, doubtful ones, lost placeholders, and translations nobody uses."""
    template = extract()
    present = {path.parent.parent.name for path in _catalogues()}
    for code, _name in settings.LANGUAGES:
        if to_locale(code) not in present:
            yield Fault(to_locale(code), "has no catalogue", code)
    for path in _catalogues():
        locale = path.parent.parent.name
        catalog = _read(path)
        for message in template:
            if message.id:
                yield from _message_faults(locale, message, catalog.get(message.id, message.context))
        for message in catalog:
            if message.id and template.get(message.id, message.context) is None:
                yield Fault(locale, "no longer in the code", _text(message))


def _message_faults(locale: str, wanted: Message, found: Message | None) -> Iterator[Fault]:
    if found is None:
        yield Fault(locale, "not in the catalogue", _text(wanted))
        return
    if found.fuzzy:
        yield Fault(locale, "marked as doubtful", _text(wanted))
    given = found.string if isinstance(found.string, tuple | list) else (found.string,)
    if locale != SOURCE and not all(given):
        yield Fault(locale, "not translated", _text(wanted))
    asked = set(PLACEHOLDER.findall(_text(wanted)))
    for text in given:
        used = set(PLACEHOLDER.findall(text or ""))
        # A plural form may leave its number out; none may use a name that the code does not give.
        if text and (used - asked or (not wanted.pluralizable and used != asked)):
            yield Fault(locale, "other placeholders than the code", _text(wanted))


def _text(message: Message) -> str:
    return str(message.id[-1]) if isinstance(message.id, tuple | list) else str(message.id)


def _told(
    function: str, messages: Sequence[str | None]
) -> Iterator[tuple[str | None, str | tuple[str, ...]]]:
    """The context and the message (or its two forms) of one call."""
    parts = [messages] if isinstance(messages, str) else list(messages)
    context = None
    forms = []
    for place in KEYWORDS[function] or (1,):
        index = place[0] if isinstance(place, tuple) else place
        text = parts[index - 1] if index <= len(parts) else None
        if not text:
            return
        if isinstance(place, tuple):
            context = text
        else:
            forms.append(text)
    yield context, tuple(forms) if len(forms) > 1 else forms[0]


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")
    for path in sorted(path for path in (root / "templates").rglob("*") if path.suffix in {".html", ".txt"}):
        yield path, _as_python(path.read_text(encoding="utf-8"), path)


def _as_python(template: str, path: Path) -> str:
    """Django turns a template into calls of gettext amid filler; the calls are kept, each on its line."""
    kept = []
    for line in templatize(template, origin=str(path)).splitlines():
        calls = re.findall(
            r"\b(?:n?p?gettext|_)\((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[\s,]|\w)*\)", line
        )
        kept.append("; ".join(calls))
    return "\n".join(kept)


def _catalogues() -> list[Path]:
    return sorted(
        path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/django.po")
    )


def _read(path: Path) -> Catalog:
    with open(path, "rb") as handle:
        return read_po(handle, locale=path.parent.parent.name, domain="django")
