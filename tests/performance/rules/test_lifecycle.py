import pytest

from performance.choices import AppraisalActor, AppraisalStatus
from performance.rules.lifecycle import OWNERS, TRANSITIONS, may_move

ALLOWED = {
    ("OPEN", "DATA_LOCKED"),
    ("DATA_LOCKED", "SCORED"),
    ("SCORED", "CONFIRMED_BY_EMPLOYEE"),
    ("SCORED", "APPEALED"),
    ("CONFIRMED_BY_EMPLOYEE", "REVIEWED"),
    ("APPEALED", "RESCORED"),
    ("RESCORED", "REVIEWED"),
    ("REVIEWED", "AUDITED"),
    ("AUDITED", "APPROVED"),
    ("APPROVED", "EXPORTED"),
    ("APPROVED", "PAID"),
    ("EXPORTED", "PAID"),
    ("EXPORTED", "ARCHIVED"),
    ("PAID", "ARCHIVED"),
}


@pytest.mark.parametrize("to", AppraisalStatus)
@pytest.mark.parametrize("status", AppraisalStatus)
def test_the_whole_matrix(status: AppraisalStatus, to: AppraisalStatus) -> None:
    assert may_move(status, to) is ((status.value, to.value) in ALLOWED)


def test_every_state_has_an_owner() -> None:
    assert set(OWNERS) == set(TRANSITIONS) == set(AppraisalStatus)
    assert {status for status, owner in OWNERS.items() if owner is AppraisalActor.NOBODY} == {"ARCHIVED"}
