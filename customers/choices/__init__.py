"""The closed lists of customers (codes of domain.md part C), by topic."""

from customers.choices.alerts import (
    AlertOutcome,
    AlertStatus,
    FlagKind,
    LeavingReason,
    RetentionWay,
    StageReason,
)
from customers.choices.consent import BlockReason, ConsentAnswer, ConsentChannel, ConsentEvidence
from customers.choices.holdings import AccountStatus, AssetClass, FiveClass, RollUpKind
from customers.choices.people import CustomerStatus, Gender, IdType, LifecycleStage
from customers.choices.protection import MatchKind, RevealField, RevealReason
from customers.choices.referrals import (
    Attempt,
    Greeting,
    Interest,
    LeadMove,
    MatchBy,
    ProspectStatus,
    ReferralStanding,
    ReferralStatus,
    ReferrerType,
    Signal,
    Turn,
)
from customers.choices.rehearsals import RehearsalStatus
from customers.choices.relationships import (
    LASTING_ROLES,
    AssignmentProblem,
    RelationshipRole,
    RelationshipSource,
)
from customers.choices.segments import RatingClass, RatingDimension, SegmentOperator, TierMove
from customers.choices.suitability import ProductRisk, RiskLevel, Suitability
from customers.choices.tiers import Tier, TierReason

__all__ = [
    "LASTING_ROLES",
    "AccountStatus",
    "AlertOutcome",
    "AlertStatus",
    "AssetClass",
    "AssignmentProblem",
    "Attempt",
    "BlockReason",
    "ConsentAnswer",
    "ConsentChannel",
    "ConsentEvidence",
    "CustomerStatus",
    "FiveClass",
    "FlagKind",
    "Gender",
    "Greeting",
    "IdType",
    "Interest",
    "LeadMove",
    "LeavingReason",
    "LifecycleStage",
    "MatchBy",
    "MatchKind",
    "ProductRisk",
    "ProspectStatus",
    "RatingClass",
    "RatingDimension",
    "ReferralStanding",
    "ReferralStatus",
    "ReferrerType",
    "RehearsalStatus",
    "RelationshipRole",
    "RelationshipSource",
    "RetentionWay",
    "RevealField",
    "RevealReason",
    "RiskLevel",
    "RollUpKind",
    "SegmentOperator",
    "Signal",
    "StageReason",
    "Suitability",
    "Tier",
    "TierMove",
    "TierReason",
    "Turn",
]
