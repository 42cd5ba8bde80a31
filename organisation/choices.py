"""The closed lists of the organisation: levels, posts, grades, kinds and states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BranchLevel(TextChoices):
    HEAD_OFFICE = "HEAD_OFFICE", _("Head office")
    BRANCH = "BRANCH", pgettext_lazy("level", "Branch")
    SUB_BRANCH = "SUB_BRANCH", _("Sub-branch")
    OUTLET = "OUTLET", _("Outlet")


class Post(TextChoices):
    """Posts as the staff extract names them; an unknown post loads but carries no role."""

    BRANCH_HEAD = "BRANCH_HEAD", _("Branch head")
    WEALTH_MANAGER = "WEALTH_MANAGER", _("Wealth manager")
    MARKETING_MANAGER = "MARKETING_MANAGER", _("Marketing manager")
    RELATIONSHIP_MANAGER = "RELATIONSHIP_MANAGER", _("Relationship manager")
    CORPORATE_MANAGER = "CORPORATE_MANAGER", _("Corporate manager")
    LOAN_MANAGER = "LOAN_MANAGER", _("Loan manager")
    LOBBY_MANAGER = "LOBBY_MANAGER", _("Lobby manager")
    TELLER = "TELLER", _("Teller")
    NONCASH_TELLER = "NONCASH_TELLER", _("Non-cash teller")
    ACCOUNTING_SUPERVISOR = "ACCOUNTING_SUPERVISOR", _("Accounting supervisor")
    BUSINESS_LEAD = "BUSINESS_LEAD", _("Business lead")
    MARKETING_OFFICER = "MARKETING_OFFICER", _("Marketing officer")
    HR = "HR", _("HR officer")
    COMPLAINT_OFFICER = "COMPLAINT_OFFICER", _("Complaint officer")
    AUDITOR = "AUDITOR", _("Auditor")
    ADMIN = "ADMIN", _("Administrator")


class Grade(TextChoices):
    """Grades of customer managers in the appraisal scheme (domain.md, kpi_grade)."""

    SENIOR = "SENIOR", _("Senior")
    MID = "MID", _("Middle")
    JUNIOR = "JUNIOR", _("Junior")
    AGENT = "AGENT", _("Business agent")


class StaffStatus(TextChoices):
    ACTIVE = "ACTIVE", _("Active")
    LEFT = "LEFT", _("Left")
    SUSPENDED = "SUSPENDED", _("Suspended")


class CertificateKind(TextChoices):
    AFP = "AFP", "AFP"
    CFP = "CFP", "CFP"
    WEALTH_LICENCE = "WEALTH_LICENCE", _("Personal wealth management licence")


class AbsenceKind(TextChoices):
    LEAVE = "LEAVE", _("Leave")
    LONG_ABSENCE = "LONG_ABSENCE", _("Long absence")
    FORCED_LEAVE = "FORCED_LEAVE", _("Forced leave")


class BanKind(TextChoices):
    MANAGER_2Y = "MANAGER_2Y", _("Customer-manager post, 2 years")
    ACCOUNTING_1Y = "ACCOUNTING_1Y", _("Accounting posts of the outlet, 1 year")


class DayKind(TextChoices):
    HOLIDAY = "HOLIDAY", _("Holiday")
    MAKEUP = "MAKEUP", _("Make-up working day")
    CLOSURE = "CLOSURE", _("Branch closure")


class ProposalStatus(TextChoices):
    WAITING = "WAITING", _("Waits for a second person")
    APPROVED = "APPROVED", _("Approved")
    REJECTED = "REJECTED", _("Rejected")


class PresetStatus(TextChoices):
    SHIPPED = "SHIPPED", _("Shipped default")
    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Approved")
    REJECTED = "REJECTED", _("Rejected")


class RunStatus(TextChoices):
    RUNNING = "RUNNING", _("Running")
    PUBLISHED = "PUBLISHED", _("Published")
    UNCHANGED = "UNCHANGED", _("Nothing new")
    REFUSED = "REFUSED", _("Refused")
    FAILED = "FAILED", _("Failed")


class StepStatus(TextChoices):
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    REFUSED = "REFUSED", _("Refused")
    FAILED = "FAILED", _("Failed")


class DataClass(TextChoices):
    """JR/T 0171 class of a column. C3 is not a member: the portal has no such field."""

    NONE = "NONE", _("Not personal")
    C1 = "C1", _("C1 internal")
    C2 = "C2", _("C2 sensitive")
