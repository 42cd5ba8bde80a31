"""The access matrix, door by door: every route, every person of the cast, every method.

What is expected follows from the route table and from what each role may do; the exceptions are written out below,
each with its rule. Findings are collected as sentences, so that one run tells all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client

from organisation.models import Staff
from organisation.roles import ROLE_PERMISSIONS, Permission, Role
from tests.architecture import doors
from tests.architecture.behind import topics
from tests.architecture.doors import HERE, NOWHERE, THERE, Bank, Route

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ROUTES = doors.routes()

# Whom the thing at Ana's branch and the one at Ben's are in scope for (domain.md C: own customers, own branch, all).
_HEADS_HERE, _HEADS_THERE = {"cleo"}, {"cora"}
_WHOLE_BANK = {"mira", "hana", "olga", "ada"}
SEES = {
    "customer_no": {
        HERE: {"ana", "leo", "cole", "olga"} | _HEADS_HERE,
        THERE: {"ben", "cole", "olga"} | _HEADS_THERE,
    },
    "branch_no": {HERE: _HEADS_HERE | _WHOLE_BANK, THERE: _HEADS_THERE | _WHOLE_BANK},
    "staff_no": {HERE: {"ana"} | _HEADS_HERE | _WHOLE_BANK, THERE: {"ben"} | _HEADS_THERE | _WHOLE_BANK},
    "card": {HERE: {"ana"} | _HEADS_HERE | _WHOLE_BANK, THERE: {"ben"} | _HEADS_THERE | _WHOLE_BANK},
}
# Who holds the permission of a page and may still not have this part of it: the tier is for the business lead and
# consumer protection, the amounts are not; an auditor sees amounts masked, so no chart and no order of them.
NO_AMOUNTS = {"leo", "cole"}
MASKED_AMOUNTS = {"olga"}
WITHHELD = {
    **dict.fromkeys(
        [f"customers:{name}" for name in ("accounts", "holdings", "loans", "movements", "panel_maturities")],
        NO_AMOUNTS,
    ),
    **dict.fromkeys(
        [
            f"customers:{name}"
            for name in ("balances", "chart", "course", "period", "panel_moves", "panel_radar")
        ],
        NO_AMOUNTS | MASKED_AMOUNTS,
    ),
}
# Reading the presets is for more people than proposing one; whoever proposed a version may not decide it.
POST_WITHHELD = {"organisation:preset": {"cleo", "cora", "olga", "ada"}, "organisation:decide": {"hana"}}
# Nobody of the cast has switched a second factor on: there is nothing to switch off or to show.
NOT_THERE = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}
# Answered with another page: nothing for somebody who is signed in, or the password is asked for once more.
ELSEWHERE = {"account_login", "mfa_authenticate", "mfa_index", "account_set_password"} | {
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
}
POSTS: dict[str, set[int]] = {"customers:reveal": {404}}  # which field is to be revealed is part of the form
for _topic in topics():
    SEES |= _topic.sees
    WITHHELD |= _topic.withheld
    POST_WITHHELD |= _topic.post_withheld
    NOT_THERE |= _topic.gone
    POSTS |= _topic.posts
ENDS_THE_SESSION = {"account_logout", "organisation:account_end_sessions"}
DESCRIBES_ITSELF = ("customers_api:", "performance_api:")
API = ("customers_api:", "performance_api:", "api")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals, each with its traceback in the log, would take longer than the requests."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bank() -> Bank:
    return doors.bank()


def named(bank: Bank) -> dict[str, Staff]:
    return {name: one for name, one in vars(bank.cast).items() if isinstance(one, Staff)} | {
        "idle": bank.idle
    }


def holds(person: Staff, route: Route) -> bool:
    return route.permission == "public" or Permission(route.permission) in person.permissions


def thing_of(route: Route) -> str:
    """Which kind of thing the route's address names, empty when it names none that has a scope."""
    for parameters, names in doors.ADDRESSED.items():
        if route.name in names:
            return parameters[0]
    return ""


def in_scope(name: str, route: Route, where: str = HERE) -> bool:
    """Ana's saved view is hers alone; everything else goes by the table above."""
    if route.name == "customers:view_delete":
        return name == "ana"
    thing = thing_of(route)
    return not thing or name in SEES[thing][where]


def asks_to_sign_in(route: Route, response: HttpResponseBase) -> bool:
    if route.name.startswith(API):
        return response.status_code in {401, 403}
    return response.status_code == 302 and response["Location"].startswith(doors.sign_in_page())


def visits(bank: Bank) -> Iterator[tuple[str, Staff, Client]]:
    for name, person in named(bank).items():
        yield name, person, doors.client_of(person)


def test_every_route_says_how_it_is_addressed(bank: Bank) -> None:
    assert [route.name for route in ROUTES if doors.arguments(route.name, HERE, bank) is None] == []


def test_every_role_is_held_by_somebody_of_the_cast(bank: Bank) -> None:
    assert {role for person in bank.cast.everybody() for role in person.roles} == set(Role)
    assert {permission for held in ROLE_PERMISSIONS.values() for permission in held} == set(Permission)


def test_pages_open_to_those_whom_the_matrix_lets_in_and_reading_writes_nothing(bank: Bank) -> None:
    """Pages, panels, charts and the API. No row of any table changes by all of it, the trail's included; only the
    library's own pages (sign-out, second factor) write when they are read."""
    wrong = []
    everybody = list(visits(bank))
    before = doors.checksums()
    for name, person, client in everybody:
        for route in ROUTES:
            if "GET" in route.methods:
                expected = _page(name, person, route)
                got = client.get(doors.address(route.name, bank)).status_code
                if got != expected:
                    wrong.append(f"{name} at {route.name}: {got}, expected {expected}")
    assert "\n".join(wrong) == ""
    assert changed(before) == []


def _page(name: str, person: Staff, route: Route) -> int:
    if not holds(person, route):
        return 403
    if route.name in NOT_THERE or not in_scope(name, route):
        return 404
    if name in WITHHELD.get(route.name, ()):
        return 403
    if route.name == "performance:scores" and name in {"ana", "ben"}:
        return 302  # somebody who has only their own card is taken to it
    if route.name in ELSEWHERE:
        return 302
    return 200


def test_the_anonymous_and_those_who_left_are_asked_to_sign_in(bank: Bank) -> None:
    wrong = []
    for who, person in (("anonymous", None), ("somebody who left", bank.gone)):
        for route in ROUTES:
            for method in route.methods:
                with doors.undone():
                    client = doors.client_of(person)
                    response = client.generic(method, doors.address(route.name, bank))
                if route.permission == "public":
                    let_in = response.status_code in {200, 302, 400, 405}
                else:
                    let_in = asks_to_sign_in(route, response)
                if not let_in:
                    wrong.append(f"{who} at {method} {route.name}: {response.status_code}")
    assert "\n".join(wrong) == ""


def test_forms_are_taken_from_those_whom_the_matrix_lets_in(bank: Bank) -> None:
    """An empty form is enough to tell who would be heard: refused for its shape, or done, but not for the person."""
    wrong = []
    for name, person, client in visits(bank):
        for route in ROUTES:
            if "POST" not in route.methods:
                continue
            with doors.undone():
                sender = doors.client_of(person) if route.name in ENDS_THE_SESSION else client
                got = sender.post(doors.address(route.name, bank)).status_code
            expected = _form(name, person, route)
            if got not in expected:
                wrong.append(f"{name} at {route.name}: {got}, expected {sorted(expected)}")
    assert "\n".join(wrong) == ""


def _form(name: str, person: Staff, route: Route) -> set[int]:
    if not holds(person, route):
        return {403}
    if not in_scope(name, route) or route.name in NOT_THERE:
        return {404}
    if name in POST_WITHHELD.get(route.name, ()):
        return {403}
    return POSTS.get(route.name, {200, 302, 422})


def test_methods_that_a_route_does_not_declare_are_refused(bank: Bank) -> None:
    wrong = []
    people = {name: (person, doors.client_of(person)) for name, person in named(bank).items()}
    for route in ROUTES:
        holder = next(
            name
            for name, (person, _client) in people.items()
            if holds(person, route) and in_scope(name, route)
        )
        for method in METHODS:
            if method in route.methods or (method == "HEAD" and "GET" in route.methods):
                continue
            expected = {405}
            if method == "OPTIONS" and route.name.startswith(DESCRIBES_ITSELF):
                expected = {200}
            if route.name in NOT_THERE:
                expected = {404, 405}
            with doors.undone():
                got = people[holder][1].generic(method, doors.address(route.name, bank)).status_code
            if got not in expected:
                wrong.append(f"{holder} {method} {route.name}: {got}, expected {sorted(expected)}")
    assert "\n".join(wrong) == ""


def test_a_method_is_refused_to_those_without_the_permission_as_any_other(bank: Bank) -> None:
    client = doors.client_of(bank.idle)
    wrong = []
    for route in ROUTES:
        if route.permission != "public":
            for method in ("POST", "DELETE"):
                got = client.generic(method, doors.address(route.name, bank)).status_code
                if got not in {403, 405}:
                    wrong.append(f"{method} {route.name}: {got}")
    assert "\n".join(wrong) == ""


def test_head_answers_as_get_without_a_body(bank: Bank) -> None:
    client = doors.client_of(bank.cast.olga)
    wrong = []
    for route in ROUTES:
        if "GET" in route.methods and holds(bank.cast.olga, route):
            path = doors.address(route.name, bank)
            with doors.undone():
                got, head = client.get(path), client.head(path)
            if (head.status_code, doors.body(head)) != (got.status_code, b""):
                wrong.append(f"{route.name}: {head.status_code} {len(head.content)} bytes")
    assert "\n".join(wrong) == ""


def test_nothing_is_taken_without_the_token_of_the_page(bank: Bank) -> None:
    """A form that another site sends in the person's name is refused, whoever the person is, and changes nothing."""
    wrong = []
    people = {name: (person, doors.client_of(person, csrf=True)) for name, person in named(bank).items()}
    before = doors.checksums()
    for route in ROUTES:
        if "POST" in route.methods:
            for name, (person, client) in people.items():
                if holds(person, route):
                    got = client.post(doors.address(route.name, bank)).status_code
                    if got != 403:
                        wrong.append(f"{name} at {route.name}: {got}")
    assert "\n".join(wrong) == ""
    assert doors.checksums() == before


def test_outside_the_scope_is_as_if_it_did_not_exist(bank: Bank) -> None:
    """The answer for another branch's thing and for none at all are the same to the byte."""
    wrong, compared = [], 0
    for name, person, client in visits(bank):
        for route in ROUTES:
            if not thing_of(route) or not holds(person, route):
                continue
            for method in sorted(route.methods):
                for where in (HERE, THERE):
                    if in_scope(name, route, where):
                        continue
                    compared += 1
                    outside = client.generic(method, doors.address(route.name, bank, where))
                    nothing = client.generic(method, doors.address(route.name, bank, NOWHERE))
                    if nothing.status_code != 404 or doors.digest(outside) != doors.digest(nothing):
                        wrong.append(f"{name} {method} {route.name} {where}: {outside.status_code}")
    assert "\n".join(wrong) == ""
    assert compared > 40


def test_inside_the_scope_the_thing_is_found(bank: Bank) -> None:
    wrong = []
    for name, person, client in visits(bank):
        for route in ROUTES:
            if not thing_of(route) or "GET" not in route.methods or not holds(person, route):
                continue
            for where in (HERE, THERE):
                if in_scope(name, route, where) and name not in WITHHELD.get(route.name, ()):
                    got = client.get(doors.address(route.name, bank, where)).status_code
                    if got != 200:
                        wrong.append(f"{name} at {route.name} {where}: {got}")
    assert "\n".join(wrong) == ""


def test_a_refused_write_changes_nothing(bank: Bank) -> None:
    everybody = [("anonymous", None, doors.client_of(None)), *visits(bank)]
    before = doors.checksums()
    refused = 0
    for name, person, client in everybody:
        for route in ROUTES:
            if "POST" not in route.methods or route.permission == "public":
                continue
            if person is None or not holds(person, route) or name in POST_WITHHELD.get(route.name, ()):
                client.post(doors.address(route.name, bank), FILLED)
                refused += 1
            elif thing_of(route) and not in_scope(name, route, THERE):
                client.post(doors.address(route.name, bank, THERE), FILLED)
                refused += 1
    assert changed(before) == []
    assert refused > 150


# Values that every form of the portal would take, so that only the person is in the way.
FILLED = {
    "decision": "approve",
    "name": "mine",
    "role": "AUDITOR",
    "reason": "because I can",
    "effective_from": "2027-01-01",
    "source": "somebody",
    "note": "because I can",
    "leaf_0": "99",
    "field": "phone",
    "words": "because I can",
    "period": "2026Q4",
    "format": "csv",
    "q": "C2000002",
}


def changed(before: dict[str, str]) -> list[str]:
    return [table for table, digest in doors.checksums().items() if before[table] != digest]
