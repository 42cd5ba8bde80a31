"""The State Council's notice as people paste it: real years read exactly, slips of the pen are problems."""

from __future__ import annotations

from datetime import date

import pytest

from organisation.choices import DayKind
from organisation.published_days import published_years
from organisation.rules.notices import Fault, NoticeDay, Problem, changed, read_notice

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
经国务院批准,现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""
OF_2025 = (
    "一、元旦:1月1日(周三)放假1天,不调休。二、春节:1月28日(农历除夕、周二)至2月4日(农历正月初七、周二)放假调休,共8天。"
    "1月26日(周日)、2月8日(周六)上班。三、清明节:4月4日(周五)至6日(周日)放假,共3天。"
    "四、劳动节:5月1日(周四)至5日(周一)放假调休,共5天。4月27日(周日)上班。"
    "五、端午节:5月31日(周六)至6月2日(周一)放假,共3天。"
    "六、国庆节、中秋节:10月1日(周三)至8日(周三)放假调休,共8天。9月28日(周日)、10月11日(周六)上班。"
)


@pytest.mark.parametrize(("text", "year"), [(OF_2026, 2026), (OF_2025, 2025)])
def test_a_real_notice_reads_as_the_maintained_library_has_it(text: str, year: int) -> None:
    notice = read_notice(text, year)
    known = next(one for one in published_years() if one.year == year)
    assert (notice.problems, notice.unnamed) == ((), ())
    assert [one.day for one in notice.days if one.kind == DayKind.HOLIDAY] == sorted(known.holidays)
    assert [one.day for one in notice.days if one.kind == DayKind.MAKEUP] == sorted(known.makeup_days)
    assert notice.days[0].name == "元旦"


def test_a_holiday_that_begins_in_december_keeps_its_year() -> None:
    notice = read_notice("一、元旦:2022年12月31日至2023年1月2日放假调休,共3天。", 2023)
    assert notice.problems == ()
    assert [one.day.isoformat() for one in notice.days] == ["2022-12-31", "2023-01-01", "2023-01-02"]


def test_days_may_be_given_one_a_line() -> None:
    notice = read_notice("日期,类别,名称\n2027-01-01,放假,元旦\n2027/1/3\tmakeup\t元旦\n", 2027)
    assert notice.problems == ()
    assert notice.days == (
        NoticeDay(date(2027, 1, 1), DayKind.HOLIDAY, "元旦"),
        NoticeDay(date(2027, 1, 3), DayKind.MAKEUP, "元旦"),
    )
    assert notice.unnamed == ("春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("元旦:1月1日(周四)放假1天。", Fault.WEEKDAY),  # 2027-01-01 is a Friday
        ("元旦:1月1日至3日放假,共4天。", Fault.COUNT),
        ("春节:2月30日放假1天。", Fault.NO_SUCH_DAY),
        ("春节:2月10日至3日放假。", Fault.NO_SUCH_DAY),
        ("2027-02-30,放假,春节", Fault.NO_SUCH_DAY),
        ("2027-02-03,halb,春节", Fault.UNREAD),
        ("2027-02-03", Fault.UNREAD),
        ("2026-05-01,放假,劳动节", Fault.OTHER_YEAR),
        ("2027-02-03,上班,春节", Fault.MAKEUP_ON_WEEKDAY),  # a Wednesday is worked anyway
        ("2027-01-01,放假,元旦\n2027-01-01,放假,元旦", Fault.TWICE),
        ("", Fault.EMPTY),
        ("各地区、各部门要妥善安排好值班。", Fault.EMPTY),
    ],
)
def test_what_contradicts_itself_is_a_problem(text: str, fault: Fault) -> None:
    assert [one.fault for one in read_notice(text, 2027).problems] == [fault]


def test_a_problem_shows_the_sentence_it_stands_in() -> None:
    told = "2月15日(周三)至23日放假调休,共9天"
    assert read_notice(f"春节:{told}。", 2026).problems == (Problem(Fault.WEEKDAY, told),)


def test_only_days_of_another_kind_count_as_changed() -> None:
    first, second, third = date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)
    before = [NoticeDay(first, DayKind.HOLIDAY, "New Year's Day"), NoticeDay(second, DayKind.HOLIDAY, "")]
    after = [NoticeDay(first, DayKind.HOLIDAY, "元旦"), NoticeDay(third, DayKind.MAKEUP, "元旦")]
    assert changed(before, after) == [(second, DayKind.HOLIDAY, None), (third, None, DayKind.MAKEUP)]
