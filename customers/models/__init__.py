"""Whom the bank serves, what they hold, and what the night worked out about them."""

from customers.models.account import Account, AccountState, Balance, FullLoad, Loan
from customers.models.alert import Alert, Retention, StageChange
from customers.models.consent import Consent
from customers.models.customer import Customer
from customers.models.day import CustomerDay, Flag, HoldingDay, RollUp, TierAssessment
from customers.models.product import Product
from customers.models.prospect import Prospect, ProspectMatch
from customers.models.referral import LeadStep, Referral
from customers.models.relationship import Relationship

__all__ = [
    "Account",
    "AccountState",
    "Alert",
    "Balance",
    "Consent",
    "Customer",
    "CustomerDay",
    "Flag",
    "FullLoad",
    "HoldingDay",
    "LeadStep",
    "Loan",
    "Product",
    "Prospect",
    "ProspectMatch",
    "Referral",
    "Relationship",
    "Retention",
    "RollUp",
    "StageChange",
    "TierAssessment",
]
