"""The presets of customers: how each is parsed, and what the product ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from customers.rules.alerts import AlertPolicy
from customers.rules.archive import ArchivePolicy, DocumentPolicy, VerificationPolicy
from customers.rules.assignment import CapacityPolicy, SizePolicy
from customers.rules.consent import ConsentPolicy
from customers.rules.duplicates import DuplicatePolicy
from customers.rules.flags import FlagPolicy, MovementPolicy
from customers.rules.handover import CreditPolicy, HandoverPolicy, ProblemLoanPolicy, RetentionPolicy
from customers.rules.limits import ChoosingPolicy, RevealPolicy, UsePolicy
from customers.rules.planning import PlannerPolicy
from customers.rules.radar import RadarPolicy
from customers.rules.rating import RatingPolicy, SLabelPolicy
from customers.rules.reception import ReceptionPolicy
from customers.rules.referrals import ReferralPolicy, RewardPolicy
from customers.rules.registers import RegistersPolicy
from customers.rules.selection import SelectionPolicy
from customers.rules.suitability import SuitabilityPolicy
from customers.rules.tiering import TierPolicy
from organisation.rules.presets import PresetSpec, parser, specs_from

PRESETS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "customers.tiering": parser(TierPolicy.read),
    "customers.tier_radar": parser(RadarPolicy.read),
    "customers.flags": parser(FlagPolicy.read),
    "customers.alerts": parser(AlertPolicy.read),
    "customers.large_movements": parser(MovementPolicy.read),
    "customers.customer_size": parser(SizePolicy.read),
    "customers.capacity": parser(CapacityPolicy.read),
    "customers.selection": parser(SelectionPolicy.read),
    "customers.planner": parser(PlannerPolicy.read),
    "customers.handover": parser(HandoverPolicy.read),
    "customers.handover_credit": parser(CreditPolicy.read),
    "customers.handover_retention": parser(RetentionPolicy.read),
    "customers.problem_loans": parser(ProblemLoanPolicy.read),
    "customers.suitability": parser(SuitabilityPolicy.read),
    "customers.consent": parser(ConsentPolicy.read),
    "customers.reception": parser(ReceptionPolicy.read),
    "customers.referral_reward": parser(RewardPolicy.read),
    "customers.referrals": parser(ReferralPolicy.read),
    "customers.reveal": parser(RevealPolicy.read),
    "customers.use": parser(UsePolicy.read),
    "customers.choosing": parser(ChoosingPolicy.read),
    "customers.duplicates": parser(DuplicatePolicy.read),
    "customers.rating": parser(RatingPolicy.read),
    "customers.five_c_one_s": parser(SLabelPolicy.read),
    "customers.archive": parser(ArchivePolicy.read),
    "customers.verification": parser(VerificationPolicy.read),
    "customers.documents": parser(DocumentPolicy.read),
    "customers.registers": parser(RegistersPolicy.read),
}


@cache
def shipped() -> Mapping[str, PresetSpec]:
    """The presets as the product ships them, by key."""
    text = Path(__file__).with_name("presets.yaml").read_text(encoding="utf-8")
    return specs_from(yaml.safe_load(text))
