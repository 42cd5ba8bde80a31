"""The list and the search are served by indexes: no plan reads a customer table from end to end."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import MatchKind, Tier
from customers.models import Customer, CustomerDay, Relationship
from customers.queries import finding, listing
from customers.queries.listing import ListFilter
from customers.queries.sight import Sight, sight_of
from customers.search import name_tokens
from organisation.models import NightlyRun
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import Cast

ROWS = 4_000
GIVEN = "".join(chr(code) for code in range(0x4F20, 0x4F5C))
BIG = (
    "customers_customer",
    "customers_customerday",
    "customers_balance",
    "customers_account",
    "customers_relationship",
)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def read_whole(rows: Any) -> list[str]:
    """The big tables that the plan of the query reads from end to end."""
    plan = rows.explain(format="json")
    (top,) = json.loads(plan)
    return [
        node["Relation Name"]
        for node in nodes(top["Plan"])
        if node["Node Type"] == "Seq Scan" and node["Relation Name"].startswith(BIG)
    ]


def named(number: int) -> str:
    """Nearly everybody has the same surname, and one in five hundred the same rare name."""
    return f"张{GIVEN[number % 60]}{GIVEN[number // 60 % 60]}" if number % 500 else "欧阳娜娜"


@pytest.fixture
def large(cast: Cast) -> NightlyRun:
    """Thousands of customers in forty other outlets; Ana has thirty of those here, Cleo's outlet a hundred."""
    org.presets()
    run = org.night()
    make.partitions_of(run)
    offices = [org.branch(parent=cast.there) for _ in range(40)]
    customers = [
        Customer(
            customer_no=f"C{number:07d}",
            home_branch=cast.here if number < 100 else offices[number % 40],
            source_as_of=run.business_date,
            name_tokens=list(name_tokens(named(number))),
            id_hash=number.to_bytes(16, "big"),
            phone_hash=number.to_bytes(16, "big"),
            id_tail_hash=(number % 900).to_bytes(16, "big"),
            phone_tail_hash=(number % 900).to_bytes(16, "big"),
        )
        for number in range(ROWS)
    ]
    Customer.objects.bulk_create(customers, batch_size=2000)
    tiers = list(Tier.values)
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                run_id=run.pk,
                customer=one,
                branch=one.home_branch,
                owner=cast.ana if number < 30 else None,
                aum=number * 37 % 100_000,
                avg_month=number * 31 % 100_000,
                tier=tiers[number % 5],
                tier_rank=number % 5,
                tier_previous=tiers[number % 5],
            )
            for number, one in enumerate(customers)
        ],
        batch_size=2000,
    )
    others = [org.staff() for _ in range(60)]
    Relationship.objects.bulk_create(
        Relationship(
            customer=one,
            staff=cast.ana if number < 30 else others[number % 60],
            role="A",
            source="SYSTEM_BATCH",
            period=DateRange(run.business_date.replace(day=1), None),
        )
        for number, one in enumerate(customers)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('customer_name_tokens')")  # as a night does
        cursor.execute("ANALYZE")
    return run


def seen_by(person: Any) -> Sight:
    found = sight_of(person)
    assert found is not None
    return found


FILTERS = (
    ListFilter(tiers=("PRIVATE",)),
    ListFilter(branch="010101"),
    ListFilter(manager="A001"),
    ListFilter(near=True),
    ListFilter(moved="any"),
    ListFilter(maturity_days=30),
    ListFilter(q="C00012"),
    ListFilter(q="ouyangnana"),
)
TEXTS = (
    "张",
    "欧阳",
    "欧阳娜娜",
    "ouyang",
    "oynn",
    "ouyagnnana",
    "C00012",
    "15411112222",
    "999999199001012345",
    "2222",
    "345X",
)


def plans_of_lists(sight: Sight) -> Iterator[tuple[str, Any]]:
    """The first page and a later one in every order that an index serves."""
    every = listing.filtered(sight, ListFilter())
    for sort in ("-aum", "aum", "-average", "number"):
        yield sort, listing.in_order(every, sort)[: listing.PAGE_ROWS + 1]
        last = listing.page(sight, every, sort).after
        beyond = listing._beyond(sight, every, sort, last, back=False)
        yield f"{sort} after {last}", listing.in_order(beyond, sort)[: listing.PAGE_ROWS + 1]


def test_list_and_search_are_served_by_indexes(cast: Cast, large: NightlyRun) -> None:
    """For a manager, a branch and the whole bank; one test, because the bank of it is large."""
    head = seen_by(org.staff(at=cast.head_office, post="BRANCH_HEAD"))
    readers = {"ana": seen_by(cast.ana), "cleo": seen_by(cast.cleo), "head": head, "cole": seen_by(cast.cole)}
    asked = [
        (who, what, rows) for who in ("ana", "cleo", "head") for what, rows in plans_of_lists(readers[who])
    ]
    asked += [
        ("head", str(one), listing.in_order(listing.filtered(head, one), "-aum")[: listing.PAGE_ROWS + 1])
        for one in FILTERS
    ]
    asked += [
        (who, f"{kind} {text}", finding._rows(readers[who], condition)[: finding.HITS])
        for who in ("ana", "cleo", "cole")
        for text in TEXTS
        for kind, condition in finding._conditions(readers[who], text)
        # Hundreds of spellings at once: among four thousand customers reading them all is right, not among a million.
        if kind is not MatchKind.SIMILAR
    ]
    wrong = [(who, what, tables) for who, what, rows in asked if (tables := read_whole(rows))]
    assert wrong == []
    # The same look finds a plan that does read a whole table.
    planted: models.QuerySet[Any] = Customer.objects.unscoped("a planted bad plan").filter(occupation="x")
    assert read_whole(planted) == ["customers_customer"]
