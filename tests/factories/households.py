"""Customers who belong together."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import HouseholdKind, HouseholdStatus, Kinship, MemberChange
from customers.models import Customer, Household, HouseholdChange, HouseholdMember
from organisation.models import Staff
from tests.factories.organisation import BEGIN, NOW


def household(
    *members: Customer, by: Staff, confirmed_by: Staff | None = None, since: date = BEGIN
) -> Household:
    """Proposed by one person, and confirmed where another is named."""
    made = Household.objects.create(
        branch=members[0].home_branch,
        kind=HouseholdKind.FAMILY,
        status=HouseholdStatus.CONFIRMED if confirmed_by else HouseholdStatus.PROPOSED,
        reason="户口簿",
        proposed_by=by,
        proposed_at=NOW,
        decided_by=confirmed_by,
        decided_at=NOW if confirmed_by else None,
    )
    for at, one in enumerate(members):
        HouseholdMember.objects.create(
            household=made,
            customer=one,
            kinship=Kinship.SPOUSE if at else Kinship.FIRST,
            period=DateRange(since, None),
            confirmed=confirmed_by is not None,
        )
    return made


def change(
    home: Household, customer: Customer, by: Staff, kind: str = MemberChange.JOIN, since: date = BEGIN
) -> HouseholdChange:
    """Proposed, and waiting for the second person."""
    return HouseholdChange.objects.create(
        uid=uuid4(),
        household=home,
        customer=customer,
        kind=kind,
        kinship=Kinship.CHILD if kind == MemberChange.JOIN else "",
        since=since,
        reason="户口簿",
        status=HouseholdStatus.PROPOSED,
        proposed_by=by,
        proposed_at=NOW,
    )
