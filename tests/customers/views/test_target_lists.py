"""From the ranking to the list, its files, the choice of many at once, and the rating."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.actions import choosing
from customers.choices import ConsentAnswer, ConsentChannel
from customers.models import Customer, CustomerDay, Rating, Relationship, TargetEntry, TargetList
from customers.queries import target_lists
from customers.queries.sight import sight_of
from customers.queries.target_lists import Wanted
from customers.rules.segments import read
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments as made
from tests.factories.consent import consent

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
PAGE = "/customers/target-lists/"
WHY = "read back by a test"


def refuse(customer: Customer) -> None:
    """The core says that the customer refuses marketing."""
    Customer.objects.unscoped(WHY).filter(pk=customer.pk).update(marketing_opt_out=True)


def named(**more: Any) -> dict[str, Any]:
    return {"uid": str(uuid4()), "name": "年末到期", "purpose": "续存", "channel": "PHONE", **more}


def on_list(target: TargetList) -> list[str]:
    rows = TargetEntry.objects.unscoped(WHY).filter(target_list=target)
    return list(rows.values_list("customer__customer_no", flat=True))


def test_the_ranking_is_by_balance_with_the_sums_behind_it(bank: Bank) -> None:
    sight = sight_of(bank.cast.cleo)
    assert sight is not None
    rows = target_lists.ranking(sight, Wanted())
    found = [(one.place, one.number, str(one.balance), str(one.cumulative), str(one.average)) for one in rows]
    assert found == [
        (1, "C0000002", "760000.00", "15200000.00", "760000.00"),
        (2, "C0000001", "190000.00", "3900000.00", "195000.00"),
    ]
    assert [one.number for one in target_lists.ranking(sight, Wanted(by="TIME_DEPOSIT"))] == ["C0000001"]
    assert [one.number for one in target_lists.ranking(sight, Wanted(most=1))] == ["C0000002"]
    assert [one.number for one in target_lists.ranking(sight, Wanted(average_from=Decimal(195_001)))] == [
        "C0000002"
    ]


def test_the_steps_lead_to_a_list_without_those_who_refuse(bank: Bank, sign_in: SignIn) -> None:
    refuse(bank.fang)
    client = sign_in(bank.cast.ana)
    for step in ("1", "2", "3"):
        assert client.get(f"{PAGE}new/?by=AUM&most=10&step={step}").status_code == 200
    text = client.get(f"{PAGE}new/?step=3").content.decode()
    assert "1 customer is left out" in text
    data = named()
    first, again = client.post(f"{PAGE}new/?step=3", data), client.post(f"{PAGE}new/?step=3", data)
    target = TargetList.objects.unscoped(WHY).get()
    assert (first["Location"], again["Location"]) == (f"{PAGE}{target.pk}/", f"{PAGE}{target.pk}/")
    assert on_list(target) == ["C0000001"]
    assert "1 customer was left out" in client.get(first["Location"]).content.decode()
    invalid = client.post(f"{PAGE}new/?step=3", named(name=""))
    assert invalid.status_code == 422
    assert 'value="续存"' in invalid.content.decode()
    assert client.get(f"{PAGE}new/?most=5001").status_code == 422


def test_a_file_is_opened_once_and_a_later_refusal_is_honoured(bank: Bank, sign_in: SignIn) -> None:
    target = made.target_list(bank.cast.ana, bank.wei, bank.fang)
    client = sign_in(bank.cast.ana)
    opened = client.post(f"{PAGE}{target.pk}/of/C0000001/")
    assert opened["Location"] == "/customers/of/C0000001/"
    client.post(f"{PAGE}{target.pk}/of/C0000001/")
    assert AuditEvent.objects.filter(action="target_list.done").count() == 1
    refuse(bank.fang)
    assert "refuses marketing" in client.get(f"{PAGE}{target.pk}/").content.decode()
    file = client.post(f"{PAGE}{target.pk}/file.csv").content.decode("utf-8-sig")
    assert ("C0000001" in file, "C0000002" in file, "王伟明" in file) == (True, False, False)
    assert client.post(f"{PAGE}{target.pk}/close/").status_code == 302
    assert client.post(f"{PAGE}{target.pk}/of/C0000002/").status_code == 403


def test_a_list_shows_each_reader_their_own_customers(bank: Bank, sign_in: SignIn) -> None:
    target = made.target_list(bank.cast.ana, bank.wei, bank.lin)
    text = sign_in(bank.cast.cleo).get(f"{PAGE}{target.pk}/").content.decode()
    assert ("C0000001" in text, "C0000003" in text, "Not in your scope" in text) == (True, False, True)
    assert sign_in(bank.cast.ben).get(f"{PAGE}{target.pk}/").status_code == 404


def chosen(client: Any, data: Any) -> str:
    """The page to which choosing leads."""
    answer = client.post("/customers/choose/", data)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_ticked_customers_are_kept_and_put_on_a_list(bank: Bank, sign_in: SignIn) -> None:
    refuse(bank.fang)
    client = sign_in(bank.cast.ana)
    page = chosen(client, {"pick": ["C0000001", "C0000002", "C0000003", "C9999999"]})
    text = client.get(page).content.decode()
    assert "2 customers chosen" in text
    assert "C0000003" not in text
    assert "refuses marketing" in text
    assert "Customers are assigned by the branch head." in text
    assert not TargetList.objects.unscoped(WHY).exists()
    kept = client.post(f"{page}list/", named())
    target = TargetList.objects.unscoped(WHY).get()
    assert (kept["Location"], on_list(target)) == (f"{PAGE}{target.pk}/", ["C0000001"])
    client.post(f"{page}list/", {"target": str(target.pk)})
    assert on_list(target) == ["C0000001"]
    invalid = client.post(f"{page}list/", named(name=""))
    assert invalid.status_code == 422
    assert 'value="续存"' in invalid.content.decode()
    file = client.post(f"{page}file.csv").content.decode("utf-8-sig")
    assert ("C0000002" in file, "C0000003" in file) == (True, False)
    assert sign_in(bank.cast.cleo).get(page).status_code == 404


def test_another_channel_or_list_asks_anew_who_may_be_contacted(bank: Bank, sign_in: SignIn) -> None:
    consent(bank.fang, bank.cast.ana, ConsentChannel.VISIT, ConsentAnswer.REFUSED)
    visits = made.target_list(bank.cast.ana, bank.wei, channel="VISIT")
    client = sign_in(bank.cast.ana)
    page = chosen(client, {"pick": ["C0000001", "C0000002"]})
    assert "2 may be contacted (Phone)." in client.get(page).content.decode()
    for asked in ("channel=VISIT", f"target={visits.pk}"):
        part = client.get(f"{page}?{asked}", headers={"HX-Request": "true"}).content.decode()
        assert "1 may be contacted (Visit)." in part
        assert "1 customer is left out" in part
        assert "<h1" not in part


def test_a_choice_follows_the_scope_of_now_and_is_forgotten(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    page = chosen(client, {"pick": ["C0000001", "C0000002"]})
    CustomerDay.objects.unscoped(WHY).filter(customer=bank.fang).update(owner=None)
    Relationship.objects.unscoped(WHY).filter(customer=bank.fang, staff=bank.cast.ana).delete()
    assert "1 customer chosen" in client.get(page).content.decode()
    assert choosing.forget(timezone.now()) == 0
    assert choosing.forget(timezone.now() + choosing.KEPT) == 1
    assert client.get(page).status_code == 404


def test_all_that_match_go_to_the_planner_up_to_the_cap(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.cleo)
    data = {"all": "1", "query": "tier=GOLD&tier=DIAMOND"}
    page = chosen(client, data)
    text = client.get(page).content.decode()
    assert "2 customers chosen" in text
    address = f"/customers/assignment/plan/?choice={page.split('/')[-2]}"
    assert f'href="{address}"' in text
    planned = client.get(address).content.decode()
    assert ("C0000001" in planned, "C0000002" in planned) == (True, True)
    assert "No customers chosen" in sign_in(bank.cast.cora).get(address).content.decode()
    segment = made.segment(bank.cast.ana, ("managed", "IS", False), shared=True)
    one = client.get(chosen(client, {"all": "1", "segment": str(segment.pk)})).content.decode()
    assert "1 customer chosen" in one
    Preset.objects.filter(key="customers.planner").update(value={"undo_days": 7, "batch_customers": 1})
    assert "One batch has at most 1 customers: choose fewer" in client.get(page).content.decode()
    Preset.objects.filter(key="customers.choosing").update(value={"most_customers": 1})
    refused = client.post("/customers/choose/", data)
    assert refused.status_code == 409
    assert "More than 1 customers" in refused.content.decode()
    hidden = sign_in(bank.cast.ben).post("/customers/choose/", {"all": "1", "segment": str(segment.pk)})
    assert hidden.status_code == 404


def test_a_customer_is_rated_and_s_waits_for_its_name(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    address = "/customers/of/C0000001/rating/new/"
    assert "S is left out" in client.get(address).content.decode()
    five = dict.fromkeys(("CHARACTER", "CAPACITY", "CAPITAL", "COLLATERAL", "CONDITIONS"), "4")
    data = {"uid": str(uuid4()), "conclusion": "QUALITY", "reason": "资金稳定，往来多年", **five}
    assert client.post(address, data | {"CAPITAL": "6"}).status_code == 422
    assert [client.post(address, data).status_code for _time in range(2)] == [302, 302]
    rating = Rating.objects.unscoped(WHY).get()
    assert (rating.capital, rating.s, rating.conclusion) == (4, None, "QUALITY")
    assert "Quality customer" in client.get("/customers/of/C0000001/rating/").content.decode()
    Preset.objects.filter(key="customers.five_c_one_s").update(value={"s_label": "稳定性"})
    again = data | {"uid": str(uuid4()), "conclusion": "PROSPECTIVE"}
    assert client.post(address, again).status_code == 422
    assert client.post(address, again | {"S": "5"}).status_code == 302
    panel = client.get("/customers/of/C0000001/rating/").content.decode()
    assert "稳定性" in panel
    assert "Earlier ratings" in panel
    assert sign_in(bank.cast.ben).get("/customers/of/C0000001/rating/").status_code == 404
    assert sign_in(bank.cast.olga).get(address).status_code == 403


def test_the_newest_rating_decides_a_segment(bank: Bank) -> None:
    made.rated(bank.wei, bank.cast.ana)
    made.rated(bank.wei, bank.cast.ana, "NOT_CONSIDERED")
    made.rated(bank.fang, bank.cast.ana)
    sight = sight_of(bank.cast.cleo)
    assert sight is not None
    segment = made.segment(bank.cast.ana, ("rating", "ANY_OF", ["QUALITY"]))
    rows = target_lists.ranking(sight, Wanted(criteria=read(segment.criteria)))
    assert [one.number for one in rows] == ["C0000002"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        made.target_list(bank.cast.ana, bank.wei, name=f"名单{number}")
    client = sign_in(bank.cast.ana)
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_customer_and_for_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    people = []
    for number in range(rows):
        someone = make.customer(f"钱{number}", at=bank.cast.here, a=bank.cast.ana)
        make.customer_day(someone, bank.run, aum=900_000 + number)
        people.append(someone)
    target = made.target_list(bank.cast.ana, *people)
    client = sign_in(bank.cast.ana)
    client.get(f"{PAGE}{target.pk}/")
    with django_assert_num_queries(11):
        client.get(f"{PAGE}{target.pk}/")


def test_a_list_with_more_customers_than_a_file_may_hold_is_not_written(bank: Bank, sign_in: SignIn) -> None:
    Preset.objects.filter(key="customers.use").update(value={"searches_per_minute": 60, "export_rows": 1})
    target = made.target_list(bank.cast.ana, bank.wei, bank.fang)
    answer = sign_in(bank.cast.ana).post(f"{PAGE}{target.pk}/file.csv")
    assert answer.status_code == 409
    assert not AuditEvent.objects.filter(action="customer.export").exists()


def test_the_lists_have_pages(bank: Bank, sign_in: SignIn) -> None:
    for number in range(26):
        made.target_list(bank.cast.ana, bank.wei, name=f"名单{number}")
    client = sign_in(bank.cast.ana)
    first, second = client.get(PAGE), client.get(f"{PAGE}?page=2")
    assert [len(one.context["rows"]) for one in (first, second)] == [25, 1]
    assert 'href="?page=2"' in first.content.decode()
    assert 'href="?page=1"' in second.content.decode()
