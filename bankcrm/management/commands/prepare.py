"""Install the shipped presets and the published working calendar where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bankcrm.preparation import prepare


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        presets, years = prepare(at=timezone.now())
        self.stdout.write(f"{presets} presets installed, {years} calendar years published")
