"""By which branches and managers a reader may narrow the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from customers.queries.sight import Sight
from organisation.models import Branch, Staff
from organisation.roles import ROLE_OF_POST, Role
from organisation.scoping import Reach, ScopeRule, Subject, scope_of

MOST = 300  # a longer list of people is no help: choose a branch first
_CUSTOMERS_OF = ScopeRule(Subject.CUSTOMER, branch="")
_MANAGERS = [post for post, role in ROLE_OF_POST.items() if role is Role.RELATIONSHIP_MANAGER]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Branches in the order of the tree with their depth, and the managers who work there now."""

    branches: tuple[tuple[str, str, int], ...]
    managers: tuple[tuple[str, str], ...]


def narrowing(sight: Sight, branch_no: str = "") -> Narrowing:
    """The branches whose customers the reader sees, and the managers of the chosen one (or of all of them, where
    they are not too many). Two queries; none for somebody who sees their own customers only."""
    scope = scope_of(sight.staff, Subject.CUSTOMER)
    condition = scope.condition(_CUSTOMERS_OF) if scope.reach > Reach.OWN else None
    if condition is None:
        return Narrowing((), ())
    rows: Any = Branch.objects.filter(condition).order_by("path")
    found = list(rows.values_list("branch_no", "name", "path"))
    top = min((path.count("/") for _no, _name, path in found), default=0)
    below = [no for no, _name, path in found if not branch_no or f"/{branch_no}/" in path]
    people = (
        Staff.objects.filter(
            postings__period__contains=scope.on,
            postings__post__in=_MANAGERS,
            postings__branch__branch_no__in=below,
        )
        .order_by("name", "staff_no")
        .values_list("staff_no", "name")[: MOST + 1]
    )
    managers = tuple(people)
    return Narrowing(
        tuple((no, name, path.count("/") - top) for no, name, path in found),
        managers if len(managers) <= MOST else (),
    )
