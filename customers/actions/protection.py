"""Looking at what is protected: a reveal of masked data, a search by number, and the taking of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from customers.choices import REVEALED_OFTEN, LookKind, RevealField, RevealReason
from customers.models import Customer, TakenFile
from customers.permissions import customer_data
from customers.queries.detail import in_full, profile
from customers.queries.sight import Sight
from customers.rules.limits import RevealPolicy
from organisation import audit
from organisation.queries import times_done

if TYPE_CHECKING:
    from organisation.models import Staff


REVEAL, EXPORT, OPEN = LookKind.REVEAL.value, LookKind.TAKEN.value, LookKind.OPEN.value
SEARCH = "customer.search"
AN_HOUR = timedelta(hours=1)
REVEAL_PROSPECT = "prospect.reveal"
REVEALS = (REVEAL, REVEAL_PROSPECT)  # share one quota


@dataclass(frozen=True, slots=True)
class Revealed:
    """The value to show once, and for how long."""

    value: str
    seconds: int


class RevealsSpent(Exception):
    """The person has revealed as often as the preset allows in an hour."""


@transaction.atomic
def reveal(
    *,
    customer: Customer,
    field: RevealField,
    reason: RevealReason,
    words: str,
    policy: RevealPolicy,
    sight: Sight,
    at: datetime,
) -> Revealed | None:
    """Show one masked field of one customer, or None when the hour's reveals are spent."""
    customer_data.may_reveal(sight.staff).enforce()
    masked = getattr(profile(sight, customer), field.value) or ""
    why = f"{reason.value}: {words}"
    write = partial(
        audit.record,
        by=sight.staff,
        action=REVEAL,
        target=customer,
        field=field.value,
        after=masked,
        reason=why,
    )
    return revealed(write, lambda: in_full(customer, field), policy=policy, by=sight.staff, at=at)


def revealed(
    write: Callable[..., object], value: Callable[[], str], *, policy: RevealPolicy, by: Staff, at: datetime
) -> Revealed | None:
    """The value, once the trail has its row (`write`), in the same transaction: without a row there is no value.
    None when the hour's reveals, of customers and prospects together, are spent; that attempt is on record too."""
    try:
        with transaction.atomic():
            # Writers of the trail queue, so that of several requests at once each counts those before it.
            write(at=at)
            times = sum(times_done(by=by, action=one, since=at - AN_HOUR) for one in REVEALS)
            if policy.spent(times - 1):
                raise RevealsSpent
    except RevealsSpent:
        write(at=at, result="REFUSED")
        _tell(by, policy.per_hour, policy, at, result="REFUSED")
        return None
    if policy.unusual(times):
        _tell(by, times, policy, at)
    return Revealed(value(), policy.seconds_shown)


def _tell(by: Staff, times: int, policy: RevealPolicy, at: datetime, *, result: str = "OK") -> None:
    """Tell the head that somebody looks unusually often: once an hour for the share, once for the limit."""
    if times_done(by=by, action=REVEALED_OFTEN, since=at - AN_HOUR, result=result):
        return
    after = {"times": times, "per_hour": policy.per_hour}
    audit.record(by=by, action=REVEALED_OFTEN, target=by, at=at, after=after, result=result)


@transaction.atomic
def note_open(*, customer: Customer, by: Staff, at: datetime) -> None:
    """Put on record that somebody opened the customer's page: once an hour, however often it is loaded."""
    if not times_done(by=by, action=OPEN, since=at - AN_HOUR, target=customer):
        audit.record(by=by, action=OPEN, target=customer, at=at)


@transaction.atomic
def note_export(
    *, by: Staff, rows: int, sha256: str, query: str, kind: str, at: datetime, numbers: Iterable[str]
) -> None:
    """Put on record that a file of customers was taken: how many rows, which filter, its hash, and by their numbers
    whom it named."""
    audit.record(
        by=by,
        action=EXPORT,
        target="customers.customer:list",
        at=at,
        after={"rows": rows, "sha256": sha256, "filter": query, "kind": kind},
    )
    named = Customer.objects.unscoped("the rows were read in the reader's scope")
    keys = named.filter(customer_no__in=set(numbers)).values_list("pk", flat=True)
    TakenFile.objects.create(at=at, staff=by, customer_ids=list(keys))


@transaction.atomic
def note_search(*, by: Staff, found: int, at: datetime) -> None:
    """Put on record that somebody searched by a whole phone or identity number; not which."""
    audit.record(by=by, action=SEARCH, target="customers.customer:number", at=at, after={"found": found})
