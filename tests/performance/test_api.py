"""The read API gives what the pages give, to the same people."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Staff
from tests.factories import performance as perf
from tests.factories.organisation import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
LIST = reverse("performance_api:cards")


def test_the_list_is_cut_to_the_scope(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    body = signed_in(cast.hana).get(LIST, {"sort": "-total"}).json()
    assert [row["staff_no"] for row in body["rows"]][:2] == ["C001", "A001"]
    assert (body["count"], body["complete"], body["as_of"]) == (4, 2, "2026-11-20")
    assert body["rows"][0]["total"] == "117.00"
    assert [row["staff_no"] for row in signed_in(cast.ana).get(LIST).json()["rows"]] == ["A001"]
    assert signed_in(cast.cora).get(LIST, {"scheme": "BRANCH_HEAD"}).json()["count"] == 1


def test_a_filter_that_is_not_known_is_refused(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.hana)
    assert client.get(LIST, {"scheme": "X"}).status_code == 400
    assert client.get(LIST, {"sort": "staff__password"}).status_code == 400


def test_one_card_with_its_lines(cast: Cast, signed_in: SignIn) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    url = reverse("performance_api:card", args=[card.pk])
    body = signed_in(cast.cleo).get(url).json()
    assert [line["item"] for line in body["lines"]] == ["DEPOSIT", "NPL", "COLLECTION", "ACCOUNTS"]
    assert body["lines"][0]["explanation"]["figure"]["numerator"] == "1312000"
    assert body["input_hash"] == card.input_hash
    assert signed_in(cast.ben).get(url).status_code == 404
    assert signed_in(cast.tina).get(url).status_code == 403
    assert Client().get(url).status_code == 403


def test_the_schema_names_the_cards(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.tina).get(reverse("api_schema"), headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert "/api/performance/cards/{id}/" in answer.content.decode()
    assert Client().get(reverse("api_schema")).status_code == 403
