"""Plays the daily work of the demonstration on the loaded bank. Refuses outside of it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bankcrm.demo.work.play import play
from bankcrm.demo.work.stage import NothingLoaded


class Command(BaseCommand):
    help = "Demo mode only: referrals, prospects, alerts and the rest of the past weeks' work, once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "the work of the demonstration is played in demo mode only (BANKCRM_MODE=demo)"
            )
        try:
            played = play(clock=timezone.now())
        except NothingLoaded:
            raise CommandError("there is no bank yet: run `manage.py nightly DROP` first") from None
        for name in played:
            self.stdout.write(name)
