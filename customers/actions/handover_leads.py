"""The prospects and referrals of somebody who hands over: given away with the list, none is left behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import cycle

from django.db import transaction
from django.utils.translation import gettext as _

from customers.actions import prospects, referrals
from customers.actions.handover import locked, settle
from customers.choices import AlertStatus
from customers.models import Alert, Handover, HandoverItem, Referral
from customers.permissions import handover as permissions
from customers.queries.handover_leads import WHY, WORKED, prospects_with, referrals_with
from organisation import audit
from organisation.models import Staff

GIVEN = "handover.leads"


@transaction.atomic
def give(*, handover: Handover, receivers: Sequence[Staff], by: Staff, at: datetime) -> int:
    """Give everything that the giver still follows up to the receivers in turn, the referrals of a person together
    with the person; answers how many went. They move at once, as the head gives single ones."""
    row = locked(handover)
    permissions.may_allocate(by, row).enforce()
    turn, reason, given = cycle(receivers), _("Handover"), 0
    for person in list(prospects_with(row.giver)):
        to = next(turn)
        prospects.assign(prospect=person, to=to, by=by, at=at)
        of_person = Referral.objects.unscoped(WHY).filter(prospect=person, receiver=row.giver)
        for one in of_person.filter(status__in=WORKED):
            referrals.hand_over(referral=one, to=to, reason=reason, by=by, at=at)
        given += 1
    for one in list(referrals_with(row.giver)):
        referrals.hand_over(referral=one, to=next(turn), reason=reason, by=by, at=at)
        given += 1
    numbers = [one.staff_no for one in receivers]
    audit.record(by=by, action=GIVEN, target=row, at=at, after={"items": given, "receivers": numbers})
    settle(row, by=by, at=at)
    return given


def go_along(item: HandoverItem, receiver: Staff, *, by: Staff, at: datetime) -> None:
    """What the giver was doing with a customer who is taken over as A: the referrals worked on and the open alerts.
    Part of the transaction in which the receiver accepts."""
    giver_id = item.handover.giver_id
    rows = Referral.objects.unscoped(WHY).filter(customer=item.customer_id, receiver=giver_id)
    for one in rows.filter(status__in=WORKED):
        referrals.hand_over(referral=one, to=receiver, reason=_("Handover"), by=by, at=at)
    alerts = Alert.objects.unscoped(WHY).filter(
        customer=item.customer_id, owner=giver_id, status=AlertStatus.OPEN
    )
    for alert in alerts:
        alert.owner, alert.owner_chosen, alert.version = receiver, False, alert.version + 1
        alert.save(update_fields=["owner", "owner_chosen", "version"])
