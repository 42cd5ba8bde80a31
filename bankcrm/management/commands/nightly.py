"""Take drops of the data warehouse and close their days."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bankcrm import nightly
from organisation import night_words
from organisation.choices import RunStatus
from organisation.models import NightlyStep
from organisation.nightly.refusal import Refused


class Command(BaseCommand):
    help = "Take drops of the data warehouse and close their days, in order. Exit code 1 when one is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "drops", nargs="+", type=Path, metavar="DROP", help="the folder of a drop, or a folder of drops"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcomes = nightly.run_drops(
                options["drops"], by=None, at=timezone.now(), report=self._tell, ended=self._close
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if not outcomes or not outcomes[-1].ok:
            raise CommandError(outcomes[-1].sentence if outcomes else "")

    def _tell(self, step: NightlyStep) -> None:
        """One line per step."""
        counts = _("%(rows_in)s rows in, %(applied)s applied, %(rejected)s rejected") % {
            "rows_in": step.rows_in,
            "applied": step.rows_applied,
            "rejected": step.rows_rejected,
        }
        self.stdout.write(f"{night_words.step_name(step.name)}: {counts}, {step.seconds} s")

    def _close(self, outcome: nightly.Outcome) -> None:
        if not outcome.ok:
            return
        assert outcome.run is not None
        sentence = (
            _("%(drop)s: published, the pages show %(day)s.")
            if outcome.status == RunStatus.PUBLISHED
            else _("%(drop)s: nothing new, this drop was published before.")
        )
        day = outcome.run.business_date
        self.stdout.write(sentence % {"drop": outcome.drop.name, "day": day.isoformat() if day else ""})
