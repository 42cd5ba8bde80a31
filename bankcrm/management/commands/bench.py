"""`manage.py bench`: measure loads, nights and pages against bare SQL, in a database made for it and dropped."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bankcrm.bench import run
from bankcrm.bench.readers import BenchFailed
from bankcrm.bench.scratch import BenchBusy


class Command(BaseCommand):
    help = "Measure our load, night and pages against COPY, plain SQL and a floor page, in a database of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--customers", type=int, default=20_000, help="size of the bank (default 20000)")
        parser.add_argument("--rounds", type=int, default=run.ROUNDS, help="measured rounds (default 3)")
        parser.add_argument(
            "--growth", action="store_true", help="also the night at four times the size, and along a quarter"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("A bench has no place in production: BANKCRM_MODE is not demo.")
        size = {"customers": options["customers"], "rounds": options["rounds"]}
        try:
            result = run.bench(**size, say=self.stdout.write)
            if options["growth"]:
                run.growth(**size, say=self.stdout.write)
        except (BenchFailed, BenchBusy) as problem:
            raise CommandError(str(problem)) from problem
        if result.faults:
            raise CommandError("\n".join(["Wrong on any machine:", *result.faults]))
