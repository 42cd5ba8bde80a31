"""Who of the receivers of a handover may have which customer, and why not: the guards of an assignment, asked for
many customers at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.choices import AssignmentProblem, Goes, PlanReason, RelationshipRole
from customers.permissions.assignment import verdict
from customers.permissions.handover import is_for_head
from customers.policies import CAPACITY
from customers.queries.assignment import Size, people, sizes
from customers.queries.sharing import heads_among, proposal
from customers.rules.handover import HandoverPolicy
from organisation.choices import Post
from organisation.verdict import refused

if TYPE_CHECKING:
    from customers.models import HandoverItem
    from organisation.models import Staff

_UNPLACED: Mapping[PlanReason, str | Promise] = {
    PlanReason.NOBODY: gettext_lazy(
        "A rule stands against each of the chosen people. Choose one alone to read which."
    ),
    PlanReason.NO_ROOM: gettext_lazy(
        "Each of the chosen people has as many customers as the preset allows. Choose further people."
    ),
    PlanReason.TORN_HOUSEHOLD: gettext_lazy(
        "No one of the chosen people may take the whole household. Give its members out one by one."
    ),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """Who gets an item, and the sentence for each that nobody gets."""

    receivers: Mapping[int, Staff] = field(default_factory=dict)
    against: Mapping[int, str] = field(default_factory=dict)


# A head is no manager and has no manager's grade; problem loans are the head's all the same.
_WAIVED_FOR_HEAD = (AssignmentProblem.NOT_A_MANAGER, AssignmentProblem.GRADE_TOO_LOW)


def share_out(
    items: Sequence[HandoverItem], receivers: Sequence[Staff], *, on: date, policy: HandoverPolicy
) -> Shared:
    """Divide the items among the receivers: to the only one, or among several as the planner would (a household
    to one person, then whoever has the fewest customers). A head among several gets the problem loans and nothing
    else. Whom a rule stands against is left out."""
    placed: dict[int, Staff] = {}
    against: dict[int, str] = {}
    if len(receivers) == 1:
        placed = {item.pk: receivers[0] for item in items}
    else:
        heads = heads_among(receivers, on)
        for head in (one for one in receivers if one.pk in heads):
            placed |= {item.pk: head for item in items if is_for_head(item, policy)}
        rest = [item for item in items if item.pk not in placed]
        for place in proposal(rest, [one for one in receivers if one.pk not in heads], on):
            if place.receiver is None:
                against[place.item] = str(_UNPLACED[place.why])
            else:
                placed[place.item] = place.receiver
    for receiver in receivers:
        customers = [item for item in items if placed.get(item.pk) == receiver]
        against |= against_receiver(customers, receiver, on=on, policy=policy)
    return Shared({key: who for key, who in placed.items() if key not in against}, against)


def against_receiver(
    items: Collection[HandoverItem], receiver: Staff, *, on: date, policy: HandoverPolicy
) -> Mapping[int, str]:
    """The sentences against giving the relationships to the receiver on the day, by item; those against whom
    nothing stands are not in it. The customer's backup may become the primary: the other role ends with it."""
    wanted = [item for item in items if item.goes != Goes.NOTHING]
    person = people([receiver], on)[receiver.pk]
    facts, capacity = sizes([item.customer for item in wanted], on), CAPACITY.on(on)
    head = person.post == Post.BRANCH_HEAD
    taking = dict.fromkeys(RelationshipRole.values, 0)
    found: dict[int, str] = {}
    for item in wanted:
        size = without_backup(facts[item.customer_id], item, receiver)
        answer = verdict(
            person,
            size,
            role=item.role,
            on=on,
            capacity=capacity,
            taking=taking[item.role] + 1,
            waived=_WAIVED_FOR_HEAD if head and is_for_head(item, policy) else (),
        )
        if receiver.pk == item.handover.giver_id:
            answer = refused(_("Giver and receiver must be two persons."))
        if answer:
            taking[item.role] += 1
        else:
            found[item.pk] = answer.reason
    return found


def without_backup(size: Size, item: HandoverItem, receiver: Staff) -> Size:
    """The customer as if the receiver were not its backup, where the item is to make them the primary."""
    backup = RelationshipRole.B.value
    if item.role != RelationshipRole.A or size.holders.get(backup) != receiver.pk:
        return size
    return replace(size, holders={role: who for role, who in size.holders.items() if role != backup})
