"""Who works where, under which rules, and what was done."""

from organisation.models.audit_event import AuditEvent
from organisation.models.branch import Branch
from organisation.models.calendar import CalendarDay, CalendarProposal, CalendarYear
from organisation.models.nightly import NightlyRun, NightlyStep, Publication, Reject
from organisation.models.posting import (
    Absence,
    Certificate,
    PostBan,
    Posting,
    RoleGrant,
    Violation,
)
from organisation.models.preset import Preset
from organisation.models.saved_view import SavedView
from organisation.models.service_point import ServicePoint
from organisation.models.sighting import Sighting
from organisation.models.staff import Staff

__all__ = [
    "Absence",
    "AuditEvent",
    "Branch",
    "CalendarDay",
    "CalendarProposal",
    "CalendarYear",
    "Certificate",
    "NightlyRun",
    "NightlyStep",
    "PostBan",
    "Posting",
    "Preset",
    "Publication",
    "Reject",
    "RoleGrant",
    "SavedView",
    "ServicePoint",
    "Sighting",
    "Staff",
    "Violation",
]
