"""What a manager has to hand over: the customers, what they hold, and their loans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import LASTING_ROLES, RelationshipRole
from customers.models import CustomerDay, Loan, Relationship
from customers.policies import PROBLEM_LOANS
from customers.queries.merged import absorbed, records_of
from customers.rules.handover import instalments_left
from organisation.models import Staff

WHY = "the list of a handover; the caller has checked the giver"


@dataclass(frozen=True, slots=True)
class Held:
    """A customer whom somebody looks after in a role. `instalments`: the fewest left on a loan."""

    customer_id: int
    role: str
    aum: Decimal
    loans: Decimal
    instalments: int | None
    problem_loan: bool

    @property
    def primary(self) -> bool:
        return self.role == RelationshipRole.A


@dataclass(frozen=True, slots=True)
class Assets:
    aum: Decimal
    loans: Decimal


NOTHING = Assets(Decimal(0), Decimal(0))


def held_by(staff: Staff, *, on: date, run_id: int) -> list[Held]:
    """The customers for whom the person is A or B on the day, with the figures of the run. Four queries."""
    rows = Relationship.objects.unscoped(WHY).filter(staff=staff, period__contains=on, role__in=LASTING_ROLES)
    named = rows.order_by("customer_id", "role").annotate(records=absorbed())
    roles = list(named.values_list("customer_id", "role", "records"))
    figures = assets_of({key for key, _role, _records in roles}, run_id)
    loans = _loans(records_of((key, merged) for key, _role, merged in roles), on)
    found = []
    for key, role, _records in roles:
        assets = figures.get(key, NOTHING)
        found.append(Held(key, role, assets.aum, assets.loans, *loans.get(key, (None, False))))
    return found


def assets_of(keys: Collection[int], run_id: int) -> Mapping[int, Assets]:
    """AUM and loans of the customers in the run. One query."""
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=run_id, customer__in=keys)
    return {
        key: Assets(aum, loans) for key, aum, loans in rows.values_list("customer_id", "aum", "loan_balance")
    }


def _loans(customer_of: Mapping[int, int], on: date) -> dict[int, tuple[int | None, bool]]:
    """Fewest instalments left, and whether a loan is a problem by the preset, of the customers who owe anything."""
    policy = PROBLEM_LOANS.on(on)
    newest = (
        Loan.objects.unscoped(WHY)
        .filter(customer__in=customer_of, as_of__lte=on)
        .order_by("loan_no_hash", "-as_of")
        .distinct("loan_no_hash")
    )
    found: dict[int, tuple[int | None, bool]] = {}
    for loan in newest:
        if loan.balance <= 0:
            continue
        owes = customer_of[loan.customer_id]
        fewest, bad = found.get(owes, (None, False))
        left = instalments_left(loan.due_on, on)
        both = [one for one in (fewest, left) if one is not None]
        found[owes] = (
            min(both) if both else None,
            bad or loan.five_class in policy.grades,
        )
    return found
