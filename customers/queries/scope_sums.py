"""How many customers a whole scope has and what they hold, from the night's roll-ups instead of the customers."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from customers.choices import RollUpKind
from customers.models import RollUp
from customers.queries.branch_board import TOTAL
from customers.queries.sight import Sight
from organisation.models import Branch
from organisation.scoping import Reach, Subject, scope_of


def of_scope(sight: Sight) -> tuple[int, Decimal] | None:
    """Customers and assets of everything that the reader sees. None for a manager's own customers, A and B, which
    are few and in no roll-up, and for a night without roll-ups. One query, whatever the size of the bank."""
    scope = scope_of(sight.staff, Subject.CUSTOMER)
    if scope.reach not in (Reach.SUBTREE, Reach.ALL):
        return None
    rows = RollUp.objects.filter(run_id=sight.run_id, kind=RollUpKind.BRANCH, asset_class=TOTAL)
    if scope.reach is Reach.SUBTREE:
        offices = Branch.objects.unscoped("the reader's own office and all below it")
        below = offices.filter(path__startswith=scope.branch_path)
        rows = rows.filter(subject_id__in=below.values("pk"))
    found = rows.aggregate(customers=Sum("customers"), aum=Sum("balance"))
    return None if found["customers"] is None else (found["customers"], found["aum"])
