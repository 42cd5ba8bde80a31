"""Norms that warn and never block: one measured figure against the line that the service rules print.

Staffing of a wealth centre (seed 001): at least 3 wealth managers, 1 lobby manager, 1 marketing manager,
managers and non-cash tellers at least 40 % of the outlet, at least two AFP or CFP holders. All of it is
guidance ("原则上"), hence warnings.

Premises of an outlet (found: bankr.cn/13032): at least 40 % of the floor and two rooms for premium customers
only, and no self-service machine out of service for more than 2 hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from organisation.rules.numbers import Number, as_decimal, exact, percent
from organisation.rules.presets import Reader


class NormStatus(StrEnum):
    OK = "OK"
    WARN = "WARN"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class NormCheck:
    """One figure beside its norm. `actual` None: there was nothing to measure (status UNKNOWN)."""

    code: str
    status: NormStatus
    actual: Decimal | None
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def ok(self) -> bool:
        return self.status is NormStatus.OK


def check(
    code: str, actual: Number | None, *, minimum: Decimal | None = None, maximum: Decimal | None = None
) -> NormCheck:
    """Compare a figure with its norm, both bounds included; nothing measured is UNKNOWN, not a breach."""
    if actual is None:
        return NormCheck(code, NormStatus.UNKNOWN, None, minimum, maximum)
    value = exact(actual)
    kept = (minimum is None or value >= exact(minimum)) and (maximum is None or value <= exact(maximum))
    return NormCheck(code, NormStatus.OK if kept else NormStatus.WARN, as_decimal(value), minimum, maximum)


@dataclass(frozen=True, slots=True)
class StaffingPolicy:
    """The staffing norm of a wealth centre; shares in per cent."""

    wealth_managers_min: int
    lobby_min: int
    marketing_min: int
    front_share_min_pct: Decimal
    certificates_min: int

    @classmethod
    def read(cls, preset: Reader) -> StaffingPolicy:
        return cls(
            wealth_managers_min=preset.integer("wealth_managers_min", minimum=0),
            lobby_min=preset.integer("lobby_min", minimum=0),
            marketing_min=preset.integer("marketing_min", minimum=0),
            front_share_min_pct=preset.decimal("front_share_min_pct", minimum=0, maximum=100),
            certificates_min=preset.integer("certificates_min", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class StaffingFacts:
    """Head counts of one outlet; `certificates` counts people with AFP or CFP."""

    total: int
    heads: int = 0
    wealth_managers: int = 0
    lobby_managers: int = 0
    marketing_managers: int = 0
    other_managers: int = 0
    noncash_tellers: int = 0
    certificates: int = 0

    @property
    def front(self) -> int:
        """Managing staff, customer managers and non-cash tellers (经理人员、客户经理和非现金柜员)."""
        managers = self.wealth_managers + self.lobby_managers + self.marketing_managers + self.other_managers
        return self.heads + managers + self.noncash_tellers


@dataclass(frozen=True, slots=True)
class StaffingReport:
    """The norms of one outlet, each with its figure; `front_share_pct` None in an outlet without people."""

    checks: tuple[NormCheck, ...]
    front_share_pct: Decimal | None

    def of(self, code: str) -> NormCheck:
        return next(one for one in self.checks if one.code == code)

    @property
    def warnings(self) -> Sequence[NormCheck]:
        return tuple(one for one in self.checks if one.status is NormStatus.WARN)


def staffing(facts: StaffingFacts, policy: StaffingPolicy) -> StaffingReport:
    """Hold an outlet against the norm.

    20 people with 1 head, 3+1+1 managers, 1 personal manager and 1 non-cash teller: 8/20 = 40 %, kept.
    """
    share = percent(facts.front, facts.total)
    return StaffingReport(
        checks=(
            check("WEALTH_MANAGERS", facts.wealth_managers, minimum=Decimal(policy.wealth_managers_min)),
            check("LOBBY_MANAGERS", facts.lobby_managers, minimum=Decimal(policy.lobby_min)),
            check("MARKETING_MANAGERS", facts.marketing_managers, minimum=Decimal(policy.marketing_min)),
            check("FRONT_SHARE", share, minimum=policy.front_share_min_pct),
            check("CERTIFICATES", facts.certificates, minimum=Decimal(policy.certificates_min)),
        ),
        front_share_pct=None if share is None else as_decimal(share),
    )


@dataclass(frozen=True, slots=True)
class ServicePointPolicy:
    """The norm of an outlet's premises; the share in per cent, the outage in hours."""

    vip_area_min_pct: Decimal
    vip_rooms_min: int
    outage_max_hours: Decimal

    @classmethod
    def read(cls, preset: Reader) -> ServicePointPolicy:
        return cls(
            vip_area_min_pct=preset.decimal("vip_area_min_pct", minimum=0, maximum=100),
            vip_rooms_min=preset.integer("vip_rooms_min", minimum=0),
            outage_max_hours=preset.decimal("outage_max_hours", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class ServicePointFacts:
    """What was measured in an outlet: areas in square metres, the longest outage in hours where one is known."""

    floor_area: Decimal
    vip_area: Decimal
    vip_rooms: int
    outage_hours: Decimal | None = None


def service_point(facts: ServicePointFacts, policy: ServicePointPolicy) -> tuple[NormCheck, ...]:
    """Hold an outlet's premises against the norm.

    500 m² with 200 m² and 2 rooms for premium customers and an outage of 2 hours: 40 %, all kept.
    """
    return (
        check("VIP_AREA", percent(facts.vip_area, facts.floor_area), minimum=policy.vip_area_min_pct),
        check("VIP_ROOMS", facts.vip_rooms, minimum=Decimal(policy.vip_rooms_min)),
        check("OUTAGE", facts.outage_hours, maximum=policy.outage_max_hours),
    )
