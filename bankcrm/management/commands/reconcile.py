"""`manage.py reconcile`: the average assets of a period from the history, to hold against the bank's own figures."""

import csv
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from customers.averages import By, averages
from organisation.queries import published


class Command(BaseCommand):
    help = "Print key,average: daily average assets of a period by bank, branch, manager or customer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="start", type=date.fromisoformat, required=True, help="first day, YYYY-MM-DD"
        )
        parser.add_argument(
            "--to", dest="end", type=date.fromisoformat, required=True, help="last day, YYYY-MM-DD"
        )
        parser.add_argument("--by", choices=[one.value for one in By], default=By.BANK.value)

    def handle(self, *args: Any, start: date, end: date, by: str, **options: Any) -> None:
        if end < start:
            raise CommandError(_("The period ends before it begins."))
        night = published()
        if night is None:
            raise CommandError(_("No night has been published yet."))
        if end > night.business_date:
            raise CommandError(
                _("The data end with %(day)s: nobody knows the balances of later days.")
                % {"day": night.business_date}
            )
        lines = csv.writer(self.stdout, lineterminator="\n")
        lines.writerow(["key", "average"])
        lines.writerows((one.key, one.average) for one in averages(by=By(by), start=start, end=end))
