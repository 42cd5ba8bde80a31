"""The closed lists of performance: indicators, schemes, outcomes and the states of an appraisal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IndicatorCode(TextChoices):
    """Measures that schemes score. Growth, ratio and collection are in per cent, amounts in yuan."""

    DEPOSIT_AVG = "DEPOSIT_AVG", _("Average daily deposits")
    DEPOSIT_BASE = "DEPOSIT_BASE", _("Average daily deposits of the base period")
    NEW_DEPOSIT_AVG = "NEW_DEPOSIT_AVG", _("New average daily deposits")
    DEPOSIT_GROWTH_PCT = "DEPOSIT_GROWTH_PCT", _("Growth of average daily deposits (%)")
    LOAN_AVG = "LOAN_AVG", _("Average daily loans")
    NPL_PCT = "NPL_PCT", _("Non-performing loan ratio (%)")
    INTEREST_COLLECTION_PCT = "INTEREST_COLLECTION_PCT", _("Loan interest collected (%)")
    FEE_INCOME = "FEE_INCOME", _("Fee income")
    FEE_GROWTH_PCT = "FEE_GROWTH_PCT", _("Growth of fee income (%)")
    ACCOUNTS_OPENED = "ACCOUNTS_OPENED", _("Basic corporate accounts opened")


class Scheme(TextChoices):
    """Scheme codes; the preset of a scheme is `performance.scheme.` and the code in small letters."""

    BRANCH_HEAD = "BRANCH_HEAD", _("Branch head")
    MANAGER_SENIOR = "MANAGER_SENIOR", _("Customer manager, senior")
    MANAGER_MID = "MANAGER_MID", _("Customer manager, middle")
    MANAGER_JUNIOR = "MANAGER_JUNIOR", _("Customer manager, junior")


class DeliveredCode(TextChoices):
    """Figures that come as measures files, by subject and period."""

    FEE_INCOME = "FEE_INCOME", _("Fee income")
    DEPOSIT_AVG_BASE = "DEPOSIT_AVG_BASE", _("Average daily deposits of the base year")
    ACCOUNTS_OPENED = "ACCOUNTS_OPENED", _("Basic corporate accounts opened")


class MissingReason(TextChoices):
    """Why a measure could not be worked out. Such a measure is shown as missing, never as zero."""

    NO_MEASURE = "NO_MEASURE", _("Nobody delivers this measure yet")
    NOT_DELIVERED = "NOT_DELIVERED", _("No figure has been delivered")
    NO_CLOSED_MONTH = "NO_CLOSED_MONTH", _("No month of this year is closed yet")
    MONTHS_MISSING = "MONTHS_MISSING", _("Figures of some months are missing")
    BASE_MONTHS_MISSING = "BASE_MONTHS_MISSING", _("Figures of last year's months are missing")
    NO_BASE = "NO_BASE", _("The base of last year is missing")
    ZERO_BASE = "ZERO_BASE", _("The base of last year is zero, so there is no growth in per cent")
    NO_LOANS = "NO_LOANS", _("No loans, so there is no ratio")
    NO_INTEREST_DUE = "NO_INTEREST_DUE", _("No loan interest has fallen due this year")
    NO_PEERS = "NO_PEERS", _("The peer group is not known")


class Source(TextChoices):
    """Where the rows behind a figure are found."""

    DEPOSITS = "DEPOSITS", _("Deposits of the customers")
    LOANS = "LOANS", _("Loans")
    DELIVERED = "DELIVERED", _("Delivered figures")
    HISTORY = "HISTORY", _("Deposits of last year, from our own balances")


class UnknownFact(TextChoices):
    """Facts that the outcome rule asks for and that are not known yet."""

    SCORE = "SCORE", _("a complete score")
    COLLECTION = "COLLECTION", _("the interest collected")
    DEPOSIT_LOW_MONTHS = "DEPOSIT_LOW_MONTHS", _("deposits month by month against the base")
    VIOLATION_POINTS = "VIOLATION_POINTS", _("violation points")
    NPL = "NPL", _("the non-performing loan ratio")
    KEY_ITEM = "KEY_ITEM", _("the completion of every key item")


class ItemKind(TextChoices):
    STEP = "STEP", _("Steps from a target")
    BAND = "BAND", _("Bands")
    RATIO = "RATIO", _("Share of the target")
    RANK = "RANK", _("Rank among peers")
    GATE = "GATE", _("Gate")
    DEDUCTION = "DEDUCTION", _("Deduction per event")
    COEFFICIENT = "COEFFICIENT", _("Coefficient on the total")


class LineStatus(TextChoices):
    SCORED = "SCORED", _("Scored")
    MISSING = "MISSING", _("Missing")


class StepMode(TextChoices):
    WHOLE_STEP = "WHOLE_STEP", _("Whole steps only")
    LINEAR = "LINEAR", _("Linear")


class Bounds(TextChoices):
    """Who owns a printed line: the band above it, or (Civil Code reading) the band below it."""

    LOWER_INCLUSIVE = "LOWER_INCLUSIVE", _("The line belongs to the band above")
    CIVIL_CODE = "CIVIL_CODE", _("The line belongs to the band below")


class Outcome(TextChoices):
    """What the system proposes; a person decides."""

    KEEP = "KEEP", _("Keep")
    PROPOSE_DEMOTION = "PROPOSE_DEMOTION", _("Propose demotion")
    PROPOSE_DISMISSAL = "PROPOSE_DISMISSAL", _("Propose dismissal")


class OutcomeReason(TextChoices):
    """Kinds of reasons; the line that was crossed stands beside the kind."""

    VIOLATION_POINTS_GE = "VIOLATION_POINTS_GE", _("Violation points at or above the line")
    SERIOUS_VIOLATION = "SERIOUS_VIOLATION", _("Serious violation of rules")
    SERIOUS_LOSS = "SERIOUS_LOSS", _("Serious economic loss")
    ACCIDENT_LOSS_GE = "ACCIDENT_LOSS_GE", _("Accident with a loss at or above the line")
    SCORE_LT = "SCORE_LT", _("Score below the line")
    COLLECTION_LT = "COLLECTION_LT", _("Interest collection below the line")
    DEPOSIT_LOW_MONTHS = "DEPOSIT_LOW_MONTHS", _("Deposits below the line for months in a row")
    NPL_GT = "NPL_GT", _("Non-performing loan ratio above the line")
    KEY_ITEM_LT = "KEY_ITEM_LT", _("A key item completed below the line")
    CONSECUTIVE_YEARS = "CONSECUTIVE_YEARS", _("Years in a row with a ground for demotion")


class AppraisalStatus(TextChoices):
    OPEN = "OPEN", _("In progress")
    DATA_LOCKED = "DATA_LOCKED", _("Data locked")
    SCORED = "SCORED", _("Scored")
    CONFIRMED_BY_EMPLOYEE = "CONFIRMED_BY_EMPLOYEE", _("Confirmed by the employee")
    APPEALED = "APPEALED", _("Appealed")
    RESCORED = "RESCORED", _("Rescored")
    REVIEWED = "REVIEWED", _("Reviewed")
    AUDITED = "AUDITED", _("Audited")
    APPROVED = "APPROVED", _("Approved")
    EXPORTED = "EXPORTED", _("Exported")
    PAID = "PAID", _("Paid")
    ARCHIVED = "ARCHIVED", _("Archived")


class AppraisalActor(TextChoices):
    """Who may move an appraisal on from a state."""

    HR = "HR", _("HR")
    SYSTEM = "SYSTEM", _("System")
    EMPLOYEE = "EMPLOYEE", _("Employee")
    REVIEWERS = "REVIEWERS", _("Branch head and marketing department")
    AUDIT = "AUDIT", _("Audit")
    NOBODY = "NOBODY", _("Nobody: it is archived")


class ScoreKind(TextChoices):
    PROVISIONAL = "PROVISIONAL", _("Provisional")
    FINAL = "FINAL", _("Final")
