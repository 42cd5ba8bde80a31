"""What holds for the code itself, as functions from what is looked at to the sentences of what is wrong.

Each is used twice: on the project, where it must find nothing, and on a planted violation, which it must find.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.db import models
from django.urls import URLPattern, URLResolver

ROOT = Path(__file__).resolve().parents[2]
APPS = ("bankcrm", "performance", "services", "complaints", "customers", "organisation")
MODULE_LINES = 300
FUNCTION_LINES = 40
# Columns that would be authentication data of a customer (JR/T 0171 class C3): the portal has none.
C3 = re.compile(
    r"(^|_)(cvv|cvn|pin|pin_code|track|track2|card_expiry|otp|trade_password|query_password)($|_)"
)


def sources(*, suffix: str = ".py") -> Iterator[Path]:
    """The files of the apps, without migrations."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob(f"*{suffix}")):
            if "migrations" not in path.parts:
                yield path


def too_large(path: Path, text: str) -> list[str]:
    """Modules over 300 lines and functions over 40."""
    found = []
    lines = len(text.splitlines())
    if lines > MODULE_LINES:
        found.append(f"{path}: {lines} lines")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{path}:{node.lineno} {node.name} has {length} lines")
    return found


def bare_managers(path: Path, text: str) -> list[str]:
    """Uses of `Model.objects` in views, forms and api that are not followed by visible_to or a stated reason."""
    found = []
    tree = ast.parse(text)
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            above = parents.get(node)
            if not (isinstance(above, ast.Attribute) and above.attr in {"visible_to", "unscoped"}):
                found.append(f"{path}:{node.lineno} bare .objects")
    return found


def unscoped_models(found: Iterable[type[models.Model]]) -> list[str]:
    """Models that neither declare a scope nor say why they have none."""
    return [
        model.__name__
        for model in found
        if not getattr(model, "scope_rule", None) and not getattr(model, "unscoped_reason", "")
    ]


def unclassified(model: type[models.Model]) -> list[str]:
    """Columns without a data class, classes without a column, and names of C3 data."""
    columns = {
        field.name
        for field in model._meta.get_fields()
        if getattr(field, "column", None) or isinstance(field, models.ManyToManyField)
    }
    declared = set(getattr(model, "data_classes", {}))
    wrong = [f"{model.__name__}.{name} has no data class" for name in sorted(columns - declared)]
    wrong += [f"{model.__name__}.{name} is declared but no column" for name in sorted(declared - columns)]
    wrong += [f"{model.__name__}.{name} looks like C3" for name in sorted(columns) if C3.search(name)]
    return wrong


def routes(
    resolver: URLResolver, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every route as (name with namespace, path, pattern)."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, path, inner)
        else:
            yield f"{namespace}{entry.name or path}", path, entry


def guard_of(pattern: URLPattern) -> str:
    """The declared permission, `public`, or an empty text when the route declares nothing."""
    view = pattern.callback
    view_class = getattr(view, "cls", None) or getattr(view, "view_class", None)
    for holder in (view, view_class):
        if getattr(holder, "public_reason", ""):
            return "public"
        permission = getattr(holder, "permission", None)
        if permission:
            return str(permission)
    return ""


def wrong_routes(found: Mapping[str, str], table: Mapping[str, str]) -> list[str]:
    """Routes without a guard, absent from the table, changed, or in the table but gone."""
    wrong = [f"{name} declares no permission" for name, guard in found.items() if not guard]
    wrong += [f"{name} is not in the route table" for name in found if name not in table]
    wrong += [f"{name} is in the route table but not a route" for name in table if name not in found]
    wrong += [
        f"{name} asks for {guard}, the table says {table[name]}"
        for name, guard in found.items()
        if name in table and guard != table[name]
    ]
    return wrong


def bad_migration(path: Path, text: str) -> list[str]:
    """Names that say nothing, and imports of our own apps that a later change would break."""
    wrong = [f"{path} is named auto"] if "_auto_" in path.name else []
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        wrong += [
            f"{path}:{node.lineno} imports {name}"
            for name in names
            if name.split(".")[0] in APPS and name != "organisation.models.staff"
        ]
    return wrong


_INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "inline style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape off"),
    "another host": re.compile(r"(src|href|action)\s*=\s*[\"']https?://", re.I),
}


def unsafe_template(path: Path, text: str) -> list[str]:
    """Inline script or style, event attributes, unescaped output, requests to another host."""
    return [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1} {what}"
        for what, pattern in _INLINE.items()
        for match in pattern.finditer(text)
    ]


def incomplete_catalogue(entries: Iterable[tuple[str, bool]]) -> list[str]:
    """Messages that have no translation or a doubtful one; entries are (message, translated)."""
    return [message for message, translated in entries if not translated]
