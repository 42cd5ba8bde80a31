"""`manage.py catalogues`: compile the message catalogues, bring them to the code, or hold them against it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bankcrm import catalogues


class Command(BaseCommand):
    help = "Compile the message catalogues where they changed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="list what is missing, doubtful or unused")
        parser.add_argument(
            "--update", action="store_true", help="add new messages and drop unused ones first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["update"]:
            for path in catalogues.update_all():
                self.stdout.write(f"updated {path}")
        for path in catalogues.compile_all():
            self.stdout.write(f"compiled {path}")
        found = list(catalogues.faults()) if options["check"] else []
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} faults in the message catalogues")
