"""HR pastes the State Council's notice, sees the days, and an administrator publishes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from organisation.choices import DayKind
from organisation.models import CalendarDay, CalendarYear
from tests.factories import organisation as org
from tests.journeys.conftest import AsPerson, follow

Shot = Callable[[str], Path]
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def people(transactional_db: None) -> None:
    org.cast(passwords=True)
    org.presets()


def test_a_year_is_entered_from_the_notice_and_published_by_a_second_person(as_person: AsPerson) -> None:
    year = timezone.localdate().year + 1
    entering = as_person("H001", locale="zh-CN")
    entering.goto("/organisation/branches/")
    follow(entering.locator("nav.section a[href='/organisation/calendar/']"))
    expect(entering.get_by_role("alert")).to_be_visible()  # nothing is published: nothing can be counted
    entering.goto(f"/organisation/calendar/proposals/new/?year={year}")
    expect(entering.locator("[name=year]")).to_have_value(str(year))
    entering.fill("[name=source]", "国办发明电")
    entering.fill("[name=text]", "一、元旦:1月1日至3日放假,共4天。")
    follow(entering.locator("button[value=preview]"))
    expect(entering.locator(".invalid-feedback").first).to_contain_text("1月1日至3日放假")
    entering.fill("[name=text]", "一、元旦:1月1日至3日放假,共3天。")
    follow(entering.locator("button[value=preview]"))
    expect(entering.locator("td.day-holiday")).to_have_count(3)
    assert CalendarDay.objects.count() == 0
    follow(entering.locator("button[value=propose]"))
    expect(entering).to_have_url(re.compile(r"/calendar/proposals/\d+/$"))
    expect(entering.locator(".refused-why")).to_be_visible()
    expect(entering.locator("button[value=approve]")).to_have_count(0)
    deciding = as_person("D001", locale="en-GB", viewport=PHONE)
    deciding.goto("/organisation/calendar/")
    follow(deciding.get_by_role("link", name=re.compile(str(year))).first)
    follow(deciding.locator("button[value=approve]"))
    expect(deciding).to_have_url(re.compile(f"/calendar/years/{year}/$"))
    expect(deciding.locator("td.day-holiday")).to_have_count(3)
    assert deciding.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert CalendarYear.objects.filter(year=year).exists()
    assert CalendarDay.objects.filter(kind=DayKind.HOLIDAY, day__year=year).count() == 3
