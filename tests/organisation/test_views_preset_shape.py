"""Entries of a preset are added and taken out in the browser; proposals are approved in their order."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from organisation import actions
from organisation.choices import PresetStatus
from organisation.models import Preset
from organisation.reshaping import grown, shrunk, unpacked
from tests.factories import organisation as make
from tests.factories.organisation import NOW, Cast

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
TIERS = reverse("organisation:preset", args=["customers.tiering"])
LIMIT = "organisation.imports"
ABOUT = {"effective_from": "2027-01-01", "source": "行内规定", "note": "去掉金卡一级"}


@pytest.fixture(autouse=True)
def installed(db: None) -> None:
    make.presets()


def shown(answer: HttpResponse) -> dict[str, str]:
    """What the browser would send of the form on the page."""
    form = answer.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def step(client: Client, before: HttpResponse, reshape: str, **more: str) -> HttpResponse:
    return client.post(TIERS, {**shown(before), "reshape": reshape, **more})


def tiers_of(answer: HttpResponse) -> list[str]:
    return [line["tier"] for line in json.loads(shown(answer)["shape"])["lines"]]


def test_a_tier_line_and_a_weight_are_taken_out_and_added(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mira)
    page = step(client, client.get(TIERS), "remove:lines.1")
    assert tiers_of(page) == ["MASS", "PLATINUM", "DIAMOND", "PRIVATE"]
    page = step(client, page, "remove:weights.METAL")
    assert 'name="key:weights"' in page.content.decode()
    page = step(client, page, "add:weights", **{"key:weights": "METAL"})
    page = step(client, step(client, page, "add:lines"), "remove:lines.4")
    metal = next(name for name, path in page.context["form"].paths.items() if path == ("weights", "METAL"))
    assert client.post(TIERS, {**shown(page), **ABOUT, metal: "0.5"}).status_code == 302
    made = Preset.objects.get(key="customers.tiering", version=2)
    assert [line["tier"] for line in made.value["lines"]] == ["MASS", "PLATINUM", "DIAMOND", "PRIVATE"]
    assert made.value["weights"]["METAL"] == "0.5"
    assert made.value["weights"]["FUND"] == "1"


def test_what_was_typed_stays_while_the_shape_changes(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mira)
    first = shown(client.get(TIERS))
    page = client.post(TIERS, {**first, **ABOUT, "leaf_1": "77", "reshape": "add:lines"})
    assert shown(page)["leaf_1"] == "77"
    assert {name: shown(page)[name] for name in ABOUT} == ABOUT
    assert Preset.objects.filter(key="customers.tiering").count() == 1


def test_a_new_line_without_its_number_is_refused_where_it_stands(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mira)
    page = step(client, client.get(TIERS), "add:lines")
    answer = client.post(TIERS, {**shown(page), **ABOUT})
    assert answer.status_code == 422
    assert len(tiers_of(answer)) == 6


@pytest.mark.parametrize("shape", ["[]", "no json", "[" * 5000, '{"lines": 3}', '{"unknown": "1"}'])
def test_a_shape_that_no_page_sent_makes_no_version(cast: Cast, sign_in: SignIn, shape: str) -> None:
    assert sign_in(cast.mira).post(TIERS, {**ABOUT, "shape": shape}).status_code == 422
    assert Preset.objects.filter(key="customers.tiering").count() == 1


def test_places_that_are_not_there_change_nothing() -> None:
    value: Any = {"lines": [{"from": "1"}], "weights": {"FUND": "1"}}
    for place in ("lines.7", "nothing", "weights.METAL", "", "lines.0.from.x"):
        assert shrunk(value, place) == value
        assert grown(value, place, "FUND") == value
    assert shrunk(value, "lines.0") == value  # the last one stays
    assert unpacked('{"a": 1}', like=[1]) == [1]


def two_proposals(cast: Cast) -> list[Preset]:
    return [
        actions.propose_preset(
            key=LIMIT,
            value={"reject_limit_pct": limit},
            source="行内规定",
            effective_from=date(2027, 1, day),
            note="放宽拒收比例",
            by=cast.hana,
            at=NOW,
        )
        for day, limit in ((1, "2"), (2, "3"))
    ]


def decide(client: Client, version: Preset, decision: str) -> HttpResponse:
    return client.post(reverse("organisation:decide", args=[version.pk]), {"decision": decision})


def test_the_earlier_proposal_is_not_approved_after_the_later(cast: Cast, sign_in: SignIn) -> None:
    first, second = two_proposals(cast)
    client = sign_in(cast.mira)
    assert decide(client, second, "approve").status_code == 302
    assert decide(client, first, "approve").status_code == 403
    page = client.get(reverse("organisation:preset", args=[LIMIT])).content.decode()
    assert "Version 3, proposed later, is approved already." in page
    assert 'value="approve"' not in page
    assert decide(client, first, "reject").status_code == 302
    first.refresh_from_db()
    assert first.status == PresetStatus.REJECTED


def test_in_the_order_of_their_making_both_are_approved(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mira)
    answers = [decide(client, version, "approve").status_code for version in two_proposals(cast)]
    assert answers == [302, 302]
    assert Preset.objects.filter(key=LIMIT, status=PresetStatus.APPROVED).count() == 2
