import pytest

from complaints.choices import Owner, Status
from complaints.rules.lifecycle import OPEN, OWNERS, TRANSITIONS, may_move

FORWARD = {
    ("RECEIVED", "ACKNOWLEDGED"),
    ("ACKNOWLEDGED", "INVESTIGATING"),
    ("INVESTIGATING", "PROPOSED"),
    ("PROPOSED", "AGREED"),
    ("PROPOSED", "DECIDED"),
    ("AGREED", "NOTIFIED"),
    ("DECIDED", "NOTIFIED"),
    ("NOTIFIED", "CONFIRMED"),
    ("NOTIFIED", "UNDER_REVIEW"),
    ("CONFIRMED", "FOLLOWED_UP"),
    ("FOLLOWED_UP", "CLOSED"),
    ("CLOSED", "UNDER_REVIEW"),
    ("UNDER_REVIEW", "REVIEW_DECIDED"),
    ("REVIEW_DECIDED", "CLOSED"),
}
ENDS = {Status.WITHDRAWN, Status.DECLINED}


@pytest.mark.parametrize("to", Status)
@pytest.mark.parametrize("status", Status)
def test_the_whole_matrix(status: Status, to: Status) -> None:
    stopped = status in OPEN and to in ENDS
    assert may_move(status, to) is (stopped or (status.value, to.value) in FORWARD)


def test_every_state_has_an_owner_and_only_the_ends_have_none() -> None:
    assert set(OWNERS) == set(TRANSITIONS) == set(Status)
    assert {status for status, owner in OWNERS.items() if owner is Owner.NOBODY} == {Status.CLOSED, *ENDS}
