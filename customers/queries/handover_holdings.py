"""What a manager has to hand over: the customers, what they hold, and their loans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import LASTING_ROLES, RelationshipRole
from customers.models import CustomerDay, Loan, Relationship
from customers.policies import PROBLEM_LOANS
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


def held_by(staff: Staff, *, on: date, run_id: int) -> list[Held]:
    """The customers for whom the person is A or B on the day, with the figures of the run. Four queries."""
    rows = Relationship.objects.unscoped(WHY).filter(staff=staff, period__contains=on, role__in=LASTING_ROLES)
    roles = list(rows.order_by("customer_id", "role").values_list("customer_id", "role"))
    keys = {customer_id for customer_id, _role in roles}
    figures = assets_of(keys, run_id)
    loans = _loans(keys, on)
    nothing = (Decimal(0), Decimal(0))
    return [
        Held(key, role, *figures.get(key, nothing), *loans.get(key, (None, False))) for key, role in roles
    ]


def assets_of(keys: Collection[int], run_id: int) -> Mapping[int, tuple[Decimal, Decimal]]:
    """AUM and loans of the customers in the run. One query."""
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=run_id, customer__in=keys)
    return {key: (aum, loans) for key, aum, loans in rows.values_list("customer_id", "aum", "loan_balance")}


def _loans(keys: Collection[int], on: date) -> dict[int, tuple[int | None, bool]]:
    """Fewest instalments left, and whether a loan is a problem by the preset, of the customers who owe anything."""
    policy = PROBLEM_LOANS.on(on)
    newest = (
        Loan.objects.unscoped(WHY)
        .filter(customer__in=keys, as_of__lte=on)
        .order_by("loan_no_hash", "-as_of")
        .distinct("loan_no_hash")
    )
    found: dict[int, tuple[int | None, bool]] = {}
    for loan in newest:
        if loan.balance <= 0:
            continue
        fewest, bad = found.get(loan.customer_id, (None, False))
        left = instalments_left(loan.due_on, on)
        both = [one for one in (fewest, left) if one is not None]
        found[loan.customer_id] = (
            min(both) if both else None,
            bad or loan.five_class in policy.grades,
        )
    return found
