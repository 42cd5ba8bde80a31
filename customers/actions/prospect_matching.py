"""Prospects whom the core has opened as customers: found by keyed hash, confirmed by a person; and those who expire.

The search runs on the beat, not in the night: it sees what a night has published within a minute, and also the
prospect that is typed in at noon and was opened last week.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers.actions.assignment import move
from customers.actions.prospects import WHY, held, line, set_status
from customers.actions.referral_course import close_with
from customers.choices import LeadMove, MatchBy, ProspectStatus, RelationshipRole, RelationshipSource
from customers.models import Prospect, ProspectMatch, Referral
from customers.models.prospect import OPEN
from customers.models.referral import RUNNING
from customers.permissions import prospects as permissions
from customers.permissions.assignment import may_take
from organisation import audit

if TYPE_CHECKING:
    from organisation.models import Staff

MATCH = "prospect.match"
CONVERT = "prospect.convert"
EXPIRE = "prospect.expire"
MOST = 500  # rows of one sweep; the next one comes a minute later

_FIND = """
    INSERT INTO customers_prospectmatch (prospect_id, customer_id, by, found_at)
    SELECT DISTINCT ON (found.prospect_id, found.customer_id) found.prospect_id, found.customer_id, found.by, %s
    FROM (
        SELECT p.id AS prospect_id, c.id AS customer_id, %s AS by, 0 AS place
        FROM customers_prospect p JOIN customers_customer c ON c.id_hash = p.id_hash
        WHERE p.status IN %s AND p.id_hash <> ''::bytea
        UNION ALL
        SELECT p.id, c.id, %s, 1
        FROM customers_prospect p JOIN customers_customer c ON c.phone_hash = p.phone_hash
        WHERE p.status IN %s AND p.phone_hash <> ''::bytea
    ) found
    ORDER BY found.prospect_id, found.customer_id, found.place
    ON CONFLICT (prospect_id, customer_id) DO NOTHING
"""


@transaction.atomic
def find_matches(at: datetime) -> int:
    """Customers of the core with the identity or phone number of an open prospect, each found once. One statement on
    the indexes of the hashes; safe to run twice at once."""
    states = tuple(state.value for state in OPEN)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [at, MatchBy.IDENTITY, states, MatchBy.PHONE, states])
        return int(cursor.rowcount)


@transaction.atomic
def decide(*, match: ProspectMatch, same: bool, take: bool, by: Staff, at: datetime) -> Prospect:
    """Say whether the customer is the person. If so the prospect ends as a customer; `take` makes whoever followed
    up the customer's A where there is none. A decision is taken once."""
    prospect = held(match.prospect)
    permissions.may_edit(by, prospect).enforce()
    row = ProspectMatch.objects.unscoped(WHY).select_for_update().get(pk=match.pk)
    if row.same is not None:
        return prospect
    row.same, row.decided_by, row.decided_at = same, by, at
    row.save()
    audit.record(by=by, action=MATCH, target=prospect, at=at, after={"same": same, "by": row.by})
    if not same:
        line(prospect, LeadMove.NOT_THE_SAME, at=at, by=by)
        return prospect
    return _convert(prospect, row, take=take, by=by, at=at)


def _convert(prospect: Prospect, match: ProspectMatch, *, take: bool, by: Staff, at: datetime) -> Prospect:
    """Through REGISTERED where nobody had said so: the account at the core says it."""
    customer = match.customer
    if prospect.status != ProspectStatus.REGISTERED:
        set_status(prospect, ProspectStatus.REGISTERED, next_on=None, at=at)
    line(prospect, LeadMove.CONVERTED, at=at, by=by, to=ProspectStatus.ASSIGNED)
    prospect = set_status(prospect, ProspectStatus.ASSIGNED, next_on=None, at=at, customer=customer)
    if take:
        on, role, owner = timezone.localdate(at), RelationshipRole.A, prospect.owner or by
        may_take(customer=customer, staff=owner, role=role, on=on).enforce()
        day = date_format(timezone.localdate(prospect.identified_at), "Y-m-d")
        source, why = RelationshipSource.REFERRAL, _("Prospect since %(day)s") % {"day": day}
        move(customer=customer, role=role, to=owner, source=source, reason=why, by=by, at=at)
    close_with(prospect, by=by, at=at)
    audit.record(by=by, action=CONVERT, target=prospect, at=at, after=customer.customer_no)
    return prospect


def expire(at: datetime) -> int:
    """Prospects that led nowhere within the days of the preset; one that a referral still works goes with it."""
    done = 0
    running = Referral.objects.unscoped(WHY).filter(status__in=RUNNING, prospect__isnull=False)
    for _turn in range(MOST):
        with transaction.atomic():
            due = Prospect.objects.unscoped(WHY).filter(
                status__in=OPEN, expires_on__lt=timezone.localdate(at)
            )
            due = due.exclude(pk__in=running.values("prospect")).order_by("pk")
            row = due.select_for_update(skip_locked=True).first()
            if row is None:
                return done
            line(row, LeadMove.EXPIRED, at=at, by=None, to=ProspectStatus.EXPIRED)
            set_status(row, ProspectStatus.EXPIRED, next_on=None, at=at)
            audit.record(by=None, action=EXPIRE, target=row, at=at)
            done += 1
    return done
