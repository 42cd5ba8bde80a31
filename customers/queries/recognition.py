"""Who stands in the lobby? A customer of the branch, shown by tier, greeting and manager and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from customers import search
from customers.choices import Greeting, MatchKind, RelationshipRole, Tier
from customers.models import Customer, CustomerDay, Relationship
from customers.policies import RECEPTION
from customers.queries.merged import survivor
from customers.queries.search_hashes import (
    NUMBER,
    TAIL,
    by_identity,
    by_identity_tail,
    by_phone,
    by_phone_tail,
    hashed,
)
from customers.queries.sight import Sight
from customers.rules.reception import ReceptionPolicy, greeting
from organisation.models import Absence
from organisation.scoping import Subject

SHOWN = 4
LOOKED_AT = 60  # rows of one last four digits that a name is looked for in
WHY = "of customers of the branch, found before"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose customer it is; `away` today."""

    staff_id: int
    name: str
    away: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that a colleague at the door is told. `name` and `number` only where the customer is in the reader's own
    scope anyway."""

    pk: int
    tier: str
    greeting: Greeting | None
    manager: Holder | None
    stands_in: Holder | None
    name: str | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    rows: tuple[Recognised, ...]
    found: int
    by: MatchKind | None
    policy: ReceptionPolicy


def recognise(sight: Sight, text: str, on: date) -> Answer:
    """The customers of the branch whom the text names: by number, whole phone or identity number, last four
    characters, or the whole name; a number and (the beginning of) a name together narrow each other. At
    most nine queries."""
    policy = RECEPTION.on(on)
    number, name = _parts(text)
    for kind, condition in _conditions(number, name):
        rows = Customer.objects.filter(condition).visible_to(sight.staff, subject=Subject.WALK_IN)
        asked = rows.annotate(survivor=survivor()).order_by("customer_no")[:LOOKED_AT]
        found = _persons(sight, [row for row in asked if _fits(row, kind, name)])
        if found:
            return Answer(recognised(sight, found[:SHOWN], on, policy), len(found), kind, policy)
    return Answer((), 0, None, policy)


def _persons(sight: Sight, rows: list[Any]) -> list[Customer]:
    """Each person once: a record that was merged into another is answered by the other, if that one is of the branch.
    No query where nobody was merged."""
    merged = {row.survivor for row in rows if row.survivor}
    if not merged:
        return rows
    seen = Customer.objects.filter(pk__in=merged).visible_to(sight.staff, subject=Subject.WALK_IN)
    known = {one.pk: one for one in seen}
    persons = [known.get(row.survivor) if row.survivor else row for row in rows]
    return list({one.pk: one for one in persons if one is not None}.values())


def recognised(
    sight: Sight, customers: Iterable[Customer], on: date, policy: ReceptionPolicy
) -> tuple[Recognised, ...]:
    """These customers of the branch as a colleague at the door may know them. Four queries."""
    found = list(customers)
    keys = [one.pk for one in found]
    tiers = tiers_of(sight, keys)
    held = holders(keys, on)
    own = set(Customer.objects.filter(pk__in=keys).visible_to(sight.staff).values_list("pk", flat=True))
    answer = []
    for one in found:
        tier, people = tiers.get(one.pk, ""), held.get(one.pk, {})
        manager = people.get(RelationshipRole.A)
        answer.append(
            Recognised(
                pk=one.pk,
                tier=tier,
                greeting=greeting(Tier(tier), policy) if tier else None,
                manager=manager,
                stands_in=_stands_in(people) if manager is None or manager.away else None,
                name=sight.name(one.name) if one.pk in own else None,
                number=one.customer_no if one.pk in own else "",
            )
        )
    return tuple(answer)


def tiers_of(sight: Sight, customer_ids: Iterable[int]) -> Mapping[int, str]:
    """The tier of each in the night. One query."""
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=sight.run_id, customer__in=list(customer_ids))
    return dict(rows.values_list("customer_id", "tier"))


def holders(customer_ids: Iterable[int], on: date) -> Mapping[int, Mapping[str, Holder]]:
    """Who looks after each of these customers on the day, by role. Two queries."""
    rows = (
        Relationship.objects.unscoped(WHY)
        .filter(customer__in=list(customer_ids), period__contains=on)
        .select_related("staff")
    )
    found = list(rows)
    away = set(
        Absence.objects.unscoped(WHY)
        .filter(staff__in={row.staff_id for row in found}, period__contains=on)
        .values_list("staff_id", flat=True)
    )
    held: dict[int, dict[str, Holder]] = {}
    for row in found:
        absent = row.staff_id in away or not row.staff.is_active
        held.setdefault(row.customer_id, {})[row.role] = Holder(row.staff_id, row.staff.name, absent)
    return held


def _stands_in(people: Mapping[str, Holder]) -> Holder | None:
    """A custodian before the backup, of those who are there."""
    others = [holder for role, holder in sorted(people.items(), reverse=True) if role != RelationshipRole.A]
    return next((holder for holder in others if not holder.away), None)


def _parts(text: str) -> tuple[str, str]:
    """The number and the name that were typed: 4821 王 is 4821 and 王."""
    words = text.split()
    numbers = [word for word in words if re.search(r"\d", search.normalise(word))]
    names = [word for word in words if word not in numbers]
    return search.normalise("".join(numbers)), " ".join(names)


def _conditions(number: str, name: str) -> Iterator[tuple[MatchKind, Q]]:
    if number and NUMBER.fullmatch(number):
        if TAIL.fullmatch(number):
            yield MatchKind.PHONE_TAIL, by_phone_tail(number)
            yield MatchKind.IDENTITY_TAIL, by_identity_tail(number)
        else:
            yield MatchKind.NUMBER, Q(customer_no=number.upper())
            yield MatchKind.PHONE, by_phone(number)
            yield MatchKind.IDENTITY, by_identity(number)
    elif name:
        yield MatchKind.NAME, hashed(lambda key: Q(name_tokens__contains=[search.whole_token(name, key)]))


def _fits(customer: Customer, kind: MatchKind, name: str) -> bool:
    """By name alone only the whole name counts, or one could read the customers of a branch letter by letter."""
    wanted, own = search.normalise(name), search.normalise(customer.name)
    return own == wanted if kind is MatchKind.NAME else own.startswith(wanted)
