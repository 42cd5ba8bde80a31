"""The import contracts hold, and each notices the import that it forbids."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import checks

LINTER = Path(sys.executable).with_name("lint-imports")
# contract -> (file, line that it must not contain)
PLANTED = {
    "Apps import downwards only": ("organisation/verdict.py", "import customers.choices"),
    "Files of an app import downwards only": ("customers/rules/radar.py", "import customers.actions"),
    "The floor's own layers": ("organisation/scoping.py", "import organisation.queries"),
    "Rules know no framework": ("performance/rules/scoring.py", "import django.db"),
    "customers is entered by queries, actions and choices": (
        "performance/measures.py",
        "import customers.models",
    ),
    "performance is entered by queries, actions and choices": (
        "bankcrm/views.py",
        "import performance.models",
    ),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-logo", "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )


def test_the_contracts_hold() -> None:
    result = lint(checks.ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("contract", PLANTED)
def test_a_forbidden_import_is_found(contract: str, tmp_path: Path) -> None:
    shutil.copy(checks.ROOT / ".importlinter", tmp_path)
    for app in checks.APPS:
        shutil.copytree(
            checks.ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("__pycache__", "*.yaml")
        )
    file, line = PLANTED[contract]
    planted = tmp_path / file
    planted.write_text(planted.read_text() + f"\n{line}\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
