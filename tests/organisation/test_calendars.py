"""A year of the working calendar: entered from the notice by one person, published by another, never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from organisation.actions import calendars, publish_calendar
from organisation.choices import DayKind, ProposalStatus
from organisation.models import AuditEvent, CalendarDay, CalendarProposal, CalendarYear
from organisation.queries import calendar_for
from organisation.queries.calendars import published_days
from organisation.rules.notices import read_notice
from organisation.rules.working_time import CalendarNotPublished
from tests.factories.organisation import NOW, Cast

if TYPE_CHECKING:
    from django.test import Client

    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db
NOTICE = """一、元旦：1月1日（周六）至3日（周一）放假，共3天。
二、春节：1月25日（周二）至31日（周一）放假调休，共7天。1月22日（周六）、2月5日（周六）上班。"""
YEAR = 2028  # far enough from the days of the tests for nothing of it to be over


def url(name: str, *args: Any) -> str:
    return str(reverse(f"organisation:{name}", args=args))


def send(client: Client, step: str = "propose", **changed: Any) -> Any:
    typed = {"uid": str(uuid4()), "year": YEAR, "text": NOTICE, "source": "国办发明电〔2027〕8号", **changed}
    return client.post(url("calendar_new"), {**typed, "step": step})


def waiting() -> CalendarProposal:
    return CalendarProposal.objects.get(status=ProposalStatus.WAITING)


def decide(client: Client, proposal: CalendarProposal, decision: str = "approve") -> Any:
    return client.post(url("calendar_decide", proposal.pk), {"decision": decision, "note": "与通知核对一致"})


def test_a_year_counts_once_a_second_person_has_approved_it(cast: Cast, sign_in: SignIn) -> None:
    entering = sign_in(cast.hana)
    shown = send(entering, "preview")
    assert shown.status_code == 200
    assert "Missing: Tomb-sweeping Day, Labour Day" in shown.content.decode()
    assert CalendarProposal.objects.count() == 0
    assert send(entering).status_code == 302
    found = waiting()
    with pytest.raises(CalendarNotPublished):
        calendar_for().is_workday(date(YEAR, 1, 4))
    own = decide(entering, found)
    assert own.status_code == 403
    assert "a second person of HR or an administrator must" in own.content.decode()
    assert decide(sign_in(cast.ada), found)["Location"] == url("calendar_year", YEAR)
    calendar = calendar_for()
    assert [calendar.is_workday(date(YEAR, *day)) for day in ((1, 3), (1, 4), (1, 22), (1, 23), (2, 5))] == [
        False,
        True,
        True,
        False,
        True,
    ]
    trail = list(AuditEvent.objects.filter(action__startswith="calendar.").order_by("seq"))
    assert [(one.action, one.actor_no, one.reason) for one in trail] == [
        ("calendar.propose", "H001", "国办发明电〔2027〕8号"),
        ("calendar.publish", "D001", "与通知核对一致"),
    ]
    assert decide(sign_in(cast.ada), found).status_code == 403


def test_a_rejected_year_stays_unpublished_and_may_be_entered_again(cast: Cast, sign_in: SignIn) -> None:
    send(sign_in(cast.ada))
    assert send(sign_in(cast.hana)).status_code == 422
    decide(sign_in(cast.hana), waiting(), "reject")
    assert CalendarYear.objects.count() == 0
    assert send(sign_in(cast.hana)).status_code == 302
    assert CalendarProposal.objects.count() == 2


def test_a_form_sent_twice_is_one_proposal(cast: Cast, sign_in: SignIn) -> None:
    client, uid = sign_in(cast.hana), str(uuid4())
    assert send(client, uid=uid)["Location"] == send(client, uid=uid)["Location"]
    assert CalendarProposal.objects.count() == 1
    assert AuditEvent.objects.filter(action="calendar.propose").count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("元旦:1月1日(周五)放假1天。", "The weekday named does not fit the date"),
        ("2027-05-01,放假,劳动节", "2027-05-01 is a day of another year."),
        ("", "No holiday and no make-up day was found"),
    ],
)
def test_a_text_that_contradicts_itself_is_refused_with_its_sentence(
    cast: Cast, sign_in: SignIn, text: str, sentence: str
) -> None:
    refused = send(sign_in(cast.hana), "preview", text=text)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert "国办发明电〔2027〕8号" in refused.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_is_read_in_both_encodings_of_the_country(cast: Cast, sign_in: SignIn, encoding: str) -> None:
    rows = f"日期,类别,名称\r\n{YEAR}-01-01,放假,元旦\r\n".encode(encoding)
    shown = send(sign_in(cast.hana), "preview", text="", file=SimpleUploadedFile("2028.csv", rows))
    assert shown.status_code == 200
    assert f"{YEAR}-01-01,放假,元旦" in shown.content.decode()
    binary = SimpleUploadedFile("2028.csv", b"\xff\xfe\x00\x81\xff")
    assert send(sign_in(cast.hana), "preview", text="", file=binary).status_code == 422


def test_a_correction_changes_days_to_come_and_never_a_day_that_is_over(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    ahead, over = today + timedelta(days=2), today - timedelta(days=2)
    if {ahead.year, over.year} != {today.year}:
        ahead = over = today  # at the turn of a year there is nothing to tell apart
    publish_calendar(year=today.year, holidays={over: "春节"}, makeup_days={}, source="通知", by=None, at=NOW)
    client = sign_in(cast.hana)
    kept, new = f"{over},放假,春节\n", f"{ahead},放假,春节\n"
    if ahead != over:
        refused = send(client, year=today.year, text=new)
        assert refused.status_code == 422
        assert "is over and due dates were counted with it" in refused.content.decode()
        assert send(client, year=today.year, text=kept + new).status_code == 302
        page = client.get(url("calendar_proposal", waiting().pk)).content.decode()
        assert "The year is published already; 1 day would change" in page
        decide(sign_in(cast.ada), waiting())
        assert [one.day for one in published_days(today.year)] == [over, ahead]
        assert AuditEvent.objects.filter(action="calendar.correct").count() == 1


def test_the_database_wants_a_second_person_and_one_waiting_year(cast: Cast) -> None:
    days = read_notice(NOTICE, YEAR).days
    given = {"year": YEAR, "days": days, "source": "通知", "note": "", "by": cast.hana, "at": NOW}
    row = calendars.propose(uid=uuid4(), **given)
    with pytest.raises(calendars.AlreadyWaiting):
        calendars.propose(uid=uuid4(), **given)
    row.status, row.decided_by, row.decided_at = ProposalStatus.APPROVED, cast.hana, NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_pages_open_for_those_who_plan_with_it(cast: Cast, sign_in: SignIn) -> None:
    send(sign_in(cast.hana))
    for person, status in ((cast.cleo, 200), (cast.olga, 200), (cast.mira, 200), (cast.ana, 403)):
        assert sign_in(person).get(url("calendar_year", YEAR)).status_code == status
    assert sign_in(cast.cleo).get(url("calendar_new")).status_code == 403
    assert sign_in(cast.cleo).post(url("calendar_decide", waiting().pk)).status_code == 403
    assert sign_in(cast.hana).get(url("calendar_year", 2099)).status_code == 404
    page = sign_in(cast.cleo).get(url("calendar_proposal", waiting().pk)).content.decode()
    assert "The working calendar is approved by HR or an administrator." in page


def test_the_pages_cost_the_same_for_one_and_three_rows(cast: Cast, sign_in: SignIn, cost: Cost) -> None:
    client = sign_in(cast.hana)
    pages = [url("calendar"), url("calendar_year", YEAR)]

    def enter(year: int) -> None:
        calendars.propose(
            uid=uuid4(),
            year=year,
            days=read_notice(f"{year}-01-01,放假,元旦", year).days,
            source="通知",
            note="",
            by=cast.ada,
            at=NOW,
        )
        CalendarYear.objects.create(year=year, source="通知")
        CalendarDay.objects.create(day=date(year, 10, 1), kind=DayKind.HOLIDAY, name="国庆节")

    enter(YEAR)
    one = [cost(client, page) for page in pages]
    enter(YEAR + 1)
    enter(YEAR + 2)
    assert [cost(client, page) for page in pages] == one == [12, 9]
