"""The golden cases of tiering (G13, G14 of golden.yaml), from the extract through the night to the customer's page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import balance, one_customer
from tests.factories import organisation as org
from tests.factories.organisation import Cast

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
MONTHLY = ("210000", "190000", "180000", "195000", "40000", "45000", "49999.99")
EFFECTIVE = ["PLATINUM", "PLATINUM", "PLATINUM", "GOLD", "GOLD", "GOLD", "MASS"]


@pytest.fixture(autouse=True)
def presets(cast: Cast) -> None:
    org.presets()


def test_the_path_of_effective_tiers_is_the_history_of_the_page(cast: Cast, sign_in: SignIn) -> None:
    rows = [balance("A1", f"2026-{month:02}-01", amount) for month, amount in enumerate(MONTHLY, 1)]
    take(Drop(date(2026, 7, 31), one_customer(*rows)))
    page = sign_in(cast.cleo).get(reverse("customers:history", args=["C1"]))
    assert [row.effective for row in reversed(page.context["rows"])] == EFFECTIVE


def test_the_average_of_segments_reaches_the_line_exactly(cast: Cast, sign_in: SignIn) -> None:
    segments = (("2026-04-01", "150000"), ("2026-04-11", "260000"), ("2026-04-21", "190000"))
    take(Drop(date(2026, 4, 30), one_customer(*(balance("A1", day, amount) for day, amount in segments))))
    page = sign_in(cast.cleo).get(reverse("customers:history", args=["C1"]))
    (row,) = page.context["rows"]
    assert (str(row.average), row.assessed) == ("200000.00", "PLATINUM")


def test_a_quarter_is_averaged_over_its_days_not_over_its_months(cast: Cast, sign_in: SignIn) -> None:
    segments = (("2026-01-01", "100000"), ("2026-02-01", "400000"), ("2026-03-01", "100000"))
    take(Drop(date(2026, 3, 31), one_customer(*(balance("A1", day, amount) for day, amount in segments))))
    asked = {"start": "2026-01-01", "end": "2026-03-31"}
    page = sign_in(cast.cleo).get(reverse("customers:period", args=["C1"]), asked)
    assert str(page.context["seen"].total.average) == "193333.33"
