"""`manage.py demo_bank`: write the drops of a demonstration bank. It never touches the database."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from bankcrm.demo.bank import DEFAULT_AS_OF, generate


class Command(BaseCommand):
    help = "Write the nightly drops of a demonstration bank; load them with the nightly command."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder that receives the drops")
        parser.add_argument("--customers", type=int, default=2000, help="how many customers (default 2000)")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)"
        )
        parser.add_argument(
            "--as-of", type=date.fromisoformat, default=DEFAULT_AS_OF, help="last business date"
        )
        parser.add_argument("--months", type=int, default=12, help="months of history before the last one")
        parser.add_argument("--days", type=int, default=3, help="business days with a drop of their own")
        parser.add_argument("--replace", action="store_true", help="write over the drops of the same days")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                _("A demonstration bank has no place in production: BANKCRM_MODE is not demo.")
            )
        try:
            summary = generate(
                options["out"],
                customers=options["customers"],
                seed=options["seed"],
                as_of=options["as_of"],
                months=options["months"],
                days=options["days"],
                replace=options["replace"],
            )
        except (ValueError, FileExistsError) as problem:
            raise CommandError(str(problem)) from problem
        for folder in summary.folders:
            self.stdout.write(str(folder))
        self.stdout.write(
            _("%(customers)d customers, %(staff)d staff, %(branches)d branches, %(drops)d drops")
            % {
                "customers": options["customers"],
                "staff": summary.staff,
                "branches": summary.branches,
                "drops": len(summary.folders),
            }
        )
