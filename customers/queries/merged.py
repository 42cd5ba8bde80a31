"""Following the link from a merged record to the customer it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from customers.models import Account, Customer, Loan, Merge
from customers.queries.sight import Sight
from organisation.models import Staff
from organisation.scoping import ScopedQuerySet, Subject

_BOTH = "rows of a customer whom the reader has in scope, and of the records merged into that customer"
_ANY = "whether there is any at all since a night, so that a page need not ask for its own"


def in_force() -> ScopedQuerySet[Merge]:
    """The merges that nobody has undone."""
    return Merge.objects.unscoped("the link says whose rows they are, not what is in them").filter(
        undone_at=None
    )


def key_of(customer_no: str) -> Coalesce:
    """The key of the customer to whom the number belongs: of the survivor where the record was merged. To be used
    as a value in a scoped look-up; costs no query of its own."""
    customers = Customer.objects.unscoped("the number alone; the look-up around it is scoped")
    merged = in_force().filter(absorbed__customer_no=customer_no).values("survivor_id")[:1]
    plain = customers.filter(customer_no=customer_no).values("pk")[:1]
    return Coalesce(Subquery(merged), Subquery(plain))


def by_number(staff: Staff, customer_no: str, *, subject: Subject | None = None) -> Customer | None:
    """The customer of the number that was typed, if the reader has them in scope; see `key_of`. One query."""
    rows = Customer.objects.visible_to(staff, subject=subject).filter(pk=key_of(customer_no.strip().upper()))
    return rows.first()


def survivor() -> Subquery:
    """The key of the customer into whom a row of customers was merged, as a column of the same statement; empty
    where it was not."""
    return Subquery(in_force().filter(absorbed=OuterRef("pk")).values("survivor_id")[:1])


def absorbed() -> ArraySubquery:
    """For rows that name a customer: the keys of the records merged into the customer, as a column of the same
    statement."""
    merged = in_force().filter(survivor=OuterRef("customer")).order_by()
    return ArraySubquery(merged.values("absorbed_id"))


def records_of(rows: Iterable[tuple[int, Iterable[int]]]) -> dict[int, int]:
    """The customer to whom each record of the core belongs, from customers with what `absorbed` found."""
    found: dict[int, int] = {}
    for customer_id, merged in rows:
        found |= dict.fromkeys([customer_id, *merged], customer_id)
    return found


def not_in_the_night(sight: Sight, keys: Collection[int]) -> Mapping[int, str]:
    """Of these customers those whose figures the reader's night does not add up as it stands now, with a sentence
    that says so: a merge, or its undoing, counts from the next night on; only merges whose customer the reader has
    in scope. One query as long as nobody was merged or parted since the night, which is nearly always; else two."""
    since = sight.night.published_at
    if not Merge.objects.unscoped(_ANY).filter(Q(merged_at__gt=since) | Q(undone_at__gt=since)).exists():
        return {}
    made = Q(undone_at=None, merged_at__gt=since)
    undone = Q(undone_at__gt=since, merged_at__lte=since)
    rows = (
        Merge.objects.filter(made | undone, Q(absorbed__in=keys) | Q(survivor__in=keys))
        .visible_to(sight.staff)
        .select_related("survivor")
    )
    found: dict[int, str] = {}
    for row in rows:
        if row.undone_at is not None:
            found[row.survivor_id] = _(
                "A merge was undone: the figures of both records part with the next night."
            )
            continue
        found[row.survivor_id] = _("Merged: the figures of both records add up from the next night.")
        words = {"number": row.survivor.customer_no}
        found[row.absorbed_id] = _("Merged into %(number)s; one customer from the next night.") % words
    return found


def keys_of(customer: Customer) -> Func:
    """The keys of the customer and of all records merged into them, as an array inside the statement."""
    merged = in_force().filter(survivor=customer).order_by().values("absorbed_id")
    return Func(
        ArraySubquery(merged),
        Value(customer.pk, output_field=BigIntegerField()),
        function="array_append",
        output_field=ArrayField(BigIntegerField()),
    )


def accounts_of(customer: Customer) -> ScopedQuerySet[Account]:
    """All accounts of the person, whichever record the core keeps them under. `customer` is in the reader's scope."""
    return Account.objects.unscoped(_BOTH).filter(customer__pk__any_of=keys_of(customer))


def loans_of(customer: Customer) -> ScopedQuerySet[Loan]:
    return Loan.objects.unscoped(_BOTH).filter(customer__pk__any_of=keys_of(customer))
