"""What belongs in a customer's file, how complete it is, when it has to be checked, and which documents it takes.

The textbook of seed 001 (chapter 5, section 4) names the scope of a file, its index, update and check without any
item, period or size: items per tier are a design of the preset, the period is left blank.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from customers.choices import ArchiveItem, DocumentType, Tier, UploadProblem
from customers.rules.tiering import RANK
from organisation.rules.periods import add_months
from organisation.rules.presets import PresetError, PresetProblem, Reader

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchivePolicy:
    """The items of a file, each with the lowest tier that needs it; days ahead in which an expiring identity
    document is listed."""

    items: Mapping[ArchiveItem, Tier]
    expiry_warning_days: int

    @classmethod
    def read(cls, preset: Reader) -> ArchivePolicy:
        items: dict[ArchiveItem, Tier] = {}
        for entry in preset.items("file_items"):
            item = entry.choice("file_item", ArchiveItem)
            if item in items:
                raise PresetError(entry.at("file_item"), PresetProblem.ORDER, f"{item} twice")
            items[item] = entry.choice("tier", Tier)
        return cls(items, preset.integer("expiry_warning_days", minimum=0))

    def needed(self, tier: Tier) -> tuple[ArchiveItem, ...]:
        """The items that the file of a customer of the tier needs, in the order of the preset."""
        return tuple(item for item, lowest in self.items.items() if RANK[tier] >= RANK[lowest])


@dataclass(frozen=True, slots=True)
class VerificationPolicy:
    """After how many months a file is checked again (blank in the sources)."""

    months: int

    @classmethod
    def read(cls, preset: Reader) -> VerificationPolicy:
        return cls(preset.integer("check_months", minimum=1))


def next_check(done_on: date, policy: VerificationPolicy | None) -> date | None:
    """Checked on 31 August with 6 months between: due on 28 February. None while the bank has not said."""
    return None if policy is None else add_months(done_on, policy.months)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what belongs in the file is there."""

    needed: tuple[ArchiveItem, ...]
    missing: tuple[ArchiveItem, ...]

    @property
    def done(self) -> int:
        return len(self.needed) - len(self.missing)

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down, so that only a complete file says 100; a file that needs nothing is."""
        return 100 if not self.needed else self.done * 100 // len(self.needed)


def completeness(tier: Tier, present: Collection[ArchiveItem], policy: ArchivePolicy) -> Completeness:
    """Gold needs identity, phone and a need; identity and phone are there: 2 of 3, 66 %, the need is missing."""
    needed = policy.needed(tier)
    return Completeness(needed, tuple(item for item in needed if item not in present))


@dataclass(frozen=True, slots=True)
class DocumentPolicy:
    """Which documents are taken: types, the largest file and the most of one customer, in bytes."""

    types: frozenset[DocumentType]
    largest: int
    per_customer: int

    @classmethod
    def read(cls, preset: Reader) -> DocumentPolicy:
        return cls(
            frozenset(entry.choice("file_type", DocumentType) for entry in preset.items("file_types")),
            preset.integer("file_megabytes", minimum=1, maximum=20) * MEGABYTE,
            preset.integer("customer_megabytes", minimum=1) * MEGABYTE,
        )


_BEGINS: Mapping[DocumentType, bytes] = {
    DocumentType.PDF: b"%PDF-",
    DocumentType.JPEG: b"\xff\xd8\xff",
    DocumentType.PNG: b"\x89PNG\r\n\x1a\n",
}
CONTENT_TYPES: Mapping[DocumentType, str] = {
    DocumentType.PDF: "application/pdf",
    DocumentType.JPEG: "image/jpeg",
    DocumentType.PNG: "image/png",
}
ENDINGS: Mapping[DocumentType, str] = {
    DocumentType.PDF: "pdf",
    DocumentType.JPEG: "jpg",
    DocumentType.PNG: "png",
}


def type_of(data: bytes) -> DocumentType | None:
    """What a file is by its first bytes; a name like photo.jpg says nothing."""
    return next((kind for kind, begin in _BEGINS.items() if data.startswith(begin)), None)


def upload_problem(data: bytes, kept: int, policy: DocumentPolicy) -> UploadProblem | None:
    """Why the bank does not take these bytes for a customer of whom it keeps so many already; None when it does.

    With 10 MB a file and 100 MB a customer: 11 MB is too large, 9 MB beside 95 MB is beyond the quota, and a
    program that calls itself contract.pdf is of no type. Nothing of the content is read but its first bytes.
    """
    if not data:
        return UploadProblem.EMPTY
    if len(data) > policy.largest:
        return UploadProblem.TOO_LARGE
    if type_of(data) not in policy.types:
        return UploadProblem.TYPE
    if kept + len(data) > policy.per_customer:
        return UploadProblem.QUOTA
    return None


def comes_next(on: date, yearly: bool, today: date) -> date | None:
    """The next time of a day that matters, today included; None when it came once and is over.

    29 February 2024, every year, seen on 2026-02-01: 2026-02-28.
    """
    if not yearly:
        return on if on >= today else None
    years = today.year - on.year
    for ahead in (years, years + 1):
        found = add_months(on, 12 * ahead)
        if found >= today and ahead >= 0:
            return found
    return on
