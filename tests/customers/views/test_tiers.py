"""The tier pages as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from customers.choices import ConsentChannel
from tests.factories.consent import consent

if TYPE_CHECKING:
    from tests.customers.bank import Bank
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
RADAR = "/customers/radar/"


def test_the_radar_shows_what_is_missing_and_who_refuses_marketing(bank: Bank, sign_in: SignIn) -> None:
    consent(bank.wei, bank.cast.ana, ConsentChannel.MARKETING)
    page = sign_in(bank.cast.ana).get(RADAR).content.decode()
    assert reverse("customers:detail", args=[bank.wei.customer_no]) in page
    for words in ('value="20000.00"', 'value="210000.00"', "no marketing", "1 customer · "):
        assert words in page
    assert reverse("customers:detail", args=[bank.lin.customer_no]) not in page


def test_the_radar_gives_htmx_the_table_only_and_keeps_filters_in_the_address(
    bank: Bank, sign_in: SignIn
) -> None:
    client = sign_in(bank.cast.ana)
    part = client.get(RADAR, {"aim": "keep"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Nobody fits the filter" in part
    assert client.get(RADAR, {"aim": "fly"}).status_code == 422


def test_the_radar_is_for_those_who_see_amounts_in_full(bank: Bank, sign_in: SignIn) -> None:
    cast = bank.cast
    answers = {
        person.staff_no: sign_in(person).get(RADAR).status_code
        for person in (cast.ana, cast.cleo, cast.leo, cast.olga, cast.mira, cast.tina)
    }
    assert answers == {
        cast.ana.staff_no: 200,
        cast.cleo.staff_no: 200,
        cast.leo.staff_no: 403,
        cast.olga.staff_no: 403,
        cast.mira.staff_no: 403,
        cast.tina.staff_no: 403,
    }
