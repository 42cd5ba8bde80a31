"""States of a complaint: where it may go, who holds the ball. Source: domain.md A12 and part C.

From any open state a complaint may be withdrawn or declined (not made by the customer or an agent). A closed
case is terminal except for a review; a reopened case is a new, linked case.
"""

from __future__ import annotations

from collections.abc import Mapping

from complaints.choices import Owner, Status

_S = Status

_FORWARD: Mapping[Status, frozenset[Status]] = {
    _S.RECEIVED: frozenset({_S.ACKNOWLEDGED}),
    _S.ACKNOWLEDGED: frozenset({_S.INVESTIGATING}),
    _S.INVESTIGATING: frozenset({_S.PROPOSED}),
    _S.PROPOSED: frozenset({_S.AGREED, _S.DECIDED}),
    _S.AGREED: frozenset({_S.NOTIFIED}),
    _S.DECIDED: frozenset({_S.NOTIFIED}),
    _S.NOTIFIED: frozenset({_S.CONFIRMED, _S.UNDER_REVIEW}),
    _S.CONFIRMED: frozenset({_S.FOLLOWED_UP}),
    _S.FOLLOWED_UP: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset({_S.UNDER_REVIEW}),
    _S.UNDER_REVIEW: frozenset({_S.REVIEW_DECIDED}),
    _S.REVIEW_DECIDED: frozenset({_S.CLOSED}),
    _S.WITHDRAWN: frozenset(),
    _S.DECLINED: frozenset(),
}

OPEN: frozenset[Status] = frozenset(
    {
        _S.RECEIVED,
        _S.ACKNOWLEDGED,
        _S.INVESTIGATING,
        _S.PROPOSED,
        _S.AGREED,
        _S.DECIDED,
        _S.NOTIFIED,
        _S.CONFIRMED,
        _S.FOLLOWED_UP,
    }
)

TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    status: following | ({_S.WITHDRAWN, _S.DECLINED} if status in OPEN else frozenset())
    for status, following in _FORWARD.items()
}

OWNERS: Mapping[Status, Owner] = {
    _S.RECEIVED: Owner.RECEIVER,
    _S.ACKNOWLEDGED: Owner.OFFICER,
    _S.INVESTIGATING: Owner.OFFICER,
    _S.PROPOSED: Owner.OFFICER,
    _S.AGREED: Owner.OFFICER,
    _S.DECIDED: Owner.OFFICER,
    _S.NOTIFIED: Owner.COMPLAINANT,
    _S.CONFIRMED: Owner.OFFICER,
    _S.FOLLOWED_UP: Owner.OFFICER,
    _S.UNDER_REVIEW: Owner.SUPERIOR,
    _S.REVIEW_DECIDED: Owner.OFFICER,
    _S.CLOSED: Owner.NOBODY,
    _S.WITHDRAWN: Owner.NOBODY,
    _S.DECLINED: Owner.NOBODY,
}


def may_move(status: Status, to: Status) -> bool:
    """Whether the case may go from one state to the other."""
    return to in TRANSITIONS[status]
