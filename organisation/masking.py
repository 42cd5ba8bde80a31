"""The only column-scope code: which role sees which group of columns full, masked or not at all.

Pages, API and exports ask `access_to` and `shown`; nothing else decides. Roles come from the access matrix
of domain.md part C; the tier-only rule of the business lead (业务负责人) is the seed's own.
A person with several roles gets the widest access among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from organisation.roles import Permission, Role
from organisation.rules import masks

if TYPE_CHECKING:
    from organisation.models import Staff


class Access(IntEnum):
    ABSENT = 0
    MASKED = 1
    FULL = 2


class Column(StrEnum):
    """Groups of columns that the matrix decides together."""

    TIER = "tier"
    NAME = "name"
    PROFILE = "profile"
    IDENTITY = "identity"
    ASSETS = "assets"
    NOTES = "notes"
    APPRAISAL = "appraisal"
    PAY = "pay"


MATRIX: Mapping[Column, Mapping[Role, Access]] = {
    Column.TIER: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.BUSINESS_LEAD: Access.FULL,
        Role.COMPLAINT_OFFICER: Access.FULL,
        Role.AUDITOR: Access.FULL,
    },
    Column.NAME: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.BUSINESS_LEAD: Access.FULL,
        Role.COMPLAINT_OFFICER: Access.FULL,
        Role.AUDITOR: Access.MASKED,
    },
    Column.PROFILE: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.COMPLAINT_OFFICER: Access.FULL,
        Role.AUDITOR: Access.FULL,
    },
    Column.IDENTITY: {
        Role.RELATIONSHIP_MANAGER: Access.MASKED,
        Role.BRANCH_HEAD: Access.MASKED,
        Role.COMPLAINT_OFFICER: Access.MASKED,
        Role.AUDITOR: Access.MASKED,
    },
    Column.ASSETS: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.AUDITOR: Access.MASKED,
    },
    # What people wrote about a customer: for those who work with the customer; audit sees that it is there.
    Column.NOTES: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.AUDITOR: Access.MASKED,
    },
    Column.APPRAISAL: {
        Role.RELATIONSHIP_MANAGER: Access.FULL,
        Role.BRANCH_HEAD: Access.FULL,
        Role.MARKETING_OFFICER: Access.FULL,
        Role.HR: Access.FULL,
        Role.AUDITOR: Access.FULL,
    },
    Column.PAY: {Role.HR: Access.FULL, Role.AUDITOR: Access.FULL},
}

_MASKS = {
    "phone": masks.mobile,
    "id_no": masks.identity,
    "account_no": masks.card,
    "name": masks.name,
    "address": masks.address,
    "email": masks.email,
    "note": masks.note,
}


def access_to(staff: Staff, column: Column) -> Access:
    """The widest access that any of the person's roles has to the group of columns."""
    return _widest(staff.roles, column)


@cache
def _widest(roles: frozenset[Role], column: Column) -> Access:
    """A list asks some two hundred times."""
    granted = MATRIX[column]
    return Access(max((granted.get(role, Access.ABSENT) for role in roles), default=Access.ABSENT))


def may_reveal(staff: Staff) -> bool:
    """Whether masked identity columns of a visible customer may be revealed with a reason."""
    return (
        Permission.CUSTOMER_REVEAL in staff.permissions
        and access_to(staff, Column.IDENTITY) is not Access.ABSENT
    )


def shown(staff: Staff, column: Column, value: Any, kind: str = "") -> Any:
    """The value as this person may see it: itself, its mask, or None when the column is absent.

    `kind` names the mask of C2 text ("phone", "id_no", "account_no", "name", "address", "email", "note").
    A masked amount keeps nothing of its size.
    """
    access = access_to(staff, column)
    if access is Access.ABSENT or value is None or value == "":
        return None
    if access is Access.FULL:
        return value
    if isinstance(value, Decimal | int | float):
        return "***"
    return _MASKS[kind](str(value))
