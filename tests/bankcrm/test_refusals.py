"""The page of a refusal: whether the role or what stands now is in the way, and the way back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from bankcrm.views import refused
from organisation.guards import NotOfRole


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("exception", "heading"),
    [
        (NotOfRole("Your roles do not include this page."), "Not for your role"),
        (PermissionDenied("Decided already."), "This cannot be done"),
        (PermissionDenied(), "Not for your role"),
    ],
)
def test_only_a_refusal_of_the_role_is_called_so(exception: Exception, heading: str) -> None:
    answer = refused(RequestFactory().get("/x/"), exception)
    assert answer.status_code == 403
    assert f"<h1>{heading}</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/customers/", "http://testserver/customers/"),
        ("https://elsewhere.example/customers/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_in_the_house(came_from: str, leads_to: str) -> None:
    request = RequestFactory().post("/x/", headers={"referer": came_from})
    page = refused(request, PermissionDenied("Decided already.")).content.decode()
    assert f'<a class="btn btn-primary" href="{leads_to}">' in page
