"""How a search is answered inside a scope, at any size of bank, of scope and of hit list.

Four ways, none of which reads more than a few thousand rows whatever was typed and however common it is:

- A manager's own customers are some hundreds: they are read, and the condition filters them.
- Elsewhere an index that holds branch and pieces together finds what both have in common. Its hits are looked up
  before anything is put in order, and at most CANDIDATES of them: as one statement with an order the database may
  walk the whole bank instead, waiting for ten customers of a name that is common elsewhere and nobody has here.
  The index is asked by itself, once for each branch, and the scope's own condition is laid on what it found: joined
  to the branches, it would be asked for all of them at each of them.
- Hundreds of spellings are looked up in that index by themselves: together with the branches each would be compared
  with each. Nobody's name is within a slip of so many others that their branches could not be looked at one by one.
- A short text (a surname, two letters) may be had by a tenth of everybody. There the first WALKED customers of the
  scope are looked at before any index: either ten of them have it, or it is rare enough for the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import ExpressionWrapper, Q

from customers.models import Customer
from customers.queries.conditions import within
from customers.queries.merged import survivor
from organisation.models import Staff
from organisation.scoping import Reach, Subject, scope_of

Statement = tuple[str, tuple[Any, ...]]
CANDIDATES = 500
WALKED = 3_000
_FIELDS = ("pk", "customer_no", "name_sealed", "home_branch__name")
_PERSON = "(SELECT survivor_id FROM customers_merge WHERE absorbed_id = few.pk AND undone_at IS NULL)"
# All begin with SELECT: a statement that begins otherwise is taken for a write by the history, which adds to it.
_FOUND = """
SELECT few.*, {person} FROM (
    WITH found (pk, number, name, branch) AS MATERIALIZED ({found})
    SELECT * FROM found LIMIT {candidates}
) few ORDER BY number LIMIT {room}
"""
_PROPOSED = """
SELECT few.*, {person} FROM (
    WITH proposed (pk) AS MATERIALIZED ({proposed}),
    found (pk, number, name, branch) AS MATERIALIZED ({found})
    SELECT * FROM found
) few ORDER BY number LIMIT {room}
"""
# The second part is not begun where the first has enough; otherwise it finds everything, the first's too.
_WALKED_FIRST = """
SELECT few.*, {person} FROM (
    WITH first (pk, number, name, branch, fits) AS ({first}),
    walked AS MATERIALIZED (SELECT pk, number, name, branch FROM first WHERE fits LIMIT {room}),
    proposed (pk) AS MATERIALIZED ({proposed}),
    found (pk, number, name, branch) AS MATERIALIZED ({found})
    SELECT * FROM walked WHERE (SELECT count(*) FROM walked) >= {room}
    UNION ALL
    SELECT * FROM found WHERE (SELECT count(*) FROM walked) < {room}
) few ORDER BY number LIMIT {room}
"""


class Row(NamedTuple):
    """A customer that was found; the name is still sealed. `survivor`: into whom the record was merged, if it was."""

    pk: int
    number: str
    name: bytes
    branch: str
    survivor: int | None


class _Pieces(models.Lookup):
    """An array of keyed pieces against a list of them. The list goes to the database as it is: as expressions of the
    ORM some hundreds of spellings would take longer to write than to find."""

    prepare_rhs = False
    sql = ""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return self.sql.format(column=column), (*params, list(self.rhs))


@ArrayField.register_lookup
class HasAll(_Pieces):
    """All of the pieces."""

    lookup_name = "has_all"
    sql = "{column} @> %s::bigint[]"


@ArrayField.register_lookup
class HasAny(_Pieces):
    """One of the pieces, by the index."""

    lookup_name = "has_any"
    sql = "{column} && %s::bigint[]"


@ArrayField.register_lookup
class HasOneOf(_Pieces):
    """One of the pieces, row by row: `&&` compares each with each, which at hundreds of spellings is slow."""

    lookup_name = "has_one_of"
    sql = "EXISTS (SELECT FROM unnest({column}) piece WHERE piece = ANY(%s::bigint[]))"


@models.Field.register_lookup
class Proposed(models.Lookup):
    """One of the first so many that the statement's own part `proposed` has found."""

    lookup_name = "proposed"
    prepare_rhs = False
    sql = "{column} = ANY(ARRAY(SELECT pk FROM proposed LIMIT %s))"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return self.sql.format(column=column), (*params, self.rhs)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a customer is found by. `by_pieces`: the condition is about pieces of the name. `common`: a tenth of
    everybody may have it. `spellings`: hundreds of pieces of which one is enough, instead of a condition."""

    condition: Q = field(default_factory=Q)
    by_pieces: bool = False
    common: bool = False
    spellings: Sequence[int] = ()


def rows(staff: Staff, wanted: Wanted, *, room: int, but: Sequence[int] = ()) -> list[Row]:
    """At most `room` of the customers in the reader's scope who have what is wanted, in the order of their numbers; of
    more than CANDIDATES, those who come first. One query, none where the reader has no customers."""
    asked = statement(staff, wanted, room=room, but=but)
    if asked is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return [Row(*row) for row in cursor.fetchall()]


def statement(staff: Staff, wanted: Wanted, *, room: int, but: Sequence[int] = ()) -> Statement | None:
    """The SQL of `rows` and its parameters; none where nobody can be found, as by a head without a branch."""
    try:
        return _statement(staff, wanted, room, but)
    except EmptyResultSet:
        return None


def _statement(staff: Staff, wanted: Wanted, room: int, but: Sequence[int]) -> Statement:
    scope = scope_of(staff, Subject.CUSTOMER)
    seen: Any = Customer.objects.exclude(pk__in=but).visible_to(staff).order_by()
    if scope.reach is Reach.OWN:
        one_by_one = Q(name_tokens__has_one_of=wanted.spellings) if wanted.spellings else wanted.condition
        own = seen.filter(one_by_one).annotate(survivor=survivor())
        return _sql(own.order_by("customer_no").values(*_FIELDS, "survivor")[:room])
    if wanted.spellings:
        near = seen.filter(name_tokens__has_any=wanted.spellings)
        return _written(_FOUND, room, found=_sql(near.values(*_FIELDS)))
    here = within(staff, "home_branch")
    if not wanted.by_pieces:
        having = seen.filter(here, wanted.condition)
        return _written(_FOUND, room, found=_sql(having.values(*_FIELDS)))
    index = Customer.objects.unscoped("the index proposes, the scope decides on what it found").order_by()
    proposed = _sql(index.filter(here, wanted.condition).values("pk"))
    found = _sql(seen.filter(pk__proposed=CANDIDATES).values(*_FIELDS))
    if not wanted.common:
        return _written(_PROPOSED, room, proposed=proposed, found=found)
    fits = ExpressionWrapper(wanted.condition, output_field=models.BooleanField())
    walked = seen.filter(here).annotate(fits=fits).order_by("home_branch_id").values(*_FIELDS, "fits")
    return _written(_WALKED_FIRST, room, first=_sql(walked[:WALKED]), proposed=proposed, found=found)


def _written(template: str, room: int, **parts: Statement) -> Statement:
    """The parts put into the statement, in whose order they are named."""
    texts = {name: sql for name, (sql, _params) in parts.items()}
    sql = template.format(person=_PERSON, candidates=CANDIDATES, room=room, **texts)
    return sql, tuple(param for _sql, params in parts.values() for param in params)


def _sql(query: Any) -> Statement:
    sql, params = query.query.sql_with_params()
    return sql, tuple(params)
