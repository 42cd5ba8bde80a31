"""The closed lists of customers: tiers, stages, roles, kinds and states (codes of domain.md part C)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tier(TextChoices):
    """Customer tier, lowest first: the order of the members is the order of the tiers."""

    MASS = "MASS", _("Mass")
    GOLD = "GOLD", _("Gold")
    PLATINUM = "PLATINUM", _("Platinum")
    DIAMOND = "DIAMOND", _("Diamond")
    PRIVATE = "PRIVATE", _("Private banking")


class TierReason(TextChoices):
    """Why an effective tier is what it is after a month end."""

    FIRST = "FIRST", _("First assessment")
    UPGRADED = "UPGRADED", _("Upgraded: the month's average reached a higher line")
    KEPT = "KEPT", _("Kept: the month's average is within the tier")
    GRACE = "GRACE", _("Kept in grace: the month's average is below the tier's line")
    DOWNGRADED = "DOWNGRADED", _("Downgraded: too many months in a row below the tier's line")


class LifecycleStage(TextChoices):
    AWARENESS = "AWARENESS", _("Awareness stage")
    ACQUISITION = "ACQUISITION", _("Acquisition stage")
    GROWTH = "GROWTH", _("Growth stage")
    MATURITY = "MATURITY", _("Maturity stage")
    DECLINE = "DECLINE", _("Decline stage")
    LOST = "LOST", _("Lost")


class CustomerStatus(TextChoices):
    ACTIVE = "ACTIVE", _("Active customer")
    DORMANT = "DORMANT", _("Dormant")
    LOST = "LOST", _("Lost")
    CLOSED = "CLOSED", _("Closed")


class Gender(TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class IdType(TextChoices):
    """Real-name documents; the codes are those that the identity rules check."""

    RESIDENT_ID = "RESIDENT_ID", _("Resident identity card")
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", _("Hong Kong or Macao permit")
    TAIWAN_PERMIT = "TAIWAN_PERMIT", _("Taiwan permit")
    HMT_RESIDENCE = "HMT_RESIDENCE", _("Hong Kong, Macao or Taiwan residence permit")
    PASSPORT = "PASSPORT", _("Passport")
    FOREIGN_PR = "FOREIGN_PR", _("Foreigner's permanent residence card")
    HOUSEHOLD_REGISTER = "HOUSEHOLD_REGISTER", _("Household register")
    MILITARY_ID = "MILITARY_ID", _("Military or armed-police identity card")


class RiskLevel(TextChoices):
    """Risk tolerance of a customer."""

    C1 = "C1", _("C1 conservative")
    C2 = "C2", _("C2 prudent")
    C3 = "C3", _("C3 balanced")
    C4 = "C4", _("C4 growth")
    C5 = "C5", _("C5 aggressive")


class ProductRisk(TextChoices):
    """Risk rating of a product."""

    R1 = "R1", _("R1 low")
    R2 = "R2", _("R2 medium-low")
    R3 = "R3", _("R3 medium")
    R4 = "R4", _("R4 medium-high")
    R5 = "R5", _("R5 high")


class Suitability(TextChoices):
    """Answer of the suitability rule for one customer and one product."""

    ALLOW = "ALLOW", _("Suitable")
    ALLOW_WITH_CARE = "ALLOW_WITH_CARE", _("Suitable with special handling for age")
    DENY_NOT_ASSESSED = "DENY_NOT_ASSESSED", _("No risk assessment")
    DENY_EXPIRED = "DENY_EXPIRED", _("The risk assessment has expired")
    DENY_LEVEL = "DENY_LEVEL", _("The product's risk is above the customer's level")


class AssetClass(TextChoices):
    DEMAND_DEPOSIT = "DEMAND_DEPOSIT", _("Demand deposit")
    TIME_DEPOSIT = "TIME_DEPOSIT", _("Time deposit")
    STRUCTURED_DEPOSIT = "STRUCTURED_DEPOSIT", _("Structured deposit")
    WEALTH = "WEALTH", _("Wealth management product")
    FUND = "FUND", _("Fund")
    INSURANCE = "INSURANCE", _("Insurance")
    TREASURY_BOND = "TREASURY_BOND", _("Treasury bond")
    METAL = "METAL", _("Precious metal")
    TRUST = "TRUST", _("Trust")
    LOAN = "LOAN", _("Loan")
    CARD = "CARD", _("Card")


class FiveClass(TextChoices):
    """Five-class status of a loan; the last three are non-performing."""

    NORMAL = "NORMAL", _("Normal")
    SPECIAL_MENTION = "SPECIAL_MENTION", _("Special mention")
    SUBSTANDARD = "SUBSTANDARD", _("Substandard")
    DOUBTFUL = "DOUBTFUL", _("Doubtful")
    LOSS = "LOSS", _("Loss")


class AccountStatus(TextChoices):
    OPEN = "OPEN", _("Open")
    CLOSED = "CLOSED", _("Closed")
    DORMANT = "DORMANT", _("Dormant")
    FROZEN = "FROZEN", _("Frozen")


class RelationshipRole(TextChoices):
    """A has the customer, B stands in and supervises (A、B 角)."""

    A = "A", _("Primary (A)")
    B = "B", _("Backup (B)")


class RelationshipSource(TextChoices):
    SYSTEM_BATCH = "SYSTEM_BATCH", _("Monthly selection")
    HEAD = "HEAD", _("Branch head")
    REFERRAL = "REFERRAL", _("Referral")
    HANDOVER = "HANDOVER", _("Handover")
    CUSTODY = "CUSTODY", _("Custody")


class AssignmentProblem(TextChoices):
    """Why a person may not take a customer."""

    NOT_ACTIVE = "NOT_ACTIVE", _("The person is not in active service")
    BANNED = "BANNED", _("The person is banned from the manager post")
    ABSENT = "ABSENT", _("The person is absent")
    OTHER_BRANCH = "OTHER_BRANCH", _("The customer belongs to another branch")
    GRADE_TOO_LOW = "GRADE_TOO_LOW", _("The customer's size asks for a higher grade")
    SAME_PERSON = "SAME_PERSON", _("A and B must be two persons")


class ProspectStatus(TextChoices):
    IDENTIFIED = "IDENTIFIED", _("Identified")
    REFERRED = "REFERRED", _("Referred")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    REGISTERED = "REGISTERED", _("Registered")
    ASSIGNED = "ASSIGNED", _("Assigned")
    INVALID = "INVALID", _("Invalid")


class ReferrerType(TextChoices):
    LOBBY = "LOBBY", _("Lobby manager")
    CASH_TELLER = "CASH_TELLER", _("Cash teller")
    NONCASH_TELLER = "NONCASH_TELLER", _("Non-cash teller")
    CUSTOMER = "CUSTOMER", _("Customer")
    MANAGER = "MANAGER", _("Customer manager")


class ReferralStatus(TextChoices):
    CREATED = "CREATED", _("Created")
    OFFERED = "OFFERED", _("Offered")
    ACCEPTED = "ACCEPTED", _("Accepted")
    FAILED_FIRST = "FAILED_FIRST", _("First attempt failed")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    CONVERTED = "CONVERTED", _("Converted")
    EXPIRED = "EXPIRED", _("Expired")


class FlagKind(TextChoices):
    """What the night noticed about a customer."""

    TIER_UP = "TIER_UP", _("Tier raised")
    TIER_DOWN = "TIER_DOWN", _("Tier lowered")
    NEAR_LINE = "NEAR_LINE", _("Close to a tier line")
    AVERAGE_DROP = "AVERAGE_DROP", _("Month's average far below its mean")
    LARGE_OUTFLOW = "LARGE_OUTFLOW", _("Large outflow")
    LARGE_INFLOW = "LARGE_INFLOW", _("Large inflow")
    MATURITY = "MATURITY", _("Maturity")
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED", _("Account closed")
    BIRTHDAY = "BIRTHDAY", _("Birthday")
    RISK_EXPIRED = "RISK_EXPIRED", _("Risk assessment expired")
    ID_EXPIRED = "ID_EXPIRED", _("Identity document expired")
    COMPLAINT = "COMPLAINT", _("Open complaint")


class FlagStatus(TextChoices):
    OPEN = "OPEN", _("To do")
    DONE = "DONE", _("Done")
    DISMISSED = "DISMISSED", _("Dismissed")
    EXPIRED = "EXPIRED", _("Expired")


class RollUpKind(TextChoices):
    BANK = "BANK", _("Bank")
    BRANCH = "BRANCH", _("Branch")
    STAFF = "STAFF", _("Manager")


class MatchKind(TextChoices):
    """By what the search box found a customer."""

    NUMBER = "NUMBER", _("customer number")
    PHONE = "PHONE", _("phone")
    IDENTITY = "IDENTITY", _("identity number")
    PHONE_TAIL = "PHONE_TAIL", _("last four of the phone")
    IDENTITY_TAIL = "IDENTITY_TAIL", _("last four of the identity number")
    INITIALS = "INITIALS", _("initials")
    PINYIN = "PINYIN", _("pinyin")
    NAME = "NAME", _("name")


class RevealField(TextChoices):
    """Masked data of a customer that may be shown once, with a reason."""

    PHONE = "phone", _("Phone")
    ID_NO = "id_no", _("Identity number")
    ADDRESS = "address", _("Address")


class RevealReason(TextChoices):
    """Why masked data had to be seen."""

    CONTACT = "CONTACT", _("To contact the customer")
    VERIFY = "VERIFY", _("To check the customer's identity")
    CORRECT = "CORRECT", _("To correct the customer's data")
    COMPLAINT = "COMPLAINT", _("To handle a complaint")
    AUTHORITY = "AUTHORITY", _("Asked for by an authority")
