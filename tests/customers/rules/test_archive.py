"""What belongs in a file, how complete it is, when it is checked, and which documents it takes."""

from datetime import date
from itertools import pairwise

import pytest

from customers.choices import ArchiveItem, DocumentType, Tier, UploadProblem
from customers.presets import PRESETS, shipped
from customers.rules.archive import (
    MEGABYTE,
    ArchivePolicy,
    DocumentPolicy,
    VerificationPolicy,
    comes_next,
    completeness,
    next_check,
    type_of,
    upload_problem,
)
from organisation.rules.presets import PresetError, Reader

IDENTITY, PHONE, NEED = ArchiveItem.IDENTITY, ArchiveItem.PHONE, ArchiveItem.NEED
POLICY = ArchivePolicy({IDENTITY: Tier.MASS, PHONE: Tier.MASS, NEED: Tier.GOLD}, 90)


def test_two_of_three_are_66_per_cent() -> None:
    state = completeness(Tier.GOLD, {IDENTITY, PHONE}, POLICY)
    assert (state.done, state.percent, state.missing) == (2, 66, (NEED,))


def test_what_no_tier_needs_does_not_count() -> None:
    assert completeness(Tier.MASS, {IDENTITY, PHONE, NEED}, POLICY).percent == 100
    assert completeness(Tier.MASS, set(), ArchivePolicy({NEED: Tier.GOLD}, 90)).percent == 100


def test_a_higher_tier_needs_all_that_a_lower_one_does() -> None:
    policy = PRESETS["customers.archive"](shipped()["customers.archive"].value)
    needed = [set(policy.needed(tier)) for tier in Tier]
    assert all(low <= high for low, high in pairwise(needed))
    assert needed[-1] == set(ArchiveItem)


def test_an_item_named_twice_is_refused() -> None:
    value = {"file_items": [{"file_item": "NEED", "tier": "GOLD"}] * 2, "expiry_warning_days": 1}
    with pytest.raises(PresetError):
        ArchivePolicy.read(Reader(value))


def test_the_next_check_is_months_later_or_not_known() -> None:
    assert next_check(date(2025, 8, 31), VerificationPolicy(6)) == date(2026, 2, 28)
    assert next_check(date(2025, 8, 31), None) is None


DOCUMENTS = DocumentPolicy(frozenset({DocumentType.PDF, DocumentType.PNG}), 10, 25)


@pytest.mark.parametrize(
    ("data", "kept", "problem"),
    [
        (b"%PDF-1.7", 0, None),
        (b"", 0, UploadProblem.EMPTY),
        (b"%PDF-1.7...", 0, UploadProblem.TOO_LARGE),
        (b"MZ\x90\x00", 0, UploadProblem.TYPE),
        (b" %PDF-1.7", 0, UploadProblem.TYPE),
        (b"\xff\xd8\xff\xe0", 0, UploadProblem.TYPE),
        (b"%PDF-1.7", 17, None),
        (b"%PDF-1.7", 18, UploadProblem.QUOTA),
    ],
)
def test_uploads(data: bytes, kept: int, problem: UploadProblem | None) -> None:
    assert upload_problem(data, kept, DOCUMENTS) == problem


def test_a_file_is_what_its_first_bytes_say() -> None:
    assert type_of(b"\x89PNG\r\n\x1a\n....") is DocumentType.PNG
    assert type_of(b"\xff\xd8\xff\xe1") is DocumentType.JPEG
    assert type_of(b"<html>%PDF-") is None


def test_the_preset_counts_in_megabytes() -> None:
    policy = PRESETS["customers.documents"](shipped()["customers.documents"].value)
    assert (policy.largest, policy.per_customer) == (10 * MEGABYTE, 100 * MEGABYTE)


@pytest.mark.parametrize(
    ("on", "yearly", "today", "expected"),
    [
        (date(2024, 2, 29), True, date(2026, 2, 1), date(2026, 2, 28)),
        (date(1990, 5, 4), True, date(2026, 5, 4), date(2026, 5, 4)),
        (date(1990, 5, 4), True, date(2026, 5, 5), date(2027, 5, 4)),
        (date(2027, 5, 4), True, date(2026, 5, 5), date(2027, 5, 4)),
        (date(2028, 5, 4), True, date(2026, 5, 5), date(2028, 5, 4)),
        (date(2026, 5, 4), False, date(2026, 5, 5), None),
        (date(2026, 5, 5), False, date(2026, 5, 5), date(2026, 5, 5)),
    ],
)
def test_a_day_comes_again(on: date, yearly: bool, today: date, expected: date | None) -> None:
    assert comes_next(on, yearly, today) == expected
