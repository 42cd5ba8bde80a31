"""The guard of every page: sign-in for the anonymous, 403 for a role without the permission, never a look inside."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from organisation.guards import public, requires
from organisation.models import Staff
from organisation.roles import ROLE_PERMISSIONS, Permission, Role
from tests.factories import organisation as make
from tests.factories.organisation import Cast


@requires(Permission.AUDIT_VIEW)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def ask(user: Staff | AnonymousUser) -> HttpResponse:
    request = RequestFactory().get("/somewhere/?q=1")
    request.user = user
    return guarded(request)


def test_the_anonymous_are_asked_to_sign_in_and_come_back() -> None:
    answer = ask(AnonymousUser())
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/somewhere/%3Fq%3D1")


def test_a_role_with_the_permission_enters(cast: Cast) -> None:
    assert ask(cast.olga).content == b"inside"


def test_every_other_role_is_refused(cast: Cast) -> None:
    for person in cast.everybody():
        if person.pk != cast.olga.pk:
            with pytest.raises(PermissionDenied):
                ask(person)


def test_a_person_without_posting_may_do_nothing(db: None) -> None:
    nobody = make.staff()
    assert nobody.permissions == frozenset()
    with pytest.raises(PermissionDenied):
        ask(nobody)


def test_guard_and_reason_are_there_for_the_route_table() -> None:
    assert guarded.permission is Permission.AUDIT_VIEW  # type: ignore[attr-defined]  # what the guard leaves behind
    assert public("why")(lambda request: HttpResponse()).public_reason == "why"  # type: ignore[attr-defined]


def test_system_people_and_audit_are_three_hands() -> None:
    held = {role: ROLE_PERMISSIONS[role] for role in (Role.ADMIN, Role.HR, Role.AUDITOR)}
    assert Permission.AUDIT_VIEW not in held[Role.ADMIN] | held[Role.HR]
    assert Permission.ROLE_GRANT not in held[Role.HR] | held[Role.AUDITOR]
    assert Permission.APPRAISAL_EXPORT not in held[Role.ADMIN] | held[Role.AUDITOR]


def test_a_refused_page_says_so_and_shows_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.tina)
    answer = client.get(reverse("organisation:audit"), headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert b"Your roles do not include this page." in answer.content
