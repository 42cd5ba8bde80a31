"""Sizes, scope, classes of data, routes, migrations and templates: each check on the project and on a plant."""

from __future__ import annotations

import csv
import textwrap
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import URLPattern, get_resolver, path

from tests.architecture import checks

ROUTE_TABLE = Path(__file__).with_name("routes.csv")
# Routes of libraries: they are guarded by the library, and by the table all the same.
LIBRARY_GUARDS = {"account_": "public", "mfa_": "public", "jsi18n": "public"}


def our_models() -> list[type[models.Model]]:
    """Models written here; history models that the trigger library derives follow the model they track."""
    return [
        model
        for app in checks.APPS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def test_modules_and_functions_are_small() -> None:
    assert [line for file in checks.sources() for line in checks.too_large(file, file.read_text())] == []


def test_a_long_function_is_found() -> None:
    text = "def f():\n" + "    x = 1\n" * 41
    assert checks.too_large(Path("planted.py"), text) == ["planted.py:1 f has 42 lines"]


def test_views_forms_and_api_read_in_scope() -> None:
    looked = [
        file
        for file in checks.sources()
        if file.stem.startswith(("views", "forms")) or "api" in file.parts or "views" in file.parts
    ]
    assert looked
    assert [line for file in looked for line in checks.bare_managers(file, file.read_text())] == []


def test_a_bare_manager_is_found() -> None:
    text = "def view(request):\n    return Customer.objects.get(pk=1)\n"
    assert checks.bare_managers(Path("planted.py"), text) == ["planted.py:2 bare .objects"]
    assert checks.bare_managers(Path("planted.py"), "Customer.objects.visible_to(user)") == []


def test_every_model_is_scoped_or_says_why_not() -> None:
    assert checks.unscoped_models(our_models()) == []


def test_an_unscoped_model_is_found() -> None:
    planted = type("Planted", (), {})
    assert checks.unscoped_models([planted]) == ["Planted"]


def test_every_column_has_a_data_class_and_none_is_c3() -> None:
    assert [line for model in our_models() for line in checks.unclassified(model)] == []


def test_an_unclassified_and_a_c3_column_are_found() -> None:
    class Meta:
        app_label = "planted"

    attributes = {
        "__module__": __name__,
        "Meta": Meta,
        "card_cvv": models.CharField(max_length=3),
        "data_classes": {"id": "NONE", "gone": "NONE"},
    }
    planted = type("PlantedCard", (models.Model,), attributes)
    assert checks.unclassified(planted) == [
        "PlantedCard.card_cvv has no data class",
        "PlantedCard.gone is declared but no column",
        "PlantedCard.card_cvv looks like C3",
    ]


def route_guards() -> dict[str, str]:
    found = {}
    for name, _path, pattern in checks.routes(get_resolver()):
        library = next((guard for start, guard in LIBRARY_GUARDS.items() if name.startswith(start)), "")
        found[name] = checks.guard_of(pattern) or library
    return found


def route_table() -> dict[str, str]:
    with ROUTE_TABLE.open(newline="") as file:
        return {row["route"]: row["permission"] for row in csv.DictReader(file)}


def test_every_route_has_its_permission_and_its_line_in_the_table() -> None:
    assert checks.wrong_routes(route_guards(), route_table()) == []


def test_the_table_names_each_route_once_and_in_order() -> None:
    with ROUTE_TABLE.open(newline="") as file:
        named = [row["route"] for row in csv.DictReader(file)]
    assert named == sorted(set(named))


def test_an_unguarded_and_an_unlisted_route_are_found() -> None:
    planted: URLPattern = path("planted/", lambda request: None, name="planted")
    assert checks.wrong_routes({"planted": checks.guard_of(planted)}, {"gone": "HOME"}) == [
        "planted declares no permission",
        "planted is not in the route table",
        "gone is in the route table but not a route",
    ]


def test_migrations_are_named_by_intent_and_stand_alone() -> None:
    files = [file for app in checks.APPS for file in (checks.ROOT / app).glob("migrations/0*.py")]
    assert files
    assert [line for file in files for line in checks.bad_migration(file, file.read_text())] == []


def test_a_migration_named_auto_is_found() -> None:
    text = "from customers.models import Customer\n"
    assert checks.bad_migration(Path("0007_auto_20260101.py"), text) == [
        "0007_auto_20260101.py is named auto",
        "0007_auto_20260101.py:1 imports customers.models",
    ]


def test_templates_carry_no_script_style_or_foreign_host() -> None:
    files = sorted((checks.ROOT / "templates").rglob("*.html"))
    assert files
    assert [line for file in files for line in checks.unsafe_template(file, file.read_text())] == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<p style='color:red'>",
        '<a onclick="x()">',
        "{{ name|safe }}",
        '<link href="https://cdn.example/x.css">',
    ],
)
def test_an_unsafe_template_is_found(planted: str) -> None:
    assert len(checks.unsafe_template(Path("planted.html"), textwrap.dedent(planted))) == 1


def test_the_driver_is_psycopg2() -> None:
    """Anything that installs psycopg 3 would switch Django to it without a word."""
    assert connection.Database.__name__ == "psycopg2"
