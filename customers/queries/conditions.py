"""Conditions on customers of the night that several lists share."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from customers.choices import TierMove
from customers.models import Flag
from customers.queries.sight import Sight
from customers.rules.tiering import RANK
from organisation.models import Branch, Staff
from organisation.scoping import Reach, Subject, scope_of


def below(branch_no: str, branch: str = "branch") -> Q:
    """The branch and all below it; the path holds each number between slashes. `branch` is the way to it."""
    return Q(**{f"{branch}__path__contains": f"/{branch_no}/"})


def within(staff: Staff, branch: str = "branch") -> Q:
    """The branches of the reader's scope as one array, with which an index can be asked; no condition where the scope
    is not made of branches, or is the whole bank. It narrows a search and decides nothing: `visible_to` does."""
    scope, posting = scope_of(staff, Subject.CUSTOMER), staff.posting
    if scope.reach is not Reach.SUBTREE or posting is None or posting.branch.parent_id is None:
        return Q()
    below = Branch.objects.unscoped("the branches of the reader's own scope").filter(
        path__startswith=scope.branch_path
    )
    return Q(**{f"{branch}__pk__any_of": ArraySubquery(below.order_by().values("pk"))})


def flagged(sight: Sight, kinds: Collection[str]) -> Q:
    """Customers of the night's flags of some kinds."""
    flags = Flag.objects.visible_to(sight.staff).filter(run_id=sight.run_id, kind__in=kinds)
    return Q(customer_id__in=flags.values("customer_id"))


def moved(*ways: TierMove) -> Q:
    """Customers whose effective tier changed in one of the ways (in any, where none is named) at the last month end;
    a customer without an earlier tier has not moved."""
    changed = ~Q(tier_previous="") & ~Q(tier_previous=F("tier"))
    rising = Q()
    for tier, rank in RANK.items():
        rising |= Q(tier_previous=tier, tier_rank__gt=rank)
    found = {TierMove.UP: rising, TierMove.DOWN: changed & ~rising}
    if not ways:
        return changed
    either = Q()
    for way in ways:
        either |= found[way]
    return either
