"""What becomes of the customers of one member of staff, in numbers: for those who keep staff and see no customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from customers.choices import LASTING_ROLES, Goes, RelationshipRole
from customers.models import Handover, Relationship
from customers.queries.handover import HandoverRow, row_of
from customers.queries.handover_leads import prospects_with, referrals_with
from organisation.models import Staff
from organisation.queries import heads_of

WHY = "how many customers somebody has and how far they are handed over; the caller has the person in scope"


@dataclass(frozen=True, slots=True)
class Standing:
    """How much somebody looks after, the newest handover of it, and who decides on it. `reachable`: the reader may
    open the handover."""

    as_a: int
    as_b: int
    leads: int
    handover: HandoverRow | None
    heads: list[Staff]
    reachable: bool

    @property
    def anything(self) -> bool:
        return bool(self.as_a or self.as_b or self.leads)


def standing(reader: Staff, person: Staff, on: date) -> Standing:
    """Seven queries."""
    held = Relationship.objects.unscoped(WHY).filter(
        staff=person, period__contains=on, role__in=LASTING_ROLES
    )
    counted = held.aggregate(
        a=Count("pk", filter=Q(role=RelationshipRole.A)), b=Count("pk", filter=Q(role=RelationshipRole.B))
    )
    waits = Q(items__moved_on=None) & ~Q(items__goes=Goes.NOTHING)
    rows = Handover.objects.unscoped(WHY).filter(giver=person).select_related("branch")
    newest = rows.annotate(
        total=Count("items"),
        waiting=Count("items", filter=waits),
        unsent=Count("items", filter=waits & Q(items__part=None)),
    ).first()
    posting = person.posting_on(on)
    branch = newest.branch if newest else posting.branch if posting else None
    return Standing(
        as_a=counted["a"],
        as_b=counted["b"],
        leads=prospects_with(person).count() + referrals_with(person).count(),
        handover=row_of(newest) if newest else None,
        heads=heads_of(branch, on) if branch else [],
        reachable=newest is not None and Handover.objects.visible_to(reader).filter(pk=newest.pk).exists(),
    )
