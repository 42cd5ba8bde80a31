"""The premises of an outlet beside their norms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organisation.models import Branch, ServicePoint, Staff
from organisation.policies import policy_as_of
from organisation.rules.norms import (
    NormCheck,
    NormStatus,
    ServicePointFacts,
    ServicePointPolicy,
    service_point,
)


@dataclass(frozen=True, slots=True)
class Premises:
    """What was measured last, and how it stands to the norms; nothing where nobody measured yet."""

    row: ServicePoint | None
    checks: tuple[NormCheck, ...] = ()

    @property
    def short(self) -> int:
        return sum(one.status is NormStatus.WARN for one in self.checks)


def measured(staff: Staff, branch: Branch) -> ServicePoint | None:
    """One query."""
    return ServicePoint.objects.visible_to(staff).filter(branch=branch).select_related("changed_by").first()


def premises_of(staff: Staff, branch: Branch, on: date) -> Premises:
    """Two queries at most."""
    row = measured(staff, branch)
    if row is None:
        return Premises(None)
    policy: ServicePointPolicy = policy_as_of("organisation.service_point", on)[0]
    facts = ServicePointFacts(row.floor_area, row.vip_area, row.vip_rooms, row.outage_hours)
    return Premises(row, service_point(facts, policy))
