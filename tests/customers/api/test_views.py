"""The API gives what the pages give."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.customers.bank import Bank

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

LIST, ONE = "/api/customers/", "/api/customers/C0000001/"


def test_a_page_of_the_list(bank: Bank, sign_in: "SignIn") -> None:
    body: dict[str, Any] = sign_in(bank.cast.cleo).get(LIST, {"sort": "aum"}).json()
    assert {key: body[key] for key in body if key != "rows"} == {
        "as_of": "2026-11-20",
        "count": 3,
        "beyond": False,
        "aum": "950000.00",
        "before": "",
        "after": "",
    }
    assert [row["number"] for row in body["rows"]] == ["C0000004", "C0000001", "C0000002"]
    assert body["rows"][1] == {
        "number": "C0000001",
        "name": "王伟明",
        "tier": "GOLD",
        "aum": "190000.00",
        "average": "195000.00",
        "change_day": "-5000.00",
        "change": "12000.00",
        "maturity_on": "2026-12-01",
        "maturity_amount": "50000.00",
        "branch": "东门网点",
        "manager": "安娜",
        "backup": None,
    }


def test_one_customer(bank: Bank, sign_in: "SignIn") -> None:
    body = sign_in(bank.cast.ana).get(ONE).json()
    assert body["summary"]["net_assets"] == "190000.00"
    assert body["profile"]["phone"] == bank.wei.phone[:3] + "****" + bank.wei.phone[-4:]
    assert bank.wei.id_no not in str(body)
    assert [one["asset_class"] for one in body["holdings"]] == ["DEMAND_DEPOSIT", "TIME_DEPOSIT"]


def test_scope_and_rights(bank: Bank, sign_in: "SignIn") -> None:
    cast = bank.cast
    asked = {
        "ana": 200,
        "cleo": 200,
        "leo": 200,
        "olga": 200,
        "ben": 404,
        "cora": 404,
        "hana": 403,
        "tina": 403,
    }
    assert {who: sign_in(getattr(cast, who)).get(ONE).status_code for who in asked} == asked
    assert sign_in(cast.hana).get(LIST).status_code == 403


def test_the_anonymous_get_no_data(bank: Bank, client: Any) -> None:
    assert {client.get(url).status_code for url in (LIST, ONE)} == {403}


def test_columns_by_role(bank: Bank, sign_in: "SignIn") -> None:
    lead = sign_in(bank.cast.leo).get(ONE).json()
    assert (lead["holdings"], lead["summary"]["aum"], lead["summary"]["tier"]) == (None, None, "GOLD")
    assert set(lead["profile"].values()) == {None}
    audit = sign_in(bank.cast.olga).get(LIST).json()
    assert [(row["name"], row["aum"]) for row in audit["rows"]][:2] == [("王**", "***"), ("李**", "***")]
    assert audit["aum"] is None


@pytest.mark.parametrize(
    ("query", "status"),
    [("?aum_from=x", 400), ("?sort=id_no", 400), ("?near=on", 200), ("?after=C0000003", 404)],
)
def test_filters_are_those_of_the_page(bank: Bank, sign_in: "SignIn", query: str, status: int) -> None:
    assert sign_in(bank.cast.ana).get(LIST + query).status_code == status


def test_unseen_assets_do_not_filter(bank: Bank, sign_in: "SignIn") -> None:
    assert sign_in(bank.cast.leo).get(LIST + "?aum_from=1").status_code == 403


def test_reading_only(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.ana)
    for url in (LIST, ONE):
        assert {
            client.post(url).status_code,
            client.put(url).status_code,
            client.delete(url).status_code,
        } == {405}


def test_before_the_first_night(cast: Any, sign_in: "SignIn") -> None:
    assert sign_in(cast.ana).get(LIST).status_code == 404


def test_the_schema_describes_it(db: None) -> None:
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator(patterns=None).get_schema(request=None, public=True)
    paths = {
        path: set(schema["paths"][path]) for path in schema["paths"] if path.startswith("/api/customers/")
    }
    assert paths == {"/api/customers/": {"get"}, "/api/customers/{customer_no}/": {"get"}}
    names = {one["name"] for one in schema["paths"]["/api/customers/"]["get"]["parameters"]}
    assert {"q", "tier", "sort", "after", "aum_from"} <= names
