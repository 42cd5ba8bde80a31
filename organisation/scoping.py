"""The only code that turns a person's scope into SQL: own customers, branch subtree, all, or nothing.

A model declares what it is about with `scope_rule = ScopeRule(...)` and gets `.visible_to(staff)`.
Outside the scope an object answers as if it did not exist (404).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from organisation.roles import Role

if TYPE_CHECKING:
    from organisation.models import Staff


class Reach(IntEnum):
    """How far a role sees, from nothing to the whole bank; a person with several roles gets the widest."""

    NOTHING = 0
    OWN = 1
    SUBTREE = 2
    ALL = 3


class Subject(StrEnum):
    """What a row is about; each role reaches differently far for customers, staff and branches.

    WALK_IN is the customer who stands in the lobby: front staff recognise anybody of their branch, by tier and
    manager only. LEAD is a person referred or a prospect, seen by whoever referred, received or follows up.
    SHARED is what a colleague shared with their office: conditions and texts, never customers.
    """

    CUSTOMER = "customer"
    WALK_IN = "walk_in"
    LEAD = "lead"
    SHARED = "shared"
    STAFF = "staff"
    BRANCH = "branch"


REACH: Mapping[Subject, Mapping[Role, Reach]] = {
    Subject.CUSTOMER: {
        Role.RELATIONSHIP_MANAGER: Reach.OWN,
        Role.BRANCH_HEAD: Reach.SUBTREE,
        Role.BUSINESS_LEAD: Reach.SUBTREE,
        Role.COMPLAINT_OFFICER: Reach.ALL,
        Role.AUDITOR: Reach.ALL,
    },
    Subject.WALK_IN: {
        Role.RELATIONSHIP_MANAGER: Reach.SUBTREE,
        Role.LOBBY_MANAGER: Reach.SUBTREE,
        Role.TELLER: Reach.SUBTREE,
        Role.BRANCH_HEAD: Reach.SUBTREE,
    },
    Subject.LEAD: {
        Role.RELATIONSHIP_MANAGER: Reach.OWN,
        Role.LOBBY_MANAGER: Reach.OWN,
        Role.TELLER: Reach.OWN,
        Role.BRANCH_HEAD: Reach.SUBTREE,
        Role.AUDITOR: Reach.ALL,
    },
    Subject.SHARED: {
        Role.RELATIONSHIP_MANAGER: Reach.SUBTREE,
        Role.BRANCH_HEAD: Reach.SUBTREE,
        Role.AUDITOR: Reach.ALL,
    },
    Subject.STAFF: {
        Role.RELATIONSHIP_MANAGER: Reach.OWN,
        Role.LOBBY_MANAGER: Reach.OWN,
        Role.TELLER: Reach.OWN,
        Role.BUSINESS_LEAD: Reach.OWN,
        Role.COMPLAINT_OFFICER: Reach.OWN,
        Role.BRANCH_HEAD: Reach.SUBTREE,
        Role.MARKETING_OFFICER: Reach.ALL,
        Role.HR: Reach.ALL,
        Role.AUDITOR: Reach.ALL,
        Role.ADMIN: Reach.ALL,
    },
    Subject.BRANCH: {
        Role.BRANCH_HEAD: Reach.SUBTREE,
        Role.MARKETING_OFFICER: Reach.ALL,
        Role.HR: Reach.ALL,
        Role.AUDITOR: Reach.ALL,
        Role.ADMIN: Reach.ALL,
    },
}


Row = TypeVar("Row", bound="BranchScoped")


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """Where a model keeps its branch and its owner, as lookup paths from the model itself.

    `branch`: path to the Branch, empty on Branch itself. `owner`: path to the Staff whose own row it is;
    `owner_period`, where the ownership is dated, is the path of the period that must contain the day asked for;
    `branch_period` likewise. `others` are paths to further Staff whose own row it is too, undated (the referrer
    beside the receiver).
    """

    subject: Subject
    branch: str
    owner: str = ""
    owner_period: str = ""
    branch_period: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """A person's resolved scope for one subject on one day."""

    reach: Reach
    staff_id: int
    branch_path: str
    on: date

    def condition(self, rule: ScopeRule) -> Q | None:
        """The filter for the rule; None means nothing is visible, an empty Q that all is."""
        if self.reach is Reach.ALL:
            return Q()
        if self.reach is Reach.SUBTREE and self.branch_path:
            path = f"{rule.branch}__path" if rule.branch else "path"
            within: dict[str, Any] = {f"{path}__startswith": self.branch_path}
            if rule.branch_period:
                within[f"{rule.branch_period}__contains"] = self.on
            return Q(**within)
        if self.reach is Reach.OWN and rule.owner:
            wanted: dict[str, Any] = {rule.owner: self.staff_id}
            if rule.owner_period:
                wanted[f"{rule.owner_period}__contains"] = self.on
            own = Q(**wanted)
            for other in rule.others:
                own |= Q(**{other: self.staff_id})
            return own
        return None


def scope_of(staff: Staff, subject: Subject, on: date | None = None) -> Scope:
    """The widest reach among the person's roles, at the branch of the posting that holds on the day."""
    day = on or timezone.localdate()
    reach = max((REACH[subject].get(role, Reach.NOTHING) for role in staff.roles), default=Reach.NOTHING)
    posting = staff.posting
    return Scope(Reach(reach), staff.pk, posting.branch.path if posting else "", day)


@models.Field.register_lookup
class AnyOf(models.Lookup):
    """Is one of the values of an array, which PostgreSQL works out once and before anything else."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", (*left_params, *right_params)


def _owned(model: type[models.Model], rule: ScopeRule, scope: Scope) -> Q:
    """Rows of what the person looks after, found from the person's side.

    As a join the database would be free to walk a list of the whole bank until 25 of the person's own turned up:
    soon for the manager of the richest, at the very end for that of the poorest.
    """
    *way, ownership, person = rule.owner.split("__")
    subject: Any = model
    for step in way:
        subject = subject._meta.get_field(step).related_model
    relation = subject._meta.get_field(ownership)
    period = rule.owner_period.rpartition("__")[2]
    held = relation.related_model._base_manager.filter(
        **{person: scope.staff_id, f"{period}__contains": scope.on}
    )
    own = ArraySubquery(held.order_by().values(relation.field.attname))
    return Q(**{"__".join([*way, "pk", "any_of"]): own})


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of a model that declares a `scope_rule`."""

    def visible_to(self, staff: Staff, on: date | None = None, *, subject: Subject | None = None) -> Self:
        """`subject` asks for another reach than the model's own: a customer as a walk-in."""
        rule: ScopeRule = self.model.scope_rule
        scope = scope_of(staff, subject or rule.subject, on)
        if scope.reach is Reach.OWN and rule.owner_period:
            return self.filter(_owned(self.model, rule, scope))
        condition = scope.condition(rule)
        return self.none() if condition is None else self.filter(condition)

    def unscoped(self, why: str) -> Self:
        """Every row, for reads with no person behind them; the reason is required and greppable."""
        if not why:
            raise ValueError("unscoped reads say why")
        return self.all()


class BranchScoped(models.Model):
    """Base of every model whose rows belong to somebody's scope. `known_by`: the column with the number by which
    people know a row, where it has one."""

    scope_rule: ScopeRule
    known_by: ClassVar[str] = ""
    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


def get_visible_or_404(rows: ScopedQuerySet[Row] | type[Row], staff: Staff, **lookup: Any) -> Row:
    """The one visible row, or 404 exactly as for a row that does not exist."""
    queryset: ScopedQuerySet[Any] = rows if isinstance(rows, models.QuerySet) else rows.objects.all()
    try:
        return queryset.visible_to(staff).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError) as missing:
        raise Http404("no such object") from missing
