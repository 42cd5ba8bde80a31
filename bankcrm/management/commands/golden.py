"""`manage.py golden FILE`: run the golden cases of a file and say which passed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from bankcrm import golden
from organisation.golden import GoldenError

BANK_CASES = settings.BASE_DIR.parent / "shared" / "golden.yaml"


class Command(BaseCommand):
    help = "Run golden cases (exact inputs and outputs of the rules) from a YAML file, without a database."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=BANK_CASES, help=f"default: {BANK_CASES}")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        passed = failed = 0
        try:
            for result in golden.run(golden.read(file), today=timezone.localdate()):
                self.stdout.write(str(result))
                passed, failed = passed + result.passed, failed + (not result.passed)
        except GoldenError as error:
            self.stdout.write(str(error))
            failed += 1
        self.stdout.write(f"{passed} passed, {failed} failed")
        if failed:
            raise SystemExit(1)
