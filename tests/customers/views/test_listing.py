"""The list page: who may open it, what it shows, filters in the address, saved views, the file."""

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from organisation.models import AuditEvent, Preset, SavedView
from tests.customers.bank import Bank
from tests.factories import customers as make

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

LIST = "/customers/"
HTMX = {"HX-Request": "true"}


def text(client: Client, query: str = "", **options: Any) -> str:
    response = client.get(LIST + query, **options)
    assert response.status_code == 200
    return response.content.decode()


def test_list_is_for_those_with_customers(bank: Bank, sign_in: "SignIn") -> None:
    cast = bank.cast
    statuses = {one.staff_no: sign_in(one).get(LIST).status_code for one in cast.everybody()}
    allowed = {"A001", "B001", "C001", "C002", "L001", "O001", "K001"}
    assert statuses == {number: 200 if number in allowed else 403 for number in statuses}


def test_the_anonymous_are_asked_to_sign_in(bank: Bank, client: Client) -> None:
    response = client.get(LIST)
    assert (response.status_code, response["Location"]) == (302, "/account/sign-in/?next=/customers/")


def test_rows_counts_and_sum(bank: Bank, sign_in: "SignIn") -> None:
    page = text(sign_in(bank.cast.cleo))
    assert page.count("<tr data-href=") == 3
    assert ">3</data> customers" in page
    assert 'title="950,000.00"' in page
    assert "C0000003" not in page


def test_htmx_gets_the_table_and_a_clean_address(bank: Bank, sign_in: "SignIn") -> None:
    response = sign_in(bank.cast.cleo).get(f"{LIST}?q=&tier=GOLD&branch=&unknown=1", headers=HTMX)
    body = response.content.decode()
    assert "<html" not in body
    assert body.count("<tr data-href=") == 1
    assert response["HX-Push-Url"] == "/customers/?tier=GOLD"
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    "query",
    [
        "?q=王",
        "?tier=SILVER",
        "?aum_from=1e3",
        "?aum_from=２００",
        "?aum_from=1_000",
        "?aum_from=NaN",
        "?aum_from=5&aum_to=4",
        "?sort=phone",
        "?sort=customer__id_no",
        "?maturity=-1",
        "?maturity=9999",
        "?branch=%27",
        "?after=C0000001&before=C0000002",
        "?hide=name",
    ],
)
def test_an_address_that_makes_no_sense_is_422(bank: Bank, sign_in: "SignIn", query: str) -> None:
    assert sign_in(bank.cast.cleo).get(LIST + query).status_code == 422


def test_hidden_columns_go(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.cleo)
    assert "Month average</a>" in text(client, headers=HTMX)
    shown = text(client, "?hide=average&hide=backup", headers=HTMX)
    assert "Month average" not in shown
    assert "Backup (B)" not in shown


def test_the_business_lead_sees_tiers_and_no_assets(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.leo)
    page = text(client)
    assert page.count("<tr data-href=") == 3
    assert "tier-gold" in page
    for word in ("AUM", "Month average", "maturity", "190,000", "190000", "760,000", "Close to a line"):
        assert word not in page
    assert "csv" not in page


@pytest.mark.parametrize(
    "query",
    ["?aum_from=1", "?aum_to=1", "?near=on", "?maturity=3", "?sort=-aum", "?sort=average", "?sort=maturity"],
)
@pytest.mark.parametrize("who", ["leo", "olga", "cole"])
def test_unseen_or_masked_assets_neither_filter_nor_sort(
    bank: Bank, sign_in: "SignIn", who: str, query: str
) -> None:
    assert sign_in(getattr(bank.cast, who)).get(LIST + query).status_code == 403


def test_masked_names_do_not_filter(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.olga)
    assert client.get(LIST + "?q=wang").status_code == 403
    assert text(client, "?q=C0000001").count("<tr data-href=") == 1


def test_audit_sees_masks(bank: Bank, sign_in: "SignIn") -> None:
    page = text(sign_in(bank.cast.olga))
    assert "王**" in page
    assert "王伟明" not in page
    assert "190,000" not in page
    assert ">***</span>" in page


def test_pages_link_on_by_customer_number(
    bank: Bank, sign_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    from customers.queries import listing

    monkeypatch.setattr(listing, "PAGE_ROWS", 2)
    client = sign_in(bank.cast.cleo)
    assert 'href="?sort=-aum&amp;after=C0000001"' in text(client, "?sort=-aum")
    second = text(client, "?sort=-aum&after=C0000001")
    assert second.count("<tr data-href=") == 1
    assert 'href="?sort=-aum&amp;before=C0000004"' in second
    assert ">3</data> customers" in second


def test_the_filter_offers_branches_and_managers_in_scope(bank: Bank, sign_in: "SignIn") -> None:
    url = reverse("customers:choices")
    seen = sign_in(bank.cast.cleo).get(url).content.decode()
    assert ("东门网点" in seen, "西门网点" in seen, "安娜" in seen, "本杰明" in seen) == (
        True,
        False,
        True,
        False,
    )
    own = sign_in(bank.cast.ana).get(url).content.decode()
    assert "东门网点" not in own


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["ana", "cleo", "olga"])
def test_statements_do_not_grow(
    bank: Bank, sign_in: "SignIn", django_assert_max_num_queries: Any, who: str, rows: int
) -> None:
    """Eight at most, the same for a manager, a branch and the whole bank, besides the snapshot's own."""
    for _ in range(rows):
        made = make.customer(at=bank.cast.here, a=bank.cast.ana, b=bank.cast.ben)
        make.customer_day(made, bank.run, aum=5)
    client = sign_in(getattr(bank.cast, who))
    client.get(LIST)
    with django_assert_max_num_queries(8 + SNAPSHOT) as counted:
        client.get(LIST)
    assert len([one for one in counted.captured_queries if "customers_customerday" in one["sql"]]) == 2
    with django_assert_max_num_queries(8 + SNAPSHOT):
        client.get(f"{LIST}?after=C0000001", headers=HTMX)


SNAPSHOT = 3  # savepoint, SET TRANSACTION, release: how a test sees the one snapshot of a page


def test_a_view_is_kept_opened_replaced_and_deleted(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.cleo)
    url = reverse("customers:view_new") + "?tier=GOLD&after=C0000001&unknown=x"
    assert client.post(url, {"name": ""}).status_code == 422
    assert client.post(url, {"name": "黄金"})["Location"] == "/customers/?tier=GOLD"
    client.post(reverse("customers:view_new") + "?tier=MASS", {"name": "黄金"})
    view = SavedView.objects.get()
    assert (view.owner, view.page, view.name, view.query) == (
        bank.cast.cleo,
        "customers:list",
        "黄金",
        "tier=MASS",
    )
    assert "黄金" in text(client)
    assert "黄金" not in text(sign_in(bank.cast.ana))
    delete = reverse("customers:view_delete", args=[view.pk])
    assert sign_in(bank.cast.ana).post(delete).status_code == 404
    assert client.get(delete).status_code == 405
    client.post(delete)
    assert not SavedView.objects.exists()


def test_a_head_does_not_see_the_views_of_their_people(bank: Bank, sign_in: "SignIn") -> None:
    sign_in(bank.cast.ana).post(reverse("customers:view_new") + "?tier=GOLD", {"name": "mine"})
    head = sign_in(bank.cast.cleo)
    assert "mine" not in text(head)
    assert head.post(reverse("customers:view_delete", args=[SavedView.objects.get().pk])).status_code == 404


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_file_holds_the_filtered_list_with_names_masked(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.cleo)
    url = reverse("customers:export", args=["csv"]) + "?tier=GOLD&tier=DIAMOND"
    rows = rows_of(client.post(url).content)
    assert [row[:3] for row in rows[1:3]] == [["C0000002", "李**", "Diamond"], ["C0000001", "王**", "Gold"]]
    assert rows[2][6:] == ["190000.00", "195000.00", "-5000.00", "12000.00", "2026-12-01", "50000.00"]
    assert len(rows) == 6  # heading, two rows, three marks
    assert re.fullmatch(
        rf"Taken by {bank.cast.cleo.name} C001 at \d{{4}}-\d\d-\d\d \d\d:\d\d for: work with customers",
        rows[3][0],
    )
    event = AuditEvent.objects.get(action="customer.export")
    assert (event.actor_no, '"rows": 2' in event.after, "tier=GOLD&tier=DIAMOND" in event.after) == (
        "C001",
        True,
        True,
    )
    again = rows_of(client.post(url).content)
    assert again[:3] + again[4:] == rows[:3] + rows[4:]
    marketing = rows_of(client.post(url, {"purpose": "marketing"}).content)
    assert marketing[3][0].endswith("for: marketing contacts")


def test_the_workbook_opens(bank: Bank, sign_in: "SignIn") -> None:
    response = sign_in(bank.cast.ana).post(reverse("customers:export", args=["xlsx"]))
    assert (response.status_code, response.content[:2]) == (200, b"PK")


def test_files_are_for_managers_and_heads_and_by_post(bank: Bank, sign_in: "SignIn") -> None:
    url = reverse("customers:export", args=["csv"])
    people = (bank.cast.leo, bank.cast.olga, bank.cast.cole, bank.cast.hana)
    assert [sign_in(one).post(url).status_code for one in people] == [403] * 4
    assert sign_in(bank.cast.ana).get(url).status_code == 405
    assert sign_in(bank.cast.ana).post(reverse("customers:export", args=["pdf"])).status_code == 404
    assert not AuditEvent.objects.filter(action="customer.export").exists()


def test_a_file_beyond_the_preset_is_refused(bank: Bank, sign_in: "SignIn") -> None:
    Preset.objects.filter(key="customers.use").update(value={"searches_per_minute": 60, "export_rows": 2})
    url = reverse("customers:export", args=["csv"])
    assert sign_in(bank.cast.ana).post(url).status_code == 200
    assert sign_in(bank.cast.cleo).post(url).status_code == 409


def test_without_an_audit_row_there_is_no_file(
    bank: Bank, sign_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    from organisation import audit

    def broken(**_given: object) -> None:
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(audit, "record", broken)
    client = sign_in(bank.cast.ana)
    client.raise_request_exception = False
    response = client.post(reverse("customers:export", args=["csv"]))
    assert response.status_code == 500
    assert b"C0000001" not in response.content


def outputs(client: Client) -> list[bytes]:
    """Everything that a reader gets of the list: page, table, file, search, panels."""
    pages = [LIST, f"{LIST}?near=on", f"{LIST}?sort=number", f"{LIST}?moved=any"]
    panels = [reverse(f"customers:panel_{name}") for name in ("radar", "tiers", "moves", "maturities")]
    answers = [client.get(url, headers=HTMX) for url in [*pages, *panels, reverse("customers:choices")]]
    answers += [client.post(reverse("customers:export", args=["csv"]))]
    answers += [
        client.post(reverse("search"), {"q": word}, headers=HTMX) for word in ("王", "wwm", "C000", "0001")
    ]
    answers += [client.get("/api/customers/")]
    assert all(answer.status_code == 200 for answer in answers)
    return [re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content) for answer in answers]


def test_rows_outside_the_scope_change_no_byte(bank: Bank, sign_in: "SignIn") -> None:
    """Many customers elsewhere, near lines, moved, maturing, of the same names: the head here sees no difference."""
    client = sign_in(bank.cast.cleo)
    before = outputs(client)
    for _ in range(4):
        other = make.customer("王伟明", at=bank.cast.there, a=bank.cast.ben)
        make.customer_day(
            other,
            bank.run,
            aum=99_000_000,
            tier="PRIVATE",
            tier_previous="MASS",
            change_day=9_999,
            next_maturity_on=bank.run.business_date,
            next_maturity_amount=1,
        )
        make.flag(other, bank.run, "NEAR_LINE")
    assert Customer.objects.count() == 8
    assert outputs(client) == before
