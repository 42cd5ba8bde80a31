"""The closed lists of customers (codes of domain.md part C), by topic."""

from customers.choices.alerts import FlagKind, FlagStatus
from customers.choices.consent import BlockReason, ConsentAnswer, ConsentChannel, ConsentEvidence
from customers.choices.holdings import AccountStatus, AssetClass, FiveClass, RollUpKind
from customers.choices.people import CustomerStatus, Gender, IdType, LifecycleStage
from customers.choices.protection import MatchKind, RevealField, RevealReason
from customers.choices.referrals import ProspectStatus, ReferralStatus, ReferrerType
from customers.choices.relationships import AssignmentProblem, RelationshipRole, RelationshipSource
from customers.choices.suitability import ProductRisk, RiskLevel, Suitability
from customers.choices.tiers import Tier, TierReason

__all__ = [
    "AccountStatus",
    "AssetClass",
    "AssignmentProblem",
    "BlockReason",
    "ConsentAnswer",
    "ConsentChannel",
    "ConsentEvidence",
    "CustomerStatus",
    "FiveClass",
    "FlagKind",
    "FlagStatus",
    "Gender",
    "IdType",
    "LifecycleStage",
    "MatchKind",
    "ProductRisk",
    "ProspectStatus",
    "ReferralStatus",
    "ReferrerType",
    "RelationshipRole",
    "RelationshipSource",
    "RevealField",
    "RevealReason",
    "RiskLevel",
    "RollUpKind",
    "Suitability",
    "Tier",
    "TierReason",
]
