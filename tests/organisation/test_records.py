"""What HR records about people, and closures of branches: the rules through the pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from organisation import actions
from organisation.choices import BanKind, CertificateKind
from organisation.models import AuditEvent, CalendarDay, Certificate, PostBan, Posting, Violation
from organisation.queries.people import staffing_of
from organisation.rules.postings import bans_of_change
from organisation.rules.sanctions import BanPolicy
from tests.factories import organisation as make
from tests.factories.organisation import BEGIN, BUSINESS_DATE, NOW, Cast

if TYPE_CHECKING:
    from django.test import Client

    from organisation.models import Staff
    from tests.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
POLICY = BanPolicy(manager_years=2, accounting_years=1)


@pytest.fixture(autouse=True)
def presets() -> None:
    make.presets()


def url(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def certified(person: Staff) -> Certificate:
    return Certificate.objects.create(
        staff=person, kind=CertificateKind.AFP, period=DateRange(BEGIN, None), number="AFP-1"
    )


def move(client: Client, staff_no: str, **changed: str) -> Any:
    typed = {
        "branch": "010101",
        "post": "LOBBY_MANAGER",
        "starts_on": "2024-05-10",
        "reason": "年度考核不合格",
        **changed,
    }
    return client.post(url("post_new", staff_no), typed)


@pytest.mark.parametrize(
    ("removed", "manager", "accounting"),
    [
        ("2024-05-10", ("2026-05-10", "2026-05-11"), ("2025-05-10", "2025-05-11")),
        ("2024-02-29", ("2026-02-28", "2026-03-01"), ("2025-02-28", "2025-03-01")),
    ],
)
def test_the_golden_dates_of_the_bans_stand_on_the_page(
    cast: Cast, sign_in: SignIn, removed: str, manager: tuple[str, str], accounting: tuple[str, str]
) -> None:
    client = sign_in(cast.hana)
    for _time in range(2):
        assert move(client, "A001", starts_on=removed, for_cause="on").status_code == 302
    page = text(client.get(url("staff", "A001")))
    for day in (*manager, *accounting):
        assert f'datetime="{day}"' in page
    postings = cast.ana.postings.order_by("period").values_list("post", "period", "source")
    left = date.fromisoformat(removed)
    assert list(postings) == [
        ("WEALTH_MANAGER", DateRange(BEGIN, left), "TEST"),
        ("LOBBY_MANAGER", DateRange(left, None), "PORTAL"),
    ]
    assert AuditEvent.objects.filter(action="ban.begin").count() == 2


def test_leaving_without_cause_bans_from_the_accounting_posts_of_the_old_outlet_alone(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.hana)
    assert move(client, "A001").status_code == 302
    assert [row.kind for row in PostBan.objects.unscoped("test")] == [BanKind.ACCOUNTING_1Y]
    refused = move(client, "A001", post="TELLER", starts_on="2025-05-10")
    assert refused.status_code == 422
    assert "A ban keeps the person from this post." in text(refused)
    assert move(client, "A001", post="TELLER", starts_on="2025-05-11").status_code == 302


def test_another_outlet_may_have_them_at_the_counter_at_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    assert move(client, "A001", post="TELLER").status_code == 422
    assert move(client, "A001", post="TELLER", branch="020101").status_code == 302


def test_a_manager_post_asks_for_a_certificate_a_clean_year_and_no_ban(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    to_manager = {"post": "WEALTH_MANAGER", "starts_on": "2026-11-01"}
    refused = text(move(client, "T001", **to_manager))
    assert "the manager post asks for one" in refused
    assert "年度考核不合格" in refused
    certified(cast.tina)
    level = {"uid": str(uuid4()), "level": "1", "occurred_on": "2026-10-01", "ground": "未按规定双录"}
    for _time in range(2):
        assert client.post(url("violation_new", "T001"), level).status_code == 302
    assert Violation.objects.unscoped("test").get().points == 1
    assert "has not set the line for suspension" in text(move(client, "T001", **to_manager))
    PostBan.objects.create(
        staff=cast.tina,
        kind=BanKind.MANAGER_2Y,
        cause="x",
        period=DateRange(date(2025, 1, 1), date(2027, 1, 2)),
    )
    assert "until the day before" in text(move(client, "T001", **to_manager))


def test_a_post_does_not_begin_before_the_one_it_ends(cast: Cast, sign_in: SignIn) -> None:
    refused = move(sign_in(cast.hana), "A001", starts_on="2019-12-31")
    assert refused.status_code == 422
    assert "is known; the new one must begin later" in text(refused)
    assert Posting.objects.unscoped("test").filter(staff=cast.ana).count() == 1


def test_nobody_changes_their_own_record_and_a_head_changes_none(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.hana).get(url("post_new", cast.hana.staff_no)).status_code == 403
    assert sign_in(cast.cleo).get(url("post_new", "A001")).status_code == 403


def test_the_dismissal_line_is_crossed_by_one_act_of_level_four(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    day = timezone.localdate().replace(month=1, day=1).isoformat()
    typed = {"uid": str(uuid4()), "level": "4", "occurred_on": day, "ground": "挪用客户资金"}
    early = client.post(url("violation_new", "A001"), typed | {"occurred_on": "0001-01-01"})
    assert (early.status_code, "its presets begin later" in text(early)) == (422, True)
    assert client.post(url("violation_new", "A001"), typed).status_code == 302
    page = text(client.get(url("staff", "A001")))
    assert "16 violation points: the dismissal line of 15 is crossed" in page
    assert "The rules propose dismissal; HR decides" in page


def test_a_certificate_is_recorded_once_and_ended(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    typed = {"kind": "AFP", "number": "AFP-9", "starts_on": "2026-01-01", "last_on": ""}
    for _time in range(2):
        assert client.post(url("certificate_new", "B001"), typed).status_code == 302
    assert client.post(url("certificate_new", "B001"), {**typed, "number": "AFP-10"}).status_code == 422
    held = Certificate.objects.unscoped("test").get()
    assert client.post(url("certificate_end", held.pk)).status_code == 302
    held.refresh_from_db()
    assert held.period.upper == timezone.localdate()


def test_an_outlet_is_held_against_the_norms(cast: Cast, sign_in: SignIn) -> None:
    """Ana and Cleo, one lobby manager, a business lead and a teller: three managers short of the norm."""
    certified(cast.ana)
    report = staffing_of([cast.here.pk], BUSINESS_DATE)[cast.here.pk]
    assert [one.code for one in report.warnings] == ["WEALTH_MANAGERS", "MARKETING_MANAGERS", "CERTIFICATES"]
    page = text(sign_in(cast.cleo).get(url("branch", "010101")))
    assert "3 staffing norms are not met" in page
    assert "60.0%" in page


def shut(client: Client, branch: str = "010101", **changed: str) -> Any:
    first = (timezone.localdate() + timedelta(days=3)).isoformat()
    typed = {"branch": branch, "first": first, "last": first, "name": "网点装修", **changed}
    return client.post(url("closure_new"), typed)


def test_a_closure_asks_for_a_published_calendar(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.cleo)
    refused = shut(client)
    assert refused.status_code == 422
    assert "is not published: no due date in working days" in text(refused)
    today = timezone.localdate()
    for year in {today.year, (today + timedelta(days=3)).year}:
        actions.publish_calendar(year=year, holidays={}, makeup_days={}, source="test", by=None, at=NOW)
    for _time in range(2):
        assert shut(client).status_code == 302
    assert CalendarDay.objects.filter(branch=cast.here).count() == 1
    assert shut(client, "020101").status_code == 422
    assert "网点装修" in text(client.get(url("calendar")))
    assert "网点装修" not in text(sign_in(cast.cora).get(url("calendar")))
    row = CalendarDay.objects.get(branch=cast.here)
    assert sign_in(cast.cora).post(url("closure_remove", row.pk)).status_code == 404
    assert client.post(url("closure_remove", row.pk)).status_code == 302
    assert CalendarDay.objects.filter(branch=cast.here).count() == 0


def test_from_one_manager_post_to_another_nobody_leaves_it_unless_for_cause() -> None:
    change = ("WEALTH_MANAGER", "MARKETING_MANAGER", date(2024, 5, 10))
    assert bans_of_change(*change, for_cause=False, policy=POLICY) is None
    removed = bans_of_change(*change, for_cause=True, policy=POLICY)
    assert removed is not None
    assert removed.manager is not None
    assert removed.manager.through == date(2026, 5, 10)
    assert (
        bans_of_change("TELLER", "LOBBY_MANAGER", date(2024, 5, 10), for_cause=False, policy=POLICY) is None
    )
