"""When two records may become one."""

import pytest

from customers.choices import DuplicateEvidence, MergeProblem
from customers.rules.duplicates import Record, against, strongest_first

ONE = Record(1, "RESIDENT_ID", b"a")


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        (Record(2, "RESIDENT_ID", b"a"), ()),
        (Record(2, "PASSPORT", b"b"), ()),
        (Record(2, "RESIDENT_ID", b""), ()),
        (Record(2, "RESIDENT_ID", b"b"), (MergeProblem.IDENTITY_DIFFERS,)),
        (Record(1, "RESIDENT_ID", b"a"), (MergeProblem.SAME,)),
        (Record(2, "", b"", absorbed=True), (MergeProblem.ABSORBED,)),
        (
            Record(2, "RESIDENT_ID", b"b", has_others=True),
            (MergeProblem.HAS_OTHERS, MergeProblem.IDENTITY_DIFFERS),
        ),
    ],
)
def test_what_stands_against_a_merge(other: Record, problems: tuple[MergeProblem, ...]) -> None:
    assert against(ONE, other) == problems


def test_a_survivor_may_take_in_another() -> None:
    assert against(Record(1, "", b"", has_others=True), Record(2, "", b"")) == ()


def test_the_strongest_evidence_comes_first() -> None:
    assert strongest_first(["PHONE", "IDENTITY", "PHONE"]) == (
        DuplicateEvidence.IDENTITY,
        DuplicateEvidence.PHONE,
    )
