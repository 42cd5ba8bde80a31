import pytest

from services.choices import LogStatus
from services.rules.lifecycle import TRANSITIONS

ALLOWED = {
    ("DRAFT", "DRAFT"),
    ("DRAFT", "SUBMITTED"),
    ("SUBMITTED", "SUBMITTED"),
    ("SUBMITTED", "INSPECTED"),
    ("INSPECTED", "ANNOTATED"),
    ("ANNOTATED", "CLOSED"),
}


@pytest.mark.parametrize("to", LogStatus)
@pytest.mark.parametrize("status", LogStatus)
def test_the_whole_matrix(status: LogStatus, to: LogStatus) -> None:
    assert (to in TRANSITIONS[status]) is ((status.value, to.value) in ALLOWED)
