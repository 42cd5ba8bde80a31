"""HR takes somebody out of service and back; the extract does not bring them back before HR does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from organisation.actions.service import set_service
from organisation.choices import StaffStatus
from organisation.models import AuditEvent, Posting, Staff
from tests.factories.organisation import NOW, Cast

if TYPE_CHECKING:
    from tests.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def page(staff_no: str) -> str:
    return reverse("organisation:service", args=[staff_no])


def test_hr_takes_somebody_out_of_service_and_back(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    assert client.post(page("A001"), {"status": "SUSPENDED", "reason": ""}).status_code == 422
    form = {"status": "SUSPENDED", "reason": "待岗处理"}
    for _ in range(2):  # the second click
        assert client.post(page("A001"), form)["Location"] == reverse("organisation:staff", args=["A001"])
    ana = Staff.objects.get(staff_no="A001")
    assert (ana.status, ana.left_on, ana.is_active, ana.service_by_portal) == ("SUSPENDED", None, False, True)
    assert client.post(page("A001"), {"status": "ACTIVE", "reason": "处理结束"}).status_code == 302
    ana.refresh_from_db()
    assert (ana.status, ana.is_active, ana.service_by_portal) == ("ACTIVE", True, False)
    rows = AuditEvent.objects.filter(action="staff.service").order_by("seq")
    assert [(row.before, row.after, row.reason) for row in rows] == [
        ("ACTIVE", "SUSPENDED", "待岗处理"),
        ("SUSPENDED", "ACTIVE", "处理结束"),
    ]


def test_leaving_ends_the_posting_and_has_a_day(cast: Cast, sign_in: SignIn) -> None:
    client, today = sign_in(cast.hana), timezone.localdate()
    for since in ("", str(today - timedelta(days=1))):
        refused = client.post(page("A001"), {"status": "LEFT", "since": since, "reason": "主动辞职"})
        assert refused.status_code == 422
        assert "主动辞职" in refused.content.decode()
    later = today + timedelta(days=7)
    assert (
        client.post(page("A001"), {"status": "LEFT", "since": str(later), "reason": "主动辞职"}).status_code
        == 302
    )
    ana = Staff.objects.get(staff_no="A001")
    assert (ana.status, ana.left_on, ana.is_active) == ("ACTIVE", later, True)
    assert Posting.objects.get(staff=ana).period.upper == later


def test_nobody_decides_on_themselves_and_only_hr_at_all(cast: Cast) -> None:
    for by, staff in ((cast.hana, cast.hana), (cast.cleo, cast.ana), (cast.ada, cast.ana)):
        with pytest.raises(PermissionDenied):
            set_service(staff=staff, status=StaffStatus.LEFT, since=TODAY, reason="辞职", by=by, at=NOW)
