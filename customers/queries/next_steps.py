"""What is to be done about one customer next, from everything that has a day: the soonest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from customers.models import Customer, CustomerDay
from customers.queries import alerts, archive, files
from customers.queries.sight import Sight
from organisation.masking import Column
from organisation.roles import Permission


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: what, by when, and the panel of the page that has it."""

    what: str
    on: date
    days_left: int
    panel: str

    @property
    def late(self) -> bool:
        return self.days_left < 0


def is_told(sight: Sight) -> bool:
    """Whether the reader is told of anything that is open: a reader of the tier only is not."""
    known = {Permission.ALERT_VIEW, Permission.ARCHIVE_VIEW} & sight.staff.permissions
    return bool(known) or sight.sees(Column.ASSETS)


def next_steps(
    sight: Sight, customer: Customer, row: CustomerDay | None, *, today: date
) -> tuple[NextStep, ...]:
    """Open alerts, promised needs, the file's next check, a document that expires, days that matter and the next
    maturity, as far as the reader may see each. Days are counted from today, not from the day of the figures. Five
    queries; none for a reader of the tier only."""
    found: list[tuple[str, date, str]] = []
    permissions = sight.staff.permissions
    if Permission.ALERT_VIEW in permissions:
        found += [
            (str(alert.kind.label), alert.due_on, "alerts") for alert in alerts.open_alerts(sight, customer)
        ]
    if Permission.ARCHIVE_VIEW in permissions:
        found += _from_the_file(sight, customer, today)
    if sight.sees(Column.ASSETS) and row is not None and row.next_maturity_on:
        found.append((_("Maturity"), row.next_maturity_on, "accounts"))
    steps = [NextStep(what, on, (on - today).days, panel) for what, on, panel in found]
    return tuple(sorted(steps, key=lambda step: step.on))


def _from_the_file(sight: Sight, customer: Customer, today: date) -> list[tuple[str, date, str]]:
    policies = files.policies()
    reads_notes = sight.full(Column.NOTES)
    ahead = today + timedelta(days=policies.archive.expiry_warning_days)
    found = [
        (f"{need.kind}: {need.text}" if reads_notes else need.kind, need.due_on, "needs")
        for need in archive.needs(sight, customer)
        if need.open and need.due_on
    ]
    found += [
        (line.kind, line.next_on, "dates")
        for line in archive.dates(sight, customer, today)
        if line.next_on and line.next_on <= ahead
    ]
    due_on = archive.next_check_of(sight, customer, policies.period)
    if due_on and due_on <= ahead:
        found.append((_("Check of the file"), due_on, "verification"))
    expires = sight.unless_absent(Column.PROFILE, customer.id_valid_to)
    if expires and expires <= ahead:
        found.append((_("Identity document expires"), expires, "verification"))
    return found
