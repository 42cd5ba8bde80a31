"""`manage.py set_up`: everything between new code and the first page, in one process: a start costs seconds."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from bankcrm import catalogues


class Command(BaseCommand):
    help = "Compile the message catalogues, migrate the database and install what a fresh one needs."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogues.compile_all()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("prepare", stdout=self.stdout)
