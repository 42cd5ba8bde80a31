"""Decisions on a pair: what is put on record is the pair as it stands under the lock, not as a page had read it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from customers.actions import duplicates
from customers.choices import PairStatus
from customers.models import DuplicatePair, Merge
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments as made
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def read_before_the_night(bank: Bank) -> DuplicatePair:
    """A pair as a page read it, to which the night then added a second thing in common."""
    twin = make.customer("王伟明", at=bank.cast.here, customer_no="C0000009", id_type="")
    read = made.pair(bank.wei, twin)
    now = DuplicatePair.objects.unscoped("as the night does").get(pk=read.pk)
    now.evidence = ["PHONE", "NAME_BIRTHDAY"]
    now.save()
    return read


def test_a_dismissal_puts_the_evidence_of_the_moment_on_record(bank: Bank) -> None:
    read = read_before_the_night(bank)
    duplicates.dismiss(pair=read, by=bank.cast.cleo, at=NOW)
    event = AuditEvent.objects.get(action=duplicates.DISMISS)
    assert event.after == '{"evidence": ["PHONE", "NAME_BIRTHDAY"]}'
    with pytest.raises(PermissionDenied):
        duplicates.dismiss(pair=read, by=bank.cast.cleo, at=NOW)
    assert AuditEvent.objects.filter(action=duplicates.DISMISS).count() == 1


def test_a_merge_keeps_the_evidence_of_the_moment_and_its_undoing_opens_the_pair(bank: Bank) -> None:
    read = read_before_the_night(bank)
    merge = duplicates.merge(
        uid=uuid4(), pair=read, survivor=bank.wei, right=[], reason="本人确认", by=bank.cast.cleo, at=NOW
    )
    assert Merge.objects.get().evidence == ["PHONE", "NAME_BIRTHDAY"]
    duplicates.undo(merge=merge, reason="两个人", by=bank.cast.cleo, at=NOW)
    pair = DuplicatePair.objects.get()
    assert (pair.status, pair.decided_at, pair.decided_by) == (PairStatus.OPEN, None, None)
