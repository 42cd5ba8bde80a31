"""The list: scope, filters, orders, keyset pages, count and sum."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.choices import RollUpKind, Tier
from customers.models import RollUp
from customers.queries import listing
from customers.queries.listing import ListFilter
from customers.queries.sight import Sight, sight_of
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.properties import on_rows


def numbers(sight: Sight, sort: str = "number", **wanted: object) -> list[str]:
    rows = listing.filtered(sight, ListFilter(**wanted))  # type: ignore[arg-type]
    return [row.number for row in listing.page(sight, rows, sort).rows]


def seen_by(person: Staff) -> Sight:
    found = sight_of(person)
    assert found is not None
    return found


def test_before_the_first_night_there_is_no_sight(cast: object) -> None:
    assert sight_of(cast.ana) is None  # type: ignore[attr-defined]


def test_rows_follow_the_scope(bank: Bank) -> None:
    cast = bank.cast
    seen = {
        one.staff_no: numbers(seen_by(one)) for one in (cast.ana, cast.ben, cast.cleo, cast.cora, cast.hana)
    }
    assert seen == {
        "A001": ["C0000001", "C0000002"],
        "B001": ["C0000002", "C0000003"],
        "C001": ["C0000001", "C0000002", "C0000004"],
        "C002": ["C0000003"],
        "H001": [],
    }


def test_audit_and_consumer_protection_see_the_whole_bank(bank: Bank) -> None:
    everyone = ["C0000001", "C0000002", "C0000003", "C0000004"]
    assert numbers(seen_by(bank.cast.olga)) == numbers(seen_by(bank.cast.cole)) == everyone


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"tiers": ("GOLD",)}, ["C0000001"]),
        ({"tiers": ("GOLD", "MASS")}, ["C0000001", "C0000004"]),
        ({"branch": "010000"}, ["C0000001", "C0000002", "C0000004"]),
        ({"branch": "020101"}, []),
        ({"branch": "10101"}, []),
        ({"manager": "A001"}, ["C0000001", "C0000002"]),
        ({"manager": "-"}, ["C0000004"]),
        ({"aum_from": Decimal(190_000)}, ["C0000001", "C0000002"]),
        ({"aum_from": Decimal("190000.01")}, ["C0000002"]),
        ({"aum_to": Decimal(0)}, ["C0000004"]),
        ({"near": True}, ["C0000001"]),
        ({"moved": "any"}, ["C0000001"]),
        ({"moved": "up"}, ["C0000001"]),
        ({"moved": "down"}, []),
        ({"maturity_days": 11}, ["C0000001"]),
        ({"maturity_days": 10}, []),
        ({"q": "c0000002"}, ["C0000002"]),
        ({"q": "wangw"}, ["C0000001"]),
        ({"q": "lf"}, ["C0000002"]),
        ({"q": "ang"}, []),
        ({"q": "%"}, []),
        ({"tiers": ("GOLD",), "aum_to": Decimal(1)}, []),
    ],
)
def test_filters(bank: Bank, wanted: dict[str, object], found: list[str]) -> None:
    assert numbers(seen_by(bank.cast.cleo), **wanted) == found


def test_a_tier_that_fell_is_found_as_lowered(bank: Bank) -> None:
    fell = make.customer(at=bank.cast.here, customer_no="C0000009")
    make.customer_day(fell, bank.run, aum=1, tier=Tier.MASS, tier_previous=Tier.GOLD)
    sight = seen_by(bank.cast.cleo)
    assert (numbers(sight, moved="down"), numbers(sight, moved="up")) == (["C0000009"], ["C0000001"])


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("-aum", ["C0000002", "C0000001", "C0000004"]),
        ("aum", ["C0000004", "C0000001", "C0000002"]),
        ("-tier", ["C0000002", "C0000001", "C0000004"]),
        ("change_day", ["C0000001", "C0000002", "C0000004"]),
        ("-change", ["C0000001", "C0000004", "C0000002"]),
        ("maturity", ["C0000001", "C0000002", "C0000004"]),
        ("-maturity", ["C0000001", "C0000004", "C0000002"]),
    ],
)
def test_orders_put_empty_values_last(bank: Bank, sort: str, found: list[str]) -> None:
    assert numbers(seen_by(bank.cast.cleo), sort) == found


def test_totals_count_and_add_up_what_the_filter_takes_in(bank: Bank) -> None:
    sight = seen_by(bank.cast.cleo)
    whole = listing.totals(sight, listing.filtered(sight, ListFilter()))
    assert (whole.count, whole.aum, whole.beyond) == (3, Decimal(950_000), False)
    none = listing.totals(sight, listing.filtered(sight, ListFilter(branch="020101")))
    assert (none.count, none.aum) == (0, Decimal(0))


def test_totals_beyond_the_counted_say_so(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED_ROWS", 2)
    sight = seen_by(bank.cast.cleo)
    whole = listing.totals(sight, listing.filtered(sight, ListFilter()))
    assert (whole.count, whole.aum, whole.beyond) == (2, None, True)


def test_totals_add_up_nothing_for_those_who_may_not_compare(bank: Bank) -> None:
    for person in (bank.cast.olga, bank.cast.leo, bank.cast.cole):
        sight = seen_by(person)
        assert listing.totals(sight, listing.filtered(sight, ListFilter())).aum is None


def test_default_order_and_rights_to_sort(bank: Bank) -> None:
    cast = bank.cast
    found = {
        one.staff_no: (
            listing.default_order(seen_by(one)),
            {key for key in listing.ORDERS if listing.may_order(seen_by(one), key, narrowed=True)},
        )
        for one in (cast.ana, cast.leo, cast.olga)
    }
    assert found == {
        "A001": ("-aum", set(listing.ORDERS)),
        "L001": ("number", {"number", "tier"}),
        "O001": ("number", {"number", "tier"}),
    }


def test_a_wide_scope_sorts_by_indexed_columns_only(bank: Bank) -> None:
    sight = seen_by(bank.cast.olga)
    assert sight.wide
    assert not listing.may_order(sight, "tier", narrowed=False)
    assert not seen_by(bank.cast.cleo).wide


def test_a_position_outside_the_scope_is_not_found(bank: Bank) -> None:
    sight = seen_by(bank.cast.ana)
    rows = listing.filtered(sight, ListFilter())
    for number in (bank.lin.customer_no, "C9999999"):
        with pytest.raises(Http404):
            listing.page(sight, rows, "-aum", after=number)


ROWS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 2]),
        st.sampled_from([None, date(2026, 12, 1), date(2026, 12, 2)]),
    ),
    max_size=9,
)


@given(
    rows=ROWS,
    sort=st.sampled_from(["aum", "-aum", "maturity", "-maturity", "number", "-number"]),
)
@settings(on_rows, max_examples=25)
def test_pages_forward_and_back_cover_every_row_once(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[int, date | None]], sort: str
) -> None:
    """With ties and empty values: the pages forward are the whole order, and the pages back the same."""
    from django.db import transaction

    monkeypatch.setattr(listing, "PAGE_ROWS", 2)
    with transaction.atomic():
        for aum, matures in rows:
            made = make.customer("张", at=bank.cast.there)
            make.customer_day(made, bank.run, aum=aum, next_maturity_on=matures)
        sight = seen_by(bank.cast.cora)
        every = listing.filtered(sight, ListFilter())
        whole = [row.number for row in listing.read(sight, listing.in_order(every, sort))]
        forward, after, pages = [], "", []
        while True:
            page = listing.page(sight, every, sort, after=after)
            pages.append(page)
            forward += [row.number for row in page.rows]
            if not page.after:
                break
            after = page.after
        back, before = [row.number for row in pages[-1].rows], pages[-1].before
        while before:
            page = listing.page(sight, every, sort, before=before)
            back = [row.number for row in page.rows] + back
            before = page.before
        transaction.set_rollback(True)
    assert forward == whole
    assert back == whole


def test_a_whole_scope_is_counted_in_the_roll_ups(bank: Bank) -> None:
    """Count and sum of a head come from the roll-ups of the offices in scope; a filter counts the customers."""
    for branch, customers, aum in ((bank.cast.here, 7, "70.50"), (bank.cast.there, 90, "900.00")):
        RollUp.objects.create(
            run_id=bank.run.pk, kind=RollUpKind.BRANCH, subject_id=branch.pk, asset_class="AUM",
            customers=customers, balance=Decimal(aum), sum_month=0, sum_quarter=0, sum_year=0,
        )  # fmt: skip
    sight = seen_by(bank.cast.cleo)
    rows = listing.filtered(sight, ListFilter())
    assert listing.totals(sight, rows, ListFilter()) == listing.Totals(7, Decimal("70.50"), beyond=False)
    gold = ListFilter(tiers=("GOLD",))
    assert listing.totals(sight, listing.filtered(sight, gold), gold).count == 1
    audit = seen_by(bank.cast.olga)
    assert listing.totals(audit, rows, ListFilter()) == listing.Totals(97, None, beyond=False)
