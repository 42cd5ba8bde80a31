"""Who may do what: permissions, roles and the map between them, readable by the bank (domain.md, access matrix).

The database stores who holds a role (by post or by grant); what a role may do is code, so that a change of
policy is a reviewed diff. Routes declare one permission each (organisation/guards.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from organisation.choices import Post


class Permission(StrEnum):
    HOME = auto()
    OWN_ACCOUNT = auto()
    SEARCH = auto()
    CUSTOMER_LIST = auto()
    CUSTOMER_VIEW = auto()
    CUSTOMER_REVEAL = auto()
    CUSTOMER_EXPORT = auto()
    ARCHIVE_VIEW = auto()
    ARCHIVE_EDIT = auto()
    DOCUMENT_VIEW = auto()
    CONTRACT_KEEP = auto()
    CONSENT_EDIT = auto()
    SUITABILITY_VIEW = auto()
    SUITABILITY_CONFLICTS = auto()
    PRODUCT_RATE = auto()
    WATCHERS_VIEW = auto()
    UNUSUAL_VIEW = auto()
    TIER_BOARD_VIEW = auto()
    TIER_RADAR_VIEW = auto()
    RECOGNISE = auto()
    REFERRAL_VIEW = auto()
    REFERRAL_HANDLE = auto()
    REFERRAL_EXPORT = auto()
    PROSPECT_VIEW = auto()
    PROSPECT_EDIT = auto()
    ASSIGNMENT_VIEW = auto()
    ASSIGNMENT_DECIDE = auto()
    HANDOVER_VIEW = auto()
    HANDOVER_OPEN = auto()
    ALERT_VIEW = auto()
    ALERT_HANDLE = auto()
    ALERT_REVIEW = auto()
    SEGMENT_VIEW = auto()
    SEGMENT_EDIT = auto()
    HOUSEHOLD_VIEW = auto()
    HOUSEHOLD_PROPOSE = auto()
    HOUSEHOLD_CONFIRM = auto()
    DUPLICATE_VIEW = auto()
    DUPLICATE_MERGE = auto()
    SERVICE_VIEW = auto()
    COMPLAINT_VIEW = auto()
    SCORE_VIEW = auto()
    BRANCH_VIEW = auto()
    BRANCH_FIGURES = auto()
    APPRAISAL_VIEW = auto()
    APPRAISAL_EXPORT = auto()
    STAFF_VIEW = auto()
    STAFF_EDIT = auto()
    ABSENCE_RECORD = auto()
    CLOSURE_EDIT = auto()
    SERVICE_POINT_EDIT = auto()
    CALENDAR_VIEW = auto()
    CALENDAR_EDIT = auto()
    NIGHTLY_VIEW = auto()
    NIGHTLY_RUN = auto()
    REJECT_DOWNLOAD = auto()
    PRESET_VIEW = auto()
    PRESET_PROPOSE = auto()
    PRESET_APPROVE = auto()
    PRESET_REHEARSE = auto()
    AUDIT_VIEW = auto()
    ROLE_GRANT = auto()


class Role(TextChoices):
    RELATIONSHIP_MANAGER = "RELATIONSHIP_MANAGER", _("Customer manager")
    LOBBY_MANAGER = "LOBBY_MANAGER", _("Lobby manager")
    TELLER = "TELLER", _("Teller")
    BRANCH_HEAD = "BRANCH_HEAD", _("Branch head")
    BUSINESS_LEAD = "BUSINESS_LEAD", _("Business lead")
    MARKETING_OFFICER = "MARKETING_OFFICER", _("Marketing officer")
    HR = "HR", _("Human resources")
    COMPLAINT_OFFICER = "COMPLAINT_OFFICER", _("Consumer protection")
    AUDITOR = "AUDITOR", _("Audit")
    ADMIN = "ADMIN", _("Administrator")


_P = Permission
_EVERYONE = frozenset({_P.HOME, _P.OWN_ACCOUNT, _P.SEARCH})
# Front staff recognise a walk-in and refer; a customer's managers and the head do the customer's work.
_FRONT = frozenset({_P.RECOGNISE, _P.REFERRAL_VIEW})
_CUSTOMER_WORK = frozenset(
    {
        _P.ARCHIVE_VIEW,
        _P.ARCHIVE_EDIT,
        _P.DOCUMENT_VIEW,
        _P.CONSENT_EDIT,
        _P.SUITABILITY_VIEW,
        _P.SUITABILITY_CONFLICTS,
        _P.WATCHERS_VIEW,
        _P.TIER_BOARD_VIEW,
        _P.TIER_RADAR_VIEW,
        _P.REFERRAL_HANDLE,
        _P.REFERRAL_EXPORT,
        _P.PROSPECT_VIEW,
        _P.PROSPECT_EDIT,
        _P.HANDOVER_VIEW,
        _P.HANDOVER_OPEN,
        _P.ALERT_VIEW,
        _P.ALERT_HANDLE,
        _P.SEGMENT_VIEW,
        _P.SEGMENT_EDIT,
        _P.HOUSEHOLD_VIEW,
        _P.HOUSEHOLD_PROPOSE,
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.RELATIONSHIP_MANAGER: _EVERYONE
    | _FRONT
    | _CUSTOMER_WORK
    | {
        _P.CUSTOMER_LIST,
        _P.CUSTOMER_VIEW,
        _P.CUSTOMER_REVEAL,
        _P.CUSTOMER_EXPORT,
        _P.SERVICE_VIEW,
        _P.COMPLAINT_VIEW,
        _P.SCORE_VIEW,
    },
    Role.LOBBY_MANAGER: _EVERYONE | _FRONT | {_P.SERVICE_VIEW, _P.COMPLAINT_VIEW},
    Role.TELLER: _EVERYONE | _FRONT | {_P.SERVICE_VIEW, _P.COMPLAINT_VIEW},
    Role.BRANCH_HEAD: _EVERYONE
    | _FRONT
    | _CUSTOMER_WORK
    | {
        _P.CUSTOMER_LIST,
        _P.CUSTOMER_VIEW,
        _P.CUSTOMER_REVEAL,
        _P.CUSTOMER_EXPORT,
        _P.SERVICE_VIEW,
        _P.COMPLAINT_VIEW,
        _P.SCORE_VIEW,
        _P.BRANCH_VIEW,
        _P.BRANCH_FIGURES,
        _P.STAFF_VIEW,
        _P.NIGHTLY_VIEW,
        _P.REJECT_DOWNLOAD,
        _P.PRESET_VIEW,
        _P.ASSIGNMENT_VIEW,
        _P.ASSIGNMENT_DECIDE,
        _P.HOUSEHOLD_CONFIRM,
        _P.DUPLICATE_VIEW,
        _P.DUPLICATE_MERGE,
        _P.CONTRACT_KEEP,
        _P.ALERT_REVIEW,
        _P.UNUSUAL_VIEW,
        _P.ABSENCE_RECORD,
        _P.CLOSURE_EDIT,
        _P.SERVICE_POINT_EDIT,
        _P.CALENDAR_VIEW,
    },
    Role.BUSINESS_LEAD: _EVERYONE | {_P.CUSTOMER_LIST, _P.CUSTOMER_VIEW, _P.SERVICE_VIEW},
    Role.MARKETING_OFFICER: _EVERYONE
    | {
        _P.BRANCH_VIEW,
        _P.BRANCH_FIGURES,
        _P.CALENDAR_VIEW,
        _P.SCORE_VIEW,
        _P.NIGHTLY_VIEW,
        _P.PRESET_VIEW,
        _P.PRESET_PROPOSE,
        _P.PRESET_APPROVE,
        _P.PRODUCT_RATE,
        _P.PRESET_REHEARSE,
        _P.TIER_BOARD_VIEW,
        _P.ALERT_REVIEW,
    },
    Role.HR: _EVERYONE
    | {
        _P.APPRAISAL_VIEW,
        _P.APPRAISAL_EXPORT,
        _P.STAFF_VIEW,
        _P.SCORE_VIEW,
        _P.PRESET_VIEW,
        _P.PRESET_PROPOSE,
        _P.PRESET_APPROVE,
        _P.PRESET_REHEARSE,
        _P.STAFF_EDIT,
        _P.BRANCH_VIEW,
        _P.ABSENCE_RECORD,
        _P.CLOSURE_EDIT,
        _P.SERVICE_POINT_EDIT,
        _P.CALENDAR_VIEW,
        _P.CALENDAR_EDIT,
    },
    Role.COMPLAINT_OFFICER: _EVERYONE
    | {
        _P.CUSTOMER_LIST,
        _P.CUSTOMER_VIEW,
        _P.CUSTOMER_REVEAL,
        _P.SERVICE_VIEW,
        _P.COMPLAINT_VIEW,
        _P.CONSENT_EDIT,
        _P.SUITABILITY_VIEW,
    },
    Role.AUDITOR: _EVERYONE
    | {
        _P.CUSTOMER_LIST,
        _P.CUSTOMER_VIEW,
        _P.SERVICE_VIEW,
        _P.COMPLAINT_VIEW,
        _P.SCORE_VIEW,
        _P.BRANCH_VIEW,
        _P.BRANCH_FIGURES,
        _P.CALENDAR_VIEW,
        _P.APPRAISAL_VIEW,
        _P.STAFF_VIEW,
        _P.NIGHTLY_VIEW,
        _P.REJECT_DOWNLOAD,
        _P.PRESET_VIEW,
        _P.AUDIT_VIEW,
        _P.ARCHIVE_VIEW,
        _P.DOCUMENT_VIEW,
        _P.SUITABILITY_VIEW,
        _P.SUITABILITY_CONFLICTS,
        _P.WATCHERS_VIEW,
        _P.UNUSUAL_VIEW,
        _P.TIER_BOARD_VIEW,
        _P.REFERRAL_VIEW,
        _P.PROSPECT_VIEW,
        _P.ASSIGNMENT_VIEW,
        _P.HANDOVER_VIEW,
        _P.ALERT_VIEW,
        _P.ALERT_REVIEW,
        _P.SEGMENT_VIEW,
        _P.HOUSEHOLD_VIEW,
        _P.DUPLICATE_VIEW,
    },
    Role.ADMIN: _EVERYONE
    | {
        _P.NIGHTLY_VIEW,
        _P.NIGHTLY_RUN,
        _P.PRESET_VIEW,
        _P.STAFF_VIEW,
        _P.ROLE_GRANT,
        _P.CALENDAR_VIEW,
        _P.CALENDAR_EDIT,
    },
}

# A post brings its role with it; head-office roles that no post names are granted by a person.
ROLE_OF_POST: Mapping[str, Role] = {
    Post.BRANCH_HEAD: Role.BRANCH_HEAD,
    Post.WEALTH_MANAGER: Role.RELATIONSHIP_MANAGER,
    Post.MARKETING_MANAGER: Role.RELATIONSHIP_MANAGER,
    Post.RELATIONSHIP_MANAGER: Role.RELATIONSHIP_MANAGER,
    Post.CORPORATE_MANAGER: Role.RELATIONSHIP_MANAGER,
    Post.LOAN_MANAGER: Role.RELATIONSHIP_MANAGER,
    Post.LOBBY_MANAGER: Role.LOBBY_MANAGER,
    Post.TELLER: Role.TELLER,
    Post.NONCASH_TELLER: Role.TELLER,
    Post.ACCOUNTING_SUPERVISOR: Role.TELLER,
    Post.BUSINESS_LEAD: Role.BUSINESS_LEAD,
    Post.MARKETING_OFFICER: Role.MARKETING_OFFICER,
    Post.HR: Role.HR,
    Post.COMPLAINT_OFFICER: Role.COMPLAINT_OFFICER,
    Post.AUDITOR: Role.AUDITOR,
    Post.ADMIN: Role.ADMIN,
}

# Separation of duty (三员分立): system, people's data and audit belong to three different hands.
INCOMPATIBLE: tuple[frozenset[Role], ...] = (
    frozenset({Role.ADMIN, Role.AUDITOR}),
    frozenset({Role.ADMIN, Role.HR}),
    frozenset({Role.AUDITOR, Role.HR}),
)
