"""Pairs through the browser: who sees them, the two side by side, the merge, its undoing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from customers.choices import AssetClass
from customers.models import Customer, DuplicatePair, Merge, Relationship
from organisation.models import AuditEvent, Publication
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments as made
from tests.factories.organisation import NOW

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
LIST = "/customers/duplicates/"
WHY = "read back by a test"


@pytest.fixture
def twin(bank: Bank) -> Customer:
    """Wei once more, with another phone and an account of her own."""
    twin = make.customer("王伟明", at=bank.cast.here, customer_no="C0000009", id_type="", phone="13900000009")
    make.customer_day(twin, bank.run, aum=1_000)
    make.account(twin, AssetClass.DEMAND_DEPOSIT, account_no="6227000099990000099")
    return twin


def typed(**more: Any) -> dict[str, Any]:
    return {"uid": str(uuid4()), "keep": "first", "reason": "本人到店确认", **more}


def test_a_pair_is_seen_only_by_who_sees_both(bank: Bank, twin: Customer, sign_in: SignIn) -> None:
    here = made.pair(bank.wei, twin)
    across = made.pair(bank.wei, bank.lin)
    seen = {
        name: [
            str(one.pk)
            for one in (here, across)
            if f'data-href="{LIST}{one.pk}/"' in sign_in(getattr(bank.cast, name)).get(LIST).content.decode()
        ]
        for name in ("cleo", "cora", "olga")
    }
    assert seen == {"cleo": [str(here.pk)], "cora": [], "olga": [str(here.pk), str(across.pk)]}
    assert sign_in(bank.cast.cleo).get(f"{LIST}{across.pk}/").status_code == 404
    assert sign_in(bank.cast.ana).get(LIST).status_code == 403


def test_the_preview_compares_and_gives_nothing_away(bank: Bank, twin: Customer, sign_in: SignIn) -> None:
    pair = made.pair(bank.wei, twin)
    text = sign_in(bank.cast.cleo).get(f"{LIST}{pair.pk}/").content.decode()
    assert bank.wei.phone not in text
    assert "13900000009" not in text
    assert 'value="phone"' in text
    assert 'value="name"' not in text
    other_way = sign_in(bank.cast.cleo).get(f"{LIST}{pair.pk}/?keep=second").content.decode()
    assert other_way.index("C0000009</a>") < other_way.index("C0000001</a>")


def test_a_merged_number_answers_with_the_survivor(bank: Bank, twin: Customer, sign_in: SignIn) -> None:
    pair = made.pair(bank.wei, twin)
    client = sign_in(bank.cast.cleo)
    data = typed(right=["phone"])
    first, again = client.post(f"{LIST}{pair.pk}/", data), client.post(f"{LIST}{pair.pk}/", data)
    assert (first.status_code, first["Location"]) == (302, "/customers/of/C0000001/")
    assert again["Location"] == first["Location"]
    merge = Merge.objects.unscoped(WHY).get()
    assert (merge.survivor, merge.absorbed, merge.right) == (bank.wei, twin, ["phone"])
    assert client.get("/customers/of/C0000009/")["Location"] == "/customers/of/C0000001/"
    ana = sign_in(bank.cast.ana)
    assert ana.get("/customers/of/C0000009/")["Location"] == "/customers/of/C0000001/"
    assert "0099</" in ana.get("/customers/of/C0000001/accounts/").content.decode()
    assert ana.get("/api/customers/C0000009/").json()["number"] == "C0000001"
    assert sign_in(bank.cast.ben).get("/customers/of/C0000009/").status_code == 404
    panel = client.get("/customers/of/C0000001/duplicates/").content.decode()
    assert "For the core to correct, from the merged record: Phone" in panel
    assert AuditEvent.objects.filter(action="customer.merge").count() == 2
    twin.refresh_from_db()
    assert twin.phone == "13900000009"


def test_a_merge_is_undone_with_a_reason(bank: Bank, twin: Customer, sign_in: SignIn) -> None:
    merge = made.merged(bank.wei, twin, by=bank.cast.cleo)
    client = sign_in(bank.cast.cleo)
    address = f"{LIST}merges/{merge.pk}/undo/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "误合并"}).status_code == 422
    done = client.post(address, {"reason": "核实是两个人"})
    assert (done.status_code, done["Location"]) == (302, "/customers/of/C0000001/")
    assert client.get("/customers/of/C0000009/").status_code == 200
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_reason) == (bank.cast.cleo, "核实是两个人")
    assert DuplicatePair.objects.unscoped(WHY).get().status == "OPEN"
    assert client.post(address, {"reason": "再来一次"}).status_code == 403
    made_again = client.post(f"{LIST}{DuplicatePair.objects.unscoped(WHY).get().pk}/", typed())
    assert made_again.status_code == 302


def test_until_the_next_night_a_merge_is_said_beside_the_figures(
    bank: Bank, twin: Customer, sign_in: SignIn
) -> None:
    make.relationship(twin, bank.cast.ben)
    merge = made.merged(bank.wei, twin, by=bank.cast.cleo)
    later = {"merged_at": NOW + timedelta(hours=1)}
    Merge.objects.unscoped(WHY).filter(pk=merge.pk).update(**later)
    into, both = "Merged into C0000001; one customer from", "Merged: the figures of both records add up from"

    def says(who: str, page: str) -> list[bool]:
        text = sign_in(getattr(bank.cast, who)).get(page).content.decode()
        return [into in text, both in text]

    assert says("cleo", "/customers/") == [True, True]
    assert says("ana", "/customers/") == [False, True]
    assert says("ben", "/customers/") == [
        False,
        False,
    ]  # has the merged record only, and may not know the other
    assert says("ana", "/customers/of/C0000001/") == [False, True]
    assert says("ana", "/customers/of/C0000001/brief/") == [False, True]
    Publication.objects.update(published_at=NOW + timedelta(hours=2))
    assert says("cleo", "/customers/") == [False, False]
    assert says("ana", "/customers/of/C0000001/") == [False, False]
    undone = {"undone_at": NOW + timedelta(hours=3), "undone_by": bank.cast.cleo}
    Merge.objects.unscoped(WHY).filter(pk=merge.pk).update(**undone)
    text = sign_in(bank.cast.ana).get("/customers/of/C0000001/").content.decode()
    assert "A merge was undone: the figures of both records part with the next night." in text


def test_a_decided_pair_leads_to_the_undoing_of_its_merge(
    bank: Bank, twin: Customer, sign_in: SignIn
) -> None:
    merge = made.merged(bank.wei, twin, by=bank.cast.cleo)
    pair = DuplicatePair.objects.unscoped(WHY).get()
    address = f"{LIST}merges/{merge.pk}/undo/"
    client = sign_in(bank.cast.cleo)
    text = client.get(f"{LIST}{pair.pk}/").content.decode()
    assert f'hx-get="{address}"' in text
    assert merge.reason in text
    client.post(address, {"reason": "核实是两个人"})
    assert address not in client.get(f"{LIST}{pair.pk}/").content.decode()


def test_a_role_that_nobody_holds_passes_over_and_comes_back(
    bank: Bank, twin: Customer, sign_in: SignIn
) -> None:
    make.relationship(twin, bank.cast.ana)
    merge = made.merged(bank.left, twin, by=bank.cast.cleo)
    rows = Relationship.objects.unscoped(WHY).filter(customer=bank.left, role="A")
    assert ([row.staff for row in rows], merge.carried) == ([bank.cast.ana], ["A"])
    sign_in(bank.cast.cleo).post(f"{LIST}merges/{merge.pk}/undo/", {"reason": "核实是两个人"})
    assert [row.staff for row in rows.all() if row.ends_before is None] == []


def test_two_people_with_different_identity_cards_are_not_merged(bank: Bank, sign_in: SignIn) -> None:
    pair = made.pair(bank.wei, bank.fang)
    client = sign_in(bank.cast.cleo)
    text = client.get(f"{LIST}{pair.pk}/").content.decode()
    assert "these are two people" in text
    assert client.post(f"{LIST}{pair.pk}/", typed()).status_code == 403
    assert not Merge.objects.unscoped(WHY).exists()
    assert client.post(f"{LIST}{pair.pk}/dismiss/").status_code == 302
    assert client.post(f"{LIST}{pair.pk}/dismiss/").status_code == 403
    assert "C0000002" in client.get(f"{LIST}?status=DISMISSED").content.decode()


def test_the_record_with_more_accounts_is_offered_to_stay(
    bank: Bank, twin: Customer, sign_in: SignIn
) -> None:
    pair = made.pair(bank.wei, twin)
    client = sign_in(bank.cast.cleo)
    mine, other = ("first", "second") if pair.second == twin else ("second", "first")
    kept = []
    for number in range(2):
        for _account in range(3 * number):
            make.account(twin)
        kept.append(client.get(f"{LIST}{pair.pk}/").context["keep"])
    assert kept == [mine, other]
    assert client.get(f"{LIST}{pair.pk}/?keep={mine}").context["keep"] == mine


def test_an_invalid_merge_loses_nothing(bank: Bank, twin: Customer, sign_in: SignIn) -> None:
    pair = made.pair(bank.wei, twin)
    response = sign_in(bank.cast.cleo).post(f"{LIST}{pair.pk}/", typed(reason="", right=["phone"]))
    assert response.status_code == 422
    assert 'value="phone" checked' in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_pair_and_for_three(
    bank: Bank, twin: Customer, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for other in (bank.wei, bank.fang, bank.left)[:rows]:
        made.pair(twin, other)
    client = sign_in(bank.cast.cleo)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)
