"""Households: proposed by one, confirmed by another, added up by the day, dissolved; always in the reader's scope."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.averages import sums_of
from customers.models import AccountState, Customer, Household, HouseholdChange, HouseholdMember
from customers.queries.household_suggestions import suggestions
from customers.queries.households import household_of, together
from customers.queries.period import period_averages
from customers.queries.planning import propose
from customers.queries.sight import Sight
from customers.rules.planning import Terms
from organisation.choices import Grade, Post
from organisation.models import Publication, Staff
from tests.customers.bank import Bank
from tests.factories import assignment as queue
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import segments
from tests.factories.households import household
from tests.factories.organisation import BUSINESS_DATE

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db


def sent(number: str, **fields: Any) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    return {
        "uid": str(uuid4()),
        "kind": "FAMILY",
        "since": day,
        "reason": "户口簿",
        "number_0": number,
        "kinship_0": "SPOUSE",
        **fields,
    }


def address(customer: Customer) -> str:
    return f"/customers/of/{customer.customer_no}/household/new/"


def second_head(bank: Bank) -> Staff:
    return org.staff("柯兰", at=bank.cast.here, post=Post.BRANCH_HEAD, staff_no="C003")


def test_one_proposes_another_confirms_and_a_double_click_is_one(bank: Bank, sign_in: SignIn) -> None:
    ana = sign_in(bank.cast.ana)
    form = sent("C0000002")
    answers = [ana.post(address(bank.wei), form) for _twice in range(2)]
    made = Household.objects.get()
    assert [one["Location"] for one in answers] == [f"/customers/households/{made.pk}/"] * 2
    assert household_of([bank.wei.pk], timezone.localdate()) == {}
    decide = f"/customers/households/{made.pk}/decide/"
    assert ana.post(decide, {"answer": "yes"}).status_code == 403
    assert sign_in(bank.cast.cleo).post(decide, {"answer": "yes"}).status_code == 302
    assert household_of([bank.wei.pk, bank.fang.pk, bank.lin.pk], timezone.localdate()) == {
        bank.wei.pk: made.pk,
        bank.fang.pk: made.pk,
    }
    assert sign_in(bank.cast.cleo).post(decide, {"answer": "no", "reason": "x"}).status_code == 403


def test_a_head_does_not_confirm_what_they_proposed(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.cleo)
    decide = f"/customers/households/{made.pk}/decide/"
    refused = sign_in(bank.cast.cleo).post(decide, {"answer": "yes"})
    assert refused.status_code == 403
    assert sign_in(second_head(bank)).post(decide, {"answer": "yes"}).status_code == 302


def test_a_customer_is_in_one_confirmed_household_at_a_time(bank: Bank, sign_in: SignIn) -> None:
    household(bank.wei, bank.left, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    answer = sign_in(bank.cast.cleo).post(address(bank.fang), sent("C0000001"))
    assert answer.status_code == 422
    assert "C0000001: in another household in that time already." in answer.content.decode()
    waiting = household(bank.fang, bank.wei, by=bank.cast.ana)
    decide = f"/customers/households/{waiting.pk}/decide/"
    assert sign_in(bank.cast.cleo).post(decide, {"answer": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number_0": ""}, "A household has at least two customers."),
        ({"kinship_0": ""}, "Say what the customer is to the first one."),
        ({"number_0": "C0000003"}, "No other customer in your scope has this number."),
        ({"number_0": "C9999999"}, "No other customer in your scope has this number."),
        ({"since": "2099-01-01"}, "Customers belong together from today at the latest."),
        ({"number_0": "C0000002\x00"}, "Null characters are not allowed."),
        ({"number_0": "9" * 31}, "Ensure this value has at most 30 characters (it has 31)."),
        ({"kinship_0": "FRIEND"}, "Select a valid choice. FRIEND is not one of the available choices."),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(
    bank: Bank, sign_in: SignIn, typed: dict[str, str], sentence: str
) -> None:
    answer = sign_in(bank.cast.ana).post(address(bank.wei), sent("C0000002", **typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "户口簿" in answer.content.decode()
    assert not Household.objects.exists()


def test_the_form_of_somebody_else_makes_nothing(bank: Bank, sign_in: SignIn) -> None:
    other = org.staff("吴同事", at=bank.cast.here, post=Post.WEALTH_MANAGER, staff_no="R009")
    mine = make.customer("钱多", at=bank.cast.here, a=other, customer_no="C0000011")
    make.customer("孙少", at=bank.cast.here, a=other, customer_no="C0000012")
    form = sent("C0000002")
    assert sign_in(bank.cast.ana).post(address(bank.wei), form).status_code == 302
    stolen = sign_in(other).post(address(mine), form | {"number_0": "C0000012"})
    assert stolen.status_code == 400
    assert [one.proposed_by for one in Household.objects.unscoped("test")] == [bank.cast.ana]


def test_the_number_of_a_merged_record_means_its_survivor(bank: Bank, sign_in: SignIn) -> None:
    twin = make.customer("李芳", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000009", id_type="")
    segments.merged(bank.fang, twin, by=bank.cast.cleo)
    answer = sign_in(bank.cast.ana).post(address(bank.wei), sent(twin.customer_no))
    assert answer.status_code == 302
    members = HouseholdMember.objects.unscoped("test").order_by("customer_id")
    assert [one.customer for one in members] == [bank.wei, bank.fang]
    assert sign_in(bank.cast.cleo).get(f"/customers/assignment/of/{twin.customer_no}/").status_code == 200


def test_dissolving_keeps_the_past_and_frees_the_members(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    end = f"/customers/households/{made.pk}/end/"
    cleo = sign_in(bank.cast.cleo)
    assert cleo.post(end, {"reason": ""}).status_code == 422
    assert cleo.post(end, {"reason": "分家"}).status_code == 302
    today = timezone.localdate()
    assert household_of([bank.wei.pk], today) == {}
    assert household_of([bank.wei.pk], today - timedelta(days=1)) == {bank.wei.pk: made.pk}
    assert Household.objects.get().status == "DISSOLVED"
    page = cleo.get(f"/customers/households/{made.pk}/").content.decode()
    assert "· 王伟明、李芳</h1>" in page  # who it was


def asked(kind: str, number: str, since: date, **fields: Any) -> dict[str, Any]:
    return {
        "uid": str(uuid4()),
        "kind": kind,
        "number": number,
        "kinship": "CHILD",
        "since": since.isoformat(),
        "reason": "户口簿",
        **fields,
    }


def test_a_further_member_counts_once_a_second_person_has_confirmed(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    page, today = f"/customers/households/{made.pk}/", timezone.localdate()
    ana = sign_in(bank.cast.ana)
    form = asked("JOIN", "C0000001", today - timedelta(days=2))
    taken_already = ana.post(f"{page}change/", form)
    assert taken_already.status_code == 422
    assert "C0000001: in another household in that time already." in taken_already.content.decode()
    wife = make.customer("孙悦", at=bank.cast.here, a=bank.cast.ana)
    form["number"] = wife.customer_no
    answers = [ana.post(f"{page}change/", form) for _twice in range(2)]
    assert [one["Location"] for one in answers] == [page] * 2
    change = HouseholdChange.objects.get()
    again = asked("JOIN", wife.customer_no, today)
    assert ana.post(f"{page}change/", again).status_code == 403
    assert household_of([wife.pk], today) == {}
    decide = f"/customers/households/changes/{change.pk}/decide/"
    assert ana.post(decide, {"answer": "yes"}).status_code == 403
    cleo = sign_in(bank.cast.cleo)
    assert "孙悦" in cleo.get(page).content.decode()
    assert cleo.post(decide, {"answer": "no"}).status_code == 422
    assert cleo.post(decide, {"answer": "yes"}).status_code == 302
    assert household_of([wife.pk], today - timedelta(days=2)) == {wife.pk: made.pk}
    assert household_of([wife.pk], today - timedelta(days=3)) == {}
    assert cleo.post(decide, {"answer": "yes"}).status_code == 403


def test_a_member_leaves_on_a_day_and_a_household_of_one_is_dissolved(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, bank.left, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    page, today = f"/customers/households/{made.pk}/change/", timezone.localdate()
    cleo = sign_in(bank.cast.cleo)
    stranger = cleo.post(page, asked("LEAVE", "C0000003", today))
    assert stranger.status_code == 422
    assert "No other customer in your scope has this number." in stranger.content.decode()
    early = cleo.post(page, asked("LEAVE", "C0000004", date(2000, 1, 1)))
    assert "This customer is no member of the household before that day." in early.content.decode()
    late = cleo.post(page, asked("LEAVE", "C0000004", today + timedelta(days=1)))
    assert "A change counts from today at the latest." in late.content.decode()
    head = second_head(bank)
    for number, day in (("C0000004", today - timedelta(days=5)), ("C0000002", today)):
        assert cleo.post(page, asked("LEAVE", number, day)).status_code == 302
        change = HouseholdChange.objects.get(status="PROPOSED")
        decide = f"/customers/households/changes/{change.pk}/decide/"
        assert cleo.post(decide, {"answer": "yes"}).status_code == 403
        assert Household.objects.get().status == "CONFIRMED"
        assert sign_in(head).post(decide, {"answer": "yes"}).status_code == 302
        cleo = sign_in(bank.cast.cleo)
    assert Household.objects.get().status == "DISSOLVED"
    assert household_of([bank.left.pk], today - timedelta(days=5)) == {}
    assert household_of([bank.left.pk], today - timedelta(days=6)) == {bank.left.pk: made.pk}
    assert household_of([bank.wei.pk, bank.fang.pk], today) == {}


def test_averages_count_each_member_only_while_they_belong(bank: Bank) -> None:
    saved = make.account(bank.fang)
    make.balance(saved, date(2026, 11, 1), 10_000)
    make.balance(saved, date(2026, 11, 11), 20_000)
    made = household(
        bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo, since=date(2026, 11, 10)
    )
    sight = Sight(bank.cast.cleo, Publication.objects.get())
    found = together(sight, made, date(2026, 11, 1), BUSINESS_DATE)
    # Wei from the 10th: 150 000 for nine days, 195 000 on the 19th, 140 000 on the 20th; Fang 10 000, then ten days.
    wei, fang = 9 * 150_000 + 195_000 + 140_000, 10_000 + 10 * 20_000
    assert [(part.number, part.days, part.balance_sum) for part in found.parts] == [
        ("C0000001", 11, Decimal(wei)),
        ("C0000002", 11, Decimal(fang)),
    ]
    assert found.balance_sum == wei + fang
    assert found.average == Decimal(wei + fang) / 20
    assert AccountState.objects.count() == 2
    assert sums_of({}) == {}


def test_the_accounts_of_a_merged_record_count_as_on_the_page_of_the_customer(bank: Bank) -> None:
    twin = make.customer("李芳", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000009", id_type="")
    make.balance(make.account(twin, account_no="6227000099990000099"), date(2026, 11, 1), 5_000)
    segments.merged(bank.fang, twin, by=bank.cast.cleo)
    made = household(
        bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo, since=date(2026, 11, 10)
    )
    sight = Sight(bank.cast.cleo, Publication.objects.get())
    first, last = date(2026, 11, 11), BUSINESS_DATE
    parts = together(sight, made, first, last).parts
    pages = [period_averages(one, first, last).total.average for one in (bank.wei, bank.fang)]
    assert [part.average for part in parts] == pages
    assert pages[1] == 5_000


def test_members_out_of_scope_change_nothing_that_is_read(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    client = sign_in(bank.cast.cleo)
    pages = (
        "/customers/households/",
        f"/customers/households/{made.pk}/",
        "/customers/of/C0000001/household/",
    )
    before = [client.get(page).context["members" if "of" in page else "sight"] for page in pages[2:]]
    HouseholdMember.objects.create(
        household=made, customer=bank.lin, kinship="OTHER", confirmed=True, period=made.members.first().period
    )
    after = [client.get(page).context["members" if "of" in page else "sight"] for page in pages[2:]]
    assert before == after
    assert all("林静" not in client.get(page).content.decode() for page in pages)


def test_audit_reads_households_masked_and_decides_nothing(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.ana)
    olga = sign_in(bank.cast.olga)
    listed, page = (
        olga.get(path).content.decode()
        for path in ("/customers/households/", f"/customers/households/{made.pk}/")
    )
    assert f"/customers/households/{made.pk}/" in listed
    assert ("王**" in page, "王伟" in page, "***" in page) == (True, False, True)
    assert "Households are confirmed by the branch head." in page
    assert olga.post(f"/customers/households/{made.pk}/decide/", {"answer": "yes"}).status_code == 403
    assert olga.get(address(bank.wei)).status_code == 403


def test_whoever_sees_the_tier_only_is_not_told_who_is_related_how(bank: Bank, sign_in: SignIn) -> None:
    household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    panel = "/customers/of/C0000001/household/"
    words = {name: sign_in(getattr(bank.cast, name)).get(panel).content.decode() for name in ("ana", "leo")}
    assert {name: "Spouse" in text for name, text in words.items()} == {"ana": True, "leo": False}
    assert {name: "/customers/households/" in text for name, text in words.items()} == {
        "ana": True,
        "leo": False,
    }


def test_phone_and_address_suggest_a_surname_alone_does_not(bank: Bank) -> None:
    same = {"phone_hash": bytes(bank.wei.phone_hash), "address": bank.wei.address}
    lone = make.customer("王小明", at=bank.cast.here, a=bank.cast.ana)
    near = make.customer("王大明", at=bank.cast.here, a=bank.cast.ana, address=same["address"])
    Customer.objects.filter(pk=bank.fang.pk).update(phone_hash=same["phone_hash"])
    sight = Sight(bank.cast.ana, Publication.objects.get())
    found = suggestions(sight, bank.wei, timezone.localdate())
    assert [(one.number, one.evidence) for one in found] == [
        (bank.fang.customer_no, ("PHONE",)),
        (near.customer_no, ("ADDRESS", "SURNAME")),
    ]
    assert lone.customer_no not in {one.number for one in found}


def test_the_planner_keeps_a_household_together(bank: Bank) -> None:
    org.staff("安妮", at=bank.cast.here, grade=Grade.SENIOR, staff_no="Z001")
    household(bank.wei, bank.left, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    queue.waits(bank.left)
    lines = propose([bank.left], Terms(), timezone.localdate()).lines
    assert [(one.to.staff_no, str(one.why)) for one in lines if one.to] == [("A001", "HOUSEHOLD")]
    lines = propose([bank.left], Terms(together=False), timezone.localdate()).lines
    assert [(one.to.staff_no, str(one.why)) for one in lines if one.to] == [("Z001", "LEAST_LOADED")]


def test_a_late_answer_says_what_stands_and_leads_back_to_the_page(bank: Bank, sign_in: SignIn) -> None:
    made = household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    address, back = (
        f"/customers/households/{made.pk}/decide/",
        f"http://testserver/customers/households/{made.pk}/",
    )
    late = sign_in(bank.cast.cleo).post(address, {"answer": "yes"}, headers={"referer": back})
    assert late.status_code == 403
    page = late.content.decode()
    assert "This household has been decided on already." in page
    assert f'href="{back}"' in page


def test_the_list_has_pages_and_what_waits_stands_first(bank: Bank, sign_in: SignIn) -> None:
    confirmed = household(bank.wei, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    waiting = [household(bank.fang, by=bank.cast.ana) for _one in range(50)]
    client = sign_in(bank.cast.cleo)
    first = client.get("/customers/households/")
    assert [one.pk for one, _members in first.context["rows"]] == [one.pk for one in reversed(waiting)]
    assert 'href="?page=2"' in first.content.decode()
    second = client.get("/customers/households/?page=2")
    assert [one.pk for one, _members in second.context["rows"]] == [confirmed.pk]
    assert 'href="?page=1"' in second.content.decode()
    assert "page=2" not in client.get("/customers/households/?status=CONFIRMED").content.decode()
    assert client.get("/customers/households/?page=0").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: Any
) -> None:
    for one in range(number):
        household(make.customer(f"王{one}", at=bank.cast.here), by=bank.cast.ana)
    client = sign_in(bank.cast.cleo)
    client.get("/customers/households/")
    with django_assert_num_queries(8):
        client.get("/customers/households/")
