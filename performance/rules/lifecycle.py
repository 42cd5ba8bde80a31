"""States of an appraisal: where it may go and who moves it on. Source: domain.md part C."""

from __future__ import annotations

from collections.abc import Mapping

from performance.choices import AppraisalActor, AppraisalStatus

_S = AppraisalStatus

TRANSITIONS: Mapping[AppraisalStatus, frozenset[AppraisalStatus]] = {
    _S.OPEN: frozenset({_S.DATA_LOCKED}),
    _S.DATA_LOCKED: frozenset({_S.SCORED}),
    _S.SCORED: frozenset({_S.CONFIRMED_BY_EMPLOYEE, _S.APPEALED}),
    _S.CONFIRMED_BY_EMPLOYEE: frozenset({_S.REVIEWED}),
    _S.APPEALED: frozenset({_S.RESCORED}),
    _S.RESCORED: frozenset({_S.REVIEWED}),
    _S.REVIEWED: frozenset({_S.AUDITED}),
    _S.AUDITED: frozenset({_S.APPROVED}),
    _S.APPROVED: frozenset({_S.EXPORTED, _S.PAID}),
    _S.EXPORTED: frozenset({_S.PAID, _S.ARCHIVED}),
    _S.PAID: frozenset({_S.ARCHIVED}),
    _S.ARCHIVED: frozenset(),
}

OWNERS: Mapping[AppraisalStatus, AppraisalActor] = {
    _S.OPEN: AppraisalActor.HR,
    _S.DATA_LOCKED: AppraisalActor.SYSTEM,
    _S.SCORED: AppraisalActor.EMPLOYEE,
    _S.CONFIRMED_BY_EMPLOYEE: AppraisalActor.REVIEWERS,
    _S.APPEALED: AppraisalActor.SYSTEM,
    _S.RESCORED: AppraisalActor.REVIEWERS,
    _S.REVIEWED: AppraisalActor.AUDIT,
    _S.AUDITED: AppraisalActor.HR,
    _S.APPROVED: AppraisalActor.HR,
    _S.EXPORTED: AppraisalActor.HR,
    _S.PAID: AppraisalActor.HR,
    _S.ARCHIVED: AppraisalActor.NOBODY,
}


def may_move(status: AppraisalStatus, to: AppraisalStatus) -> bool:
    """Whether an appraisal may go from one state to the other."""
    return to in TRANSITIONS[status]
