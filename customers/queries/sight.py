"""What one reader may see of customers: the same cut for pages, API and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import CustomerDay
from organisation.choices import BranchLevel
from organisation.masking import Access, Column, access_to, shown
from organisation.models import Branch, Publication, Staff
from organisation.queries import night_read_by
from organisation.scoping import Reach, ScopedQuerySet, Subject, scope_of

Amount = Decimal | str | None  # the amount, its mask, or nothing where the column is absent


@dataclass(frozen=True, slots=True)
class Sight:
    """A reader and the night they read. Everything shown of a customer goes through `shown` here or there."""

    staff: Staff
    night: Publication

    @property
    def run_id(self) -> int:
        return self.night.run_id

    @property
    def day(self) -> date:
        return self.night.business_date

    def access(self, column: Column) -> Access:
        return access_to(self.staff, column)

    def full(self, column: Column) -> bool:
        """Whether values of the column may be filtered, sorted and added up: a masked one may not, since its
        order and its sums would give it away."""
        return self.access(column) is Access.FULL

    def sees(self, column: Column) -> bool:
        return self.access(column) is not Access.ABSENT

    @property
    def sees_customers(self) -> bool:
        """Whether any customer at all may be in the reader's scope."""
        return scope_of(self.staff, Subject.CUSTOMER).reach is not Reach.NOTHING

    @property
    def wide(self) -> bool:
        """Whether the scope is so large that an order without an index would read a whole night."""
        scope = scope_of(self.staff, Subject.CUSTOMER)
        if scope.reach is Reach.ALL:
            return True
        posting = self.staff.posting
        levels = (BranchLevel.HEAD_OFFICE, BranchLevel.BRANCH)
        return scope.reach is Reach.SUBTREE and posting is not None and posting.branch.level in levels

    @property
    def whole_bank(self) -> bool:
        """Whether no customer is beyond the scope, so that sums need not look at each one's branch. At most one
        query."""
        scope = scope_of(self.staff, Subject.CUSTOMER)
        if scope.reach is not Reach.SUBTREE or not self.wide:
            return scope.reach is Reach.ALL
        branches = Branch.objects.unscoped("whether any is beyond the reader's scope")
        return not branches.exclude(path__startswith=scope.branch_path).exists()

    @property
    def several_branches(self) -> bool:
        """Whether the scope goes beyond one outlet."""
        reach = scope_of(self.staff, Subject.CUSTOMER).reach
        posting = self.staff.posting
        outlet = posting is None or posting.branch.level == BranchLevel.OUTLET
        return reach is Reach.ALL or (reach is Reach.SUBTREE and not outlet)

    def days(self) -> ScopedQuerySet[CustomerDay]:
        """The rows of the night that the reader may see."""
        return CustomerDay.objects.filter(run_id=self.run_id).visible_to(self.staff)

    def amount(self, value: Decimal | None) -> Amount:
        seen: Amount = shown(self.staff, Column.ASSETS, value)
        return seen

    def name(self, value: str) -> str | None:
        seen: str | None = shown(self.staff, Column.NAME, value, "name")
        return seen

    def note(self, text: str) -> str | None:
        """What somebody wrote, or that something is written, or nothing."""
        seen: str | None = shown(self.staff, Column.NOTES, text, "note")
        return seen

    def unless_absent(self, column: Column, value: Any) -> Any:
        """A C1 value, which has no mask: shown wherever the column is not absent."""
        return value if self.sees(column) else None


def sight_of(staff: Staff) -> Sight | None:
    """The reader's sight of the published night; None before the first night. One query a request,
    shared with the frame of the page."""
    night = night_read_by(staff)
    return Sight(staff, night) if night is not None else None
