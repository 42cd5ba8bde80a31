"""`manage.py replay CARD` or `manage.py replay --staff NO --date D`: make a card again and compare."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from performance.queries.replaying import card_for_replay, replay


class Command(BaseCommand):
    """Runs the engine on a card's stored inputs with the stored preset version. Ends with 1 on any difference."""

    help = "Make a scorecard again from its stored inputs and name every difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("card", nargs="?", type=int, help="number of the card")
        parser.add_argument("--staff", help="staff number")
        parser.add_argument("--date", type=date.fromisoformat, help="business date of the card")
        parser.add_argument("--from-source", action="store_true", help="read the measures anew as well")

    def handle(self, *args: Any, **options: Any) -> None:
        card = card_for_replay(pk=options["card"], staff_no=options["staff"], on=options["date"])
        if card is None:
            raise CommandError("No such card: give its number, or --staff and --date of a scored night.")
        found = replay(card, from_source=options["from_source"])
        self.stdout.write(
            f"card {card.pk}  {card.staff.staff_no}  {card.business_date}  {card.scheme}"
            f"  preset version {card.preset_version}  total {card.total}"
        )
        for one in found.differences:
            self.stdout.write(f"  {one.what}: stored {one.stored}, found {one.found}")
        checked = "inputs, lines and measures" if found.from_source else "inputs and lines"
        if not found.agrees:
            raise CommandError(f"{len(found.differences)} differences")
        self.stdout.write(f"{found.lines} lines: {checked} agree")
