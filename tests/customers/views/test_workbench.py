"""The panels of the workbench."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from customers.queries import workbench
from customers.queries.sight import sight_of
from tests.customers.bank import Bank
from tests.factories import customers as make

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

NAMES = ("radar", "tiers", "moves", "maturities")


def read(sign_in: "SignIn", person: object, name: str, **query: str) -> str:
    response = sign_in(person).get(reverse(f"customers:panel_{name}"), query)  # type: ignore[arg-type]
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_radar_says_what_is_missing(bank: Bank, sign_in: "SignIn") -> None:
    panel = read(sign_in, bank.cast.ana, "radar")
    assert "1 customer close to a tier line" in panel
    assert "reach" in panel
    assert 'value="20000.00"' in panel
    assert 'value="200000.00"' in panel
    assert "each of the 10 days" in panel
    assert 'href="/customers/radar/"' in panel


def test_the_radar_sorts_by_stake_or_by_what_is_missing(bank: Bank, sign_in: "SignIn") -> None:
    rich = make.customer("富", at=bank.cast.here, customer_no="C0000020")
    make.customer_day(rich, bank.run, aum=460_000, sum_month=9_600_000, tier="PLATINUM")
    make.flag(rich, bank.run, "NEAR_LINE")
    # For Diamond: (15 000 000 - 9 600 000) / 10 = 540 000, 80 000 above 460 000; not near 10 % of 500 000.
    make.customer_day(
        near := make.customer("近", at=bank.cast.here, customer_no="C0000021"),
        bank.run,
        aum=495_000,
        sum_month=9_950_000,
        tier="PLATINUM",
    )
    make.flag(near, bank.run, "NEAR_LINE")
    by_stake = read(sign_in, bank.cast.cleo, "radar")
    assert by_stake.index("C0000021") < by_stake.index("C0000001")
    assert "C0000020" not in by_stake
    by_need = read(sign_in, bank.cast.cleo, "radar", by="missing")
    assert by_need.index("C0000021") < by_need.index("C0000001")


def test_the_smallest_need_is_found_among_many_smaller_customers(bank: Bank, sign_in: "SignIn") -> None:
    """Ninety customers who hold less than the one who needs least."""
    for number in range(90):
        small = make.customer("小", at=bank.cast.here, customer_no=f"C01{number:05}")
        make.customer_day(small, bank.run, aum=43_000, sum_month=1_050_000, tier="MASS")
        make.flag(small, bank.run, "NEAR_LINE")
    rich = make.customer("富", at=bank.cast.here, customer_no="C0000021")
    make.customer_day(rich, bank.run, aum=499_000, sum_month=9_999_000, tier="PLATINUM")
    make.flag(rich, bank.run, "NEAR_LINE")
    panel = read(sign_in, bank.cast.cleo, "radar", by="missing")
    assert re.findall(r"<a href=\"/customers/of/(C\d{7})/\"", panel)[0] == "C0000021"
    assert "<h2>Close to a tier line</h2>" in panel  # the first eight of many: no count


def test_moved_tiers_say_why(bank: Bank, sign_in: "SignIn") -> None:
    panel = read(sign_in, bank.cast.ana, "tiers")
    assert panel.index("tier-mass") < panel.index("tier-gold")
    assert "Upgraded" in panel
    assert "C0000002" not in panel


def test_the_business_lead_sees_moves_of_tiers_without_averages(bank: Bank, sign_in: "SignIn") -> None:
    panel = read(sign_in, bank.cast.leo, "tiers")
    assert "王伟明" in panel
    assert "average" not in panel


def test_movements_of_day_and_month(bank: Bank, sign_in: "SignIn") -> None:
    assert 'title="−5,000.00"' in read(sign_in, bank.cast.cleo, "moves")
    assert 'title="+12,000.00"' in read(sign_in, bank.cast.cleo, "moves", over="month")


def test_maturities_soonest_first(bank: Bank, sign_in: "SignIn") -> None:
    soon = make.customer("早", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000030")
    make.customer_day(soon, bank.run, next_maturity_on=date(2026, 11, 22), next_maturity_amount=7)
    late = make.customer("晚", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000031")
    make.customer_day(late, bank.run, next_maturity_on=date(2026, 12, 21), next_maturity_amount=7)
    panel = read(sign_in, bank.cast.ana, "maturities")
    assert panel.index("C0000030") < panel.index("C0000001")
    assert "C0000031" not in panel


def test_the_days_to_a_maturity_count_from_today(bank: Bank) -> None:
    """The figures of Friday evening are read on Monday: three days less are left."""
    sight = sight_of(bank.cast.ana)
    assert sight is not None
    on_friday = workbench.maturities(sight, date(2026, 11, 20)).rows[0]
    on_monday = workbench.maturities(sight, date(2026, 11, 23)).rows[0]
    assert on_monday.days_left == on_friday.days_left - 3
    assert on_friday.days_left == (on_friday.on - date(2026, 11, 20)).days


@pytest.mark.parametrize("name", NAMES)
def test_panels_follow_the_scope(bank: Bank, sign_in: "SignIn", name: str) -> None:
    panel = read(sign_in, bank.cast.cora, name)
    assert "C0000001" not in panel
    assert "王伟明" not in panel


@pytest.mark.parametrize("name", NAMES)
def test_who_may_open_panels(bank: Bank, sign_in: "SignIn", name: str) -> None:
    cast, url = bank.cast, reverse(f"customers:panel_{name}")
    statuses = {
        who: sign_in(getattr(cast, who)).get(url).status_code for who in ("hana", "tina", "leo", "olga")
    }
    leo = 200 if name == "tiers" else 403
    olga = 200 if name in {"tiers", "maturities"} else 403
    assert statuses == {"hana": 403, "tina": 403, "leo": leo, "olga": olga}
