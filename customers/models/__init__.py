"""Whom the bank serves, what they hold, and what the night worked out about them."""

from customers.models.account import Account, AccountState, Balance, FullLoad, Loan
from customers.models.alert import Alert, Retention, StageChange
from customers.models.archive import (
    Competitor,
    ImportantDate,
    Need,
    Preference,
    Research,
    Survey,
    Verification,
)
from customers.models.assignment import AssignmentPlan, CustomerStanding, PlannedMove, Selection, Unassigned
from customers.models.borrowing import Borrowing
from customers.models.choosing import Choice
from customers.models.consent import Consent
from customers.models.credit import CreditShare
from customers.models.custody import Custody, CustodyItem
from customers.models.customer import Customer
from customers.models.day import CustomerDay, Flag, HoldingDay, RollUp, TierAssessment
from customers.models.document import Document, Retrieval
from customers.models.duplicate import DuplicatePair, Merge
from customers.models.handover import Handover, HandoverItem, HandoverPart, RetentionCheck
from customers.models.household import Household, HouseholdChange, HouseholdMember
from customers.models.issuer_rating import IssuerRating
from customers.models.product import Product
from customers.models.prospect import Prospect, ProspectMatch
from customers.models.rating import Rating
from customers.models.referral import LeadStep, Referral
from customers.models.rehearsal import Rehearsal, RehearsalMove
from customers.models.relationship import Relationship
from customers.models.segment import Segment
from customers.models.taken import TakenFile
from customers.models.target_list import TargetEntry, TargetList
from customers.models.tier_flow import TierFlow

__all__ = [
    "Account",
    "AccountState",
    "Alert",
    "AssignmentPlan",
    "Balance",
    "Borrowing",
    "Choice",
    "Competitor",
    "Consent",
    "CreditShare",
    "Custody",
    "CustodyItem",
    "Customer",
    "CustomerDay",
    "CustomerStanding",
    "Document",
    "DuplicatePair",
    "Flag",
    "FullLoad",
    "Handover",
    "HandoverItem",
    "HandoverPart",
    "HoldingDay",
    "Household",
    "HouseholdChange",
    "HouseholdMember",
    "ImportantDate",
    "IssuerRating",
    "LeadStep",
    "Loan",
    "Merge",
    "Need",
    "PlannedMove",
    "Preference",
    "Product",
    "Prospect",
    "ProspectMatch",
    "Rating",
    "Referral",
    "Rehearsal",
    "RehearsalMove",
    "Relationship",
    "Research",
    "Retention",
    "RetentionCheck",
    "Retrieval",
    "RollUp",
    "Segment",
    "Selection",
    "StageChange",
    "Survey",
    "TakenFile",
    "TargetEntry",
    "TargetList",
    "TierAssessment",
    "TierFlow",
    "Unassigned",
    "Verification",
]
