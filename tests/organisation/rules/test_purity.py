"""Rules import the standard library, choices and the floor's rules; they run without settings or database."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
APPS = ("organisation", "customers", "services", "complaints", "performance")
MODULES = sorted(path for app in APPS for path in (ROOT / app / "rules").glob("*.py"))


def foreign_imports(app: str, text: str) -> list[str]:
    """Imports that a rule of the app may not have."""
    names = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    allowed = (f"{app}.choices", f"{app}.rules", "organisation.rules")
    return [
        name
        for name in names
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parts[-3]}.{path.stem}")
def test_rules_import_nothing_foreign(path: Path) -> None:
    assert foreign_imports(path.parts[-3], path.read_text(encoding="utf-8")) == []


def test_a_foreign_import_is_found() -> None:
    planted = (
        "from django.db import models\nimport yaml\nfrom customers.choices import Tier\nimport decimal\n"
    )
    assert foreign_imports("customers", planted) == ["django.db", "yaml"]
    assert foreign_imports("services", planted) == ["django.db", "yaml", "customers.choices"]


def test_rules_load_and_compute_without_settings() -> None:
    names = [f"{path.parts[-3]}.rules.{path.stem}" for path in MODULES if path.stem != "__init__"]
    program = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "from customers.presets import PRESETS, shipped\n"
        "from customers.rules.tiering import tier_for\n"
        "print(tier_for(200000, PRESETS['customers.tiering'](shipped()['customers.tiering'].value)).value)\n"
        "from django.conf import settings\nprint(settings.configured)\n"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["PLATINUM", "False"], "")
