"""The workbench and the menu are cut to the role, and every address in them opens."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from bankcrm import navigation, workbench
from organisation.choices import RunStatus
from organisation.roles import ROLE_PERMISSIONS, Role
from tests.factories import organisation as make
from tests.factories.organisation import Cast

WORK = ("referrals", "alerts", "prospects", "handovers")
EXPECTED = {
    "ana": [*WORK, "archive", "score", "radar", "moves", "tiers", "maturities"],
    "cleo": [
        *WORK,
        "unassigned",
        "archive",
        "score",
        "radar",
        "moves",
        "ranking",
        "tiers",
        "maturities",
        "branch",
        "unusual",
    ],
    "hana": ["appraisal", "presets"],
    "olga": ["runs", "unusual", "audit"],
    "ada": ["runs", "presets"],
    "mira": ["ranking", "runs", "presets"],
    "leo": ["tiers"],
    "cole": ["tiers"],
    "tina": ["referrals"],
    "lola": ["referrals"],
}


@pytest.mark.parametrize(("name", "names"), EXPECTED.items())
def test_each_role_has_its_panels(cast: Cast, name: str, names: list[str]) -> None:
    assert [place.name for place in workbench.panels(getattr(cast, name))] == names


def test_every_panel_and_every_entry_opens_for_whom_it_is_shown(client: Client, cast: Cast) -> None:
    make.presets()
    make.night()
    for person in cast.everybody():
        client.force_login(person)
        addresses = [place.url for place in workbench.panels(person)]
        addresses += [entry.url for entry in navigation.menu(person, "home")]
        refused = {url: code for url in addresses if (code := client.get(url).status_code) != 200}
        assert refused == {}, person.staff_no


def test_the_home_page_loads_each_panel_on_its_own(client: Client, cast: Cast) -> None:
    make.night()
    client.force_login(cast.ana)
    page = client.get("/").content.decode()
    assert re.findall(r'id="panel-(\w+)"', page) == EXPECTED["ana"]
    assert "echarts" not in page


def test_charts_are_loaded_where_one_is_drawn(client: Client, cast: Cast) -> None:
    make.night()
    client.force_login(cast.cleo)
    assert "echarts" in client.get("/").content.decode()


def test_the_home_page_costs_the_same_whoever_asks(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    make.night()
    for person in (cast.ana, cast.olga):
        client.force_login(person)
        client.get("/")
        with django_assert_num_queries(6):  # who, roles, the night; savepoint, read only, release
            client.get("/")


def test_before_the_first_night_the_page_says_what_it_waits_for(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    english = {"accept-language": "en"}
    assert b"No night has been taken in yet" in client.get("/", headers=english).content
    make.night(publish=False, status=RunStatus.RUNNING)
    page = client.get("/", headers=english).content
    assert b"The first night is being worked" in page
    assert b'http-equiv="refresh"' in page


def test_the_phone_has_four_entries_that_the_role_may_open() -> None:
    permission_of = {item.key: item.permission for item in navigation.ITEMS}
    for role, keys in navigation.BOTTOM.items():
        assert len(set(keys)) == navigation.BOTTOM_ENTRIES, role
        assert {permission_of[key] for key in keys} <= ROLE_PERMISSIONS[role], role
    assert set(navigation.BOTTOM) == set(Role)


def test_the_open_page_is_marked_in_the_menu(cast: Cast) -> None:
    marked = [entry.key for entry in navigation.menu(cast.cleo, "customers:detail") if entry.current]
    assert marked == ["customers"]


@pytest.mark.parametrize(
    ("name", "route", "entry", "rows"),
    [
        ("mira", "customers:alert_rules", "tiers", ["Tier migration", "Alert rules", "Product ratings"]),
        ("mira", "customers:tier_board", "tiers", ["Tier migration", "Alert rules", "Product ratings"]),
        ("tina", "customers:referrals", "front", ["Recognise", "Referrals"]),
        ("hana", "organisation:staff", "branches", ["Branches", "Staff", "Absences", "Working calendar"]),
        ("ada", "organisation:calendar_new", "staff", ["Staff", "Working calendar"]),
        ("cleo", "organisation:absences", "branches", ["Branches", "Staff", "Absences", "Working calendar"]),
    ],
)
def test_every_page_of_a_section_lies_beside_the_others(
    cast: Cast, name: str, route: str, entry: str, rows: list[str]
) -> None:
    person = getattr(cast, name)
    with override("en"):
        assert [one.key for one in navigation.menu(person, route) if one.current] == [entry]
        section = navigation.section(person, route)
    assert [one.label for one in section] == rows
    assert [one.current for one in section].count(True) == 1


def test_icons_of_the_menu_exist() -> None:
    css = (settings.NODE_MODULES / "bootstrap-icons/font/bootstrap-icons.css").read_text()
    assert not [item.icon for item in navigation.ITEMS if f".bi-{item.icon}::before" not in css]
