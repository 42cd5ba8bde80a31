"""How a customer is received by the tier. Source: domain.md A17 (seed 001, etiquette)."""

from __future__ import annotations

from dataclasses import dataclass

from customers.choices import Greeting, Tier
from customers.rules.tiering import RANK
from organisation.rules.presets import PresetError, PresetProblem, Reader


@dataclass(frozen=True, slots=True)
class ReceptionPolicy:
    """From which tier on customers are greeted outside, from which on that is left to judgement, and the distance
    kept in metres."""

    go_out_from: Tier
    optional_from: Tier
    distance_m: int

    @classmethod
    def read(cls, preset: Reader) -> ReceptionPolicy:
        policy = cls(
            go_out_from=preset.choice("go_out_from", Tier),
            optional_from=preset.choice("optional_from", Tier),
            distance_m=preset.integer("distance_m", minimum=0),
        )
        if RANK[policy.optional_from] > RANK[policy.go_out_from]:
            raise PresetError("optional_from", PresetProblem.ORDER, policy.optional_from)
        return policy


def greeting(tier: Tier, policy: ReceptionPolicy) -> Greeting:
    """钻石级(含)以上: go out to greet; 白金级: optional by importance and workload; below: inside.

    With the shipped lines DIAMOND is greeted outside, PLATINUM may be, GOLD is greeted at the counter.
    """
    if RANK[tier] >= RANK[policy.go_out_from]:
        return Greeting.GO_OUT
    if RANK[tier] >= RANK[policy.optional_from]:
        return Greeting.MAY_GO_OUT
    return Greeting.INSIDE
