"""Lets the first administrator of a new installation in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bankcrm.sign_ins import open_first_admin


class Command(BaseCommand):
    help = "Make the first administrator and print a password once. Refuses when there is one already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("staff_no")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = open_first_admin(staff_no=options["staff_no"], name=options["name"], at=timezone.now())
        except ValueError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{options['staff_no']} {password}")
        self.stdout.write(
            "Sign in, change this password and switch the second factor on. It is not shown again."
        )
