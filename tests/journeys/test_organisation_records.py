"""HR removes a manager for cause, and the head sees what the outlet lacks and shuts it for a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisation import actions
from organisation.models import CalendarDay, PostBan
from tests.factories import organisation as org
from tests.factories.organisation import NOW, Cast
from tests.journeys.conftest import follow, sign_in

Shot = Callable[[str], Path]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = org.cast(passwords=True)
    org.presets()
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        actions.publish_calendar(year=year, holidays={}, makeup_days={}, source="通知", by=None, at=NOW)
    return cast


def test_a_removal_for_cause_shows_both_bans_with_their_days(
    page: Page, live_server: LiveServer, people: Cast, shot: Shot
) -> None:
    sign_in(page, live_server, people.hana.staff_no)
    page.goto(f"{live_server.url}/organisation/staff/A001/post/")
    page.select_option("select[name=branch]", "010101")
    page.select_option("select[name=post]", "LOBBY_MANAGER")
    page.fill("input[name=starts_on]", "2024-05-10")
    page.check("input[name=for_cause]")
    page.fill("textarea[name=reason]", "年度考核不合格")
    follow(page.locator("main form button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/organisation/staff/A001/$"))
    for day in ("2026-05-10", "2026-05-11", "2025-05-10", "2025-05-11"):
        expect(page.locator(f"time[datetime='{day}']")).to_have_count(1)
    shot("bans")
    assert PostBan.objects.unscoped("read back by a test").count() == 2


def test_a_head_sees_the_norms_and_shuts_the_outlet_for_a_day(
    page: Page, live_server: LiveServer, people: Cast, shot: Shot
) -> None:
    sign_in(page, live_server, people.cleo.staff_no)
    page.goto(f"{live_server.url}/organisation/branches/010101/")
    expect(page.locator(".status-late")).to_have_count(3)
    shot("norms")
    page.goto(f"{live_server.url}/organisation/calendar/")
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    page.select_option("select[name=branch]", "010101")
    page.fill("input[name=first]", day)
    page.fill("input[name=last]", day)
    page.fill("input[name=name]", "设备检修")
    follow(page.locator("main form button[type=submit]").last)
    expect(page.get_by_text("设备检修")).to_be_visible()
    shot("closure")
    assert CalendarDay.objects.filter(branch=people.here).count() == 1
