"""Take the pictures of the tour from a portal of its own with a demo bank."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("test-results/tour"))
        parser.add_argument("--only", default="", help="part of the name of a stop")
        parser.add_argument("--cut", type=int, default=0, help="at most so many pixels high")

    def handle(self, *args: Any, out: Path, only: str, cut: int, **options: Any) -> None:
        from bankcrm import tour  # the browser driver is a tool of development, absent in production

        taken = tour.take(out, settings.BANKCRM_HOME / "tour", only, cut)
        self.stdout.write(f"{len(taken)} pictures in {out}")
