"""The list and the search are served by indexes: no plan reads a customer table from end to end."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange

from bankcrm.bench.plans import pretend_large
from customers.choices import Tier
from customers.models import Customer, CustomerDay, Relationship
from customers.queries import listing, search_box, search_pieces
from customers.queries.listing import ListFilter
from customers.queries.sight import Sight, sight_of
from customers.search import name_tokens
from organisation.models import Branch, NightlyRun
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import Cast

ROWS = 4_000
OF_CLEO, OF_ANA = 100, 30
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


def plan_of(sql: str, params: Any) -> list[dict[str, Any]]:
    """What the database did for the query, without the parts that it did not come to."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, FORMAT JSON) {sql}", params)
        (top,) = cursor.fetchone()[0]
    return [node for node in nodes(top["Plan"]) if node["Actual Loops"]]


def read_whole(sql: str, params: Any) -> list[str]:
    """The big tables that the query reads from end to end."""
    return [
        node["Relation Name"]
        for node in plan_of(sql, params)
        if node["Node Type"] == "Seq Scan" and node["Relation Name"].startswith(BIG)
    ]


def sql_of(rows: Any) -> Any:
    return rows.query.sql_with_params()


def named(number: int) -> str:
    """Nearly everybody has the same surname, but nobody at Cleo's; one in five hundred has the same rare name."""
    family = "李" if number < OF_CLEO else "张"
    return f"{family}{GIVEN[number % 60]}{GIVEN[number // 60 % 60]}" if number % 500 else "欧阳娜娜"


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
            home_branch=cast.here if number < OF_CLEO else offices[number % 40],
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
                owner=cast.ana if number < OF_ANA else None,
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
            staff=cast.ana if number < OF_ANA else others[number % 60],
            role="A",
            source="SYSTEM_BATCH",
            period=DateRange(run.business_date.replace(day=1), None),
        )
        for number, one in enumerate(customers)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('customer_branch_tokens')")  # as a night does
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


def searches(sight: Sight, texts: Sequence[str] = TEXTS) -> Iterator[tuple[str, Any]]:
    """Each way in which each text is searched for, slips of the keyboard too."""
    for text in texts:
        for kind, wanted in search_box._ways(sight, text):
            yield f"{kind} {text}", search_pieces.statement(sight.staff, wanted, room=search_box.HITS)


def rows_looked_at(sql: str, params: Any) -> int:
    """Customers that the database took up to answer."""
    return sum(
        round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])
        for node in plan_of(sql, params)
        if node.get("Relation Name") == "customers_customer"
    )


def index_searches(sql: str, params: Any, index: str) -> int:
    """How many times the database went down the index from its root."""
    return sum(node["Index Searches"] for node in plan_of(sql, params) if node.get("Index Name") == index)


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
    asked = [(who, what, sql_of(rows)) for who, what, rows in asked]
    pretend_large(ROWS)
    asked += [
        (who, what, sql) for who in ("ana", "cleo", "head", "cole") for what, sql in searches(readers[who])
    ]
    wrong = [(who, what, tables) for who, what, sql in asked if (tables := read_whole(*sql))]
    assert wrong == []
    # The same look finds a plan that does read a whole table.
    planted: models.QuerySet[Any] = Customer.objects.unscoped("a planted bad plan").filter(occupation="x")
    assert read_whole(*sql_of(planted)) == ["customers_customer"]
    # What everybody else is called is asked of the branch, not of everybody.
    cleo, texts = readers["cleo"], ("张", "zhang", "z", "欧阳娜娜", "ouyagnnana", "C00009", "X")
    looked = {what: rows_looked_at(*sql) for what, sql in searches(cleo, texts)}
    assert {what: rows for what, rows in looked.items() if rows > 2 * OF_CLEO} == {}
    ana = {what: rows_looked_at(*sql) for what, sql in searches(readers["ana"])}
    assert {what: rows for what, rows in ana.items() if rows > 2 * OF_ANA} == {}
    # A common piece that nobody in the scope has is asked of each of its outlets once: joined to the branches, the
    # index of a large bank would be asked for all of them at each of them.
    there = seen_by(org.staff(at=cast.there, post="BRANCH_HEAD"))
    offices = Branch.objects.unscoped("all of them").filter(path__startswith=cast.there.path).count()
    absent = dict(searches(there, ("李", "li")))
    common = {what: sql for what, sql in absent.items() if "walked AS" in sql[0]}
    assert {
        what: index_searches(*sql, "customer_branch_tokens") for what, sql in common.items()
    } == dict.fromkeys(common, offices)
    asked_of_the_index = [
        sql.partition("proposed (pk) AS")[2].partition("found (pk")[0] for sql, _ in common.values()
    ]
    assert [part for part in asked_of_the_index if "JOIN" in part or not part] == []
    assert len(common) == 3
