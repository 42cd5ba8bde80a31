"""HR's quarter: which night stands for it, what the file says, and that it is the same file every time."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from organisation.models import AuditEvent, Certificate, Staff
from performance import exports
from performance.models import Scorecard
from tests.factories import organisation as org
from tests.factories import performance as perf
from tests.factories.organisation import BUSINESS_DATE, Cast
from tests.organisation.test_exports import texts_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
URL = reverse("performance:export")


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_columns_are_those_of_the_contract() -> None:
    assert exports.COLUMNS == (
        "工号", "姓名", "网点", "岗位", "职级", "行员等级", "考核期", "各项指标(目标/实际/得分)", "加减分", "总分",
        "综合考核得分", "违规积分", "触发规则", "建议结论", "人力决定", "绩效工资", "递延金额", "各期递延", "证书",
        "参数版本", "生成时间", "签字",
    )  # fmt: skip


def test_the_file_states_what_is_known_and_leaves_the_rest_empty(cast: Cast, signed_in: SignIn) -> None:
    Certificate.objects.create(staff=cast.ana, kind="AFP", period=DateRange(date(2024, 1, 1), None))
    perf.scored_night(cast)
    answer = signed_in(cast.hana).post(URL, {"period": "2026Q4", "format": "csv"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = rows_of(answer.content)
    assert [row["工号"] for row in rows[:4]] == ["A001", "B001", "C001", "C002"]
    ana, ben = rows[0], rows[1]
    assert (ana["姓名"], ana["网点"], ana["考核期"], ana["总分"]) == ("安娜", "东门网点", "2026Q4", "100.00")
    assert (ana["证书"], ana["违规积分"]) == ("AFP", "0")
    assert ana["参数版本"] == "performance.scheme.manager_senior v1, performance.outcomes v1"
    assert ana["生成时间"] == "2026-11-21 09:00:00"
    assert len(ana["各项指标(目标/实际/得分)"].splitlines()) == 4
    assert "30 / 31.2 / 42" in ana["各项指标(目标/实际/得分)"]
    for column in (
        "行员等级",
        "加减分",
        "综合考核得分",
        "人力决定",
        "绩效工资",
        "递延金额",
        "各期递延",
        "签字",
    ):
        assert {row[column] for row in rows[:4]} == {""}, column
    assert (ben["总分"], ben["建议结论"]) == ("", "")  # not complete: no total, no conclusion


def test_the_workbook_has_a_sheet_of_lines(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    content = signed_in(cast.hana).post(f"{URL}?period=2026Q4&format=xlsx").content
    assert texts_of(content, 1)[0] == list(exports.COLUMNS)
    assert [row[0] for row in texts_of(content, 2)[1:17]] == ["A001"] * 4 + ["B001"] * 4 + ["C001"] * 4 + [
        "C002"
    ] * 4


@pytest.mark.parametrize("kind", exports.FORMATS)
def test_two_downloads_are_the_same_bytes_and_both_are_audited(
    cast: Cast, signed_in: SignIn, kind: str
) -> None:
    perf.scored_night(cast)
    first = signed_in(cast.hana).post(URL, {"period": "2026Q4", "format": kind})
    second = signed_in(org.staff("人力二", at=cast.head_office, post="HR")).post(
        URL, {"period": "2026Q4", "format": kind}
    )
    assert first.content == second.content
    events = AuditEvent.objects.filter(action="appraisal.export")
    assert sorted({event.actor_no for event in events}) != ["H001"]
    assert len(events) == 2
    assert all(first["X-Content-SHA256"] in event.after for event in events)


def test_the_last_night_of_the_quarter_stands_for_it(cast: Cast, signed_in: SignIn) -> None:
    september = perf.scored_night(cast, date(2026, 9, 30))
    client = signed_in(cast.hana)
    before = client.post(URL, {"period": "2026Q3", "format": "csv"}).content
    perf.scored_again(cast, BUSINESS_DATE)
    assert client.post(URL, {"period": "2026Q3", "format": "csv"}).content == before
    assert Scorecard.objects.filter(run_id=september.pk).count() == 4
    page = client.get(reverse("performance:appraisals"))
    assert [one.period.code for one in page.context["quarters"]] == ["2026Q4", "2026Q3"]
    assert not page.context["quarter"].closed
    assert client.get(reverse("performance:appraisals"), {"period": "2026Q3"}).context["quarter"].closed


@pytest.mark.parametrize(
    ("who", "status"),
    [("hana", 200), ("olga", 403), ("cleo", 403), ("ana", 403), ("mira", 403), ("ada", 403)],
)
def test_only_hr_takes_the_file(cast: Cast, signed_in: SignIn, who: str, status: int) -> None:
    perf.scored_night(cast)
    client = signed_in(getattr(cast, who))
    assert client.post(URL, {"period": "2026Q4", "format": "csv"}).status_code == status
    assert client.get(URL).status_code == (405 if status == 200 else 403)


@pytest.mark.parametrize(
    ("period", "kind", "status"),
    [
        ("2026Q4", "pdf", 422),
        ("2026", "csv", 422),
        ("2026-11", "csv", 422),
        ("x", "csv", 422),
        ("2031Q1", "csv", 404),
    ],
)
def test_a_file_that_cannot_be_is_refused(
    cast: Cast, signed_in: SignIn, period: str, kind: str, status: int
) -> None:
    perf.scored_night(cast)
    answer = signed_in(cast.hana).post(URL, {"period": period, "format": kind})
    assert answer.status_code == status
    assert not AuditEvent.objects.filter(action="appraisal.export").exists()


def test_formulas_in_names_are_neutralised(cast: Cast, signed_in: SignIn) -> None:
    cast.ana.name = "=HYPERLINK(1)"
    cast.ana.save(update_fields=["name"])
    perf.scored_night(cast)
    client = signed_in(cast.hana)
    assert (
        rows_of(client.post(URL, {"period": "2026Q4", "format": "csv"}).content)[0]["姓名"]
        == "'=HYPERLINK(1)"
    )
    assert (
        texts_of(client.post(URL, {"period": "2026Q4", "format": "xlsx"}).content)[1][1] == "'=HYPERLINK(1)"
    )


def test_the_audit_reads_the_page_without_the_file(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    page = signed_in(cast.olga).get(reverse("performance:appraisals"))
    assert (page.status_code, page.context["may_export"]) == (200, False)
    assert page.context["quarter"].missing == 2
    assert len(page.context["incomplete"]) == 2


@pytest.mark.parametrize("people", [1, 3])
def test_the_file_asks_the_same_number_of_questions(
    cast: Cast, people: int, django_assert_num_queries
) -> None:
    for _ in range(people):
        org.staff(at=cast.here, grade="JUNIOR")
    perf.scored_night(cast)
    hr = Staff.objects.get(pk=cast.hana.pk)
    quarter = exports_quarter(hr)
    with django_assert_num_queries(3):
        exports.appraisals(hr, quarter, "xlsx")


def exports_quarter(reader: Staff):
    from performance.queries.appraisals import quarters

    return quarters(reader)[0]
