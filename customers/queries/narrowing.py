"""By which branches and managers a reader may narrow the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from customers.queries.sight import Sight
from organisation.models import Branch, Staff
from organisation.roles import ROLE_OF_POST, Role
from organisation.scoping import Reach, ScopeRule, Subject, scope_of

MOST = 300  # a longer list of people is no help: choose a branch first
_MANAGERS = [post for post, role in ROLE_OF_POST.items() if role is Role.RELATIONSHIP_MANAGER]
Choices = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Branches in the order of the tree with their depth, and the managers who work there now."""

    branches: Choices
    managers: tuple[tuple[str, str], ...]


def branches_seen(staff: Staff, subject: Subject = Subject.CUSTOMER) -> tuple[Branch, ...]:
    """The branches whose customers (or whatever the subject is) the person sees, in the order of the tree. One query;
    none for somebody who sees their own only."""
    scope = scope_of(staff, subject)
    condition = scope.condition(ScopeRule(subject, branch="")) if scope.reach > Reach.OWN else None
    return () if condition is None else tuple(Branch.objects.filter(condition).order_by("path"))


def with_depth(branches: Sequence[Branch]) -> Choices:
    """Number, name, and how deep below the first."""
    top = min((one.path.count("/") for one in branches), default=0)
    return tuple((one.branch_no, one.name, one.path.count("/") - top) for one in branches)


def narrowing(sight: Sight, branch_no: str = "") -> Narrowing:
    """The branches whose customers the reader sees, and the managers of the chosen one (or of all of them, where
    they are not too many). Two queries; none for somebody who sees their own customers only."""
    found = branches_seen(sight.staff)
    if not found:
        return Narrowing((), ())
    below = [one.branch_no for one in found if not branch_no or f"/{branch_no}/" in one.path]
    people = (
        Staff.objects.filter(
            postings__period__contains=timezone.localdate(),
            postings__post__in=_MANAGERS,
            postings__branch__branch_no__in=below,
        )
        .order_by("name", "staff_no")
        .values_list("staff_no", "name")[: MOST + 1]
    )
    managers = tuple(people)
    return Narrowing(with_depth(found), managers if len(managers) <= MOST else ())
