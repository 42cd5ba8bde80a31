"""Opens sign-ins of the demonstration and prints them. Refuses outside of it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bankcrm.sign_ins import NoBank, open_demo_accounts


class Command(BaseCommand):
    help = "Demo mode only: give well-known people of the loaded bank the public demo password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo accounts exist in demo mode only (BANKCRM_MODE=demo)")
        try:
            opened = open_demo_accounts(at=timezone.now())
        except NoBank:
            raise CommandError("there is no bank yet: run `manage.py nightly DROP` first") from None
        for line in opened:
            self.stdout.write(f"{line.role or '-'} {line.staff_no} {settings.DEMO_PASSWORD}")
