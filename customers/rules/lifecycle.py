"""Stages of a customer and states of prospects and referrals, as tables. Source: domain.md A16 and part C."""

from __future__ import annotations

from collections.abc import Mapping

from customers.choices import CustomerStatus, LifecycleStage, ProspectStatus, ReferralStatus

_S = LifecycleStage

STAGES: Mapping[LifecycleStage, frozenset[LifecycleStage]] = {
    _S.AWARENESS: frozenset({_S.ACQUISITION, _S.LOST}),
    _S.ACQUISITION: frozenset({_S.GROWTH, _S.LOST}),
    _S.GROWTH: frozenset({_S.MATURITY, _S.LOST}),
    _S.MATURITY: frozenset({_S.DECLINE, _S.LOST}),
    _S.DECLINE: frozenset({_S.GROWTH, _S.LOST}),
    _S.LOST: frozenset(),
}

STATUSES: Mapping[CustomerStatus, frozenset[CustomerStatus]] = {
    CustomerStatus.ACTIVE: frozenset({CustomerStatus.DORMANT, CustomerStatus.LOST, CustomerStatus.CLOSED}),
    CustomerStatus.DORMANT: frozenset({CustomerStatus.ACTIVE, CustomerStatus.LOST, CustomerStatus.CLOSED}),
    CustomerStatus.LOST: frozenset({CustomerStatus.ACTIVE, CustomerStatus.CLOSED}),
    CustomerStatus.CLOSED: frozenset(),
}

_P = ProspectStatus

# Beyond domain.md part C: a manager may register or follow up a prospect of their own without a referral, and
# whoever is in no end state expires (mission C6, "expire");
# somebody who registered may still think better of it.
PROSPECTS: Mapping[ProspectStatus, frozenset[ProspectStatus]] = {
    _P.IDENTIFIED: frozenset({_P.REFERRED, _P.FOLLOW_UP, _P.REGISTERED, _P.INVALID, _P.EXPIRED}),
    _P.REFERRED: frozenset({_P.REGISTERED, _P.FOLLOW_UP, _P.EXPIRED}),
    _P.FOLLOW_UP: frozenset({_P.REGISTERED, _P.INVALID, _P.EXPIRED}),
    _P.REGISTERED: frozenset({_P.ASSIGNED, _P.INVALID, _P.EXPIRED}),
    _P.ASSIGNED: frozenset(),
    _P.INVALID: frozenset(),
    _P.EXPIRED: frozenset(),
}

_R = ReferralStatus

REFERRALS: Mapping[ReferralStatus, frozenset[ReferralStatus]] = {
    _R.CREATED: frozenset({_R.OFFERED, _R.EXPIRED}),
    _R.OFFERED: frozenset({_R.ACCEPTED, _R.EXPIRED}),
    _R.ACCEPTED: frozenset({_R.CONVERTED, _R.FAILED_FIRST}),
    _R.FAILED_FIRST: frozenset({_R.FOLLOW_UP}),
    _R.FOLLOW_UP: frozenset({_R.CONVERTED, _R.EXPIRED}),
    _R.CONVERTED: frozenset(),
    _R.EXPIRED: frozenset(),
}


def may_move(stage: LifecycleStage, to: LifecycleStage) -> bool:
    """Whether a customer may change stage so: decline leads back to growth, never to maturity."""
    return to in STAGES[stage]
