"""States of a service log, as a table. Source: domain.md part C.

DRAFT is saved and submitted by the owner; a submitted log is amended (a new version of SUBMITTED) until the
head inspects it; the head annotates, the owner's reply closes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.choices import LogStatus

TRANSITIONS: Mapping[LogStatus, frozenset[LogStatus]] = {
    LogStatus.DRAFT: frozenset({LogStatus.DRAFT, LogStatus.SUBMITTED}),
    LogStatus.SUBMITTED: frozenset({LogStatus.SUBMITTED, LogStatus.INSPECTED}),
    LogStatus.INSPECTED: frozenset({LogStatus.ANNOTATED}),
    LogStatus.ANNOTATED: frozenset({LogStatus.CLOSED}),
    LogStatus.CLOSED: frozenset(),
}
