"""Who stands in the lobby: tier, greeting and manager for people of the branch, and nothing else for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from customers.queries.recognition import recognise
from customers.queries.sight import sight_of
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank
from tests.factories import customers as make

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.customers.conftest import SignIn

URL = "/customers/recognise/"
HX = {"HX-Request": "true"}


def ask(client: object, text: str) -> str:
    response = client.post(URL, {"q": text}, headers=HX)  # type: ignore[attr-defined]
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("text", ["{tail}", "{phone}", "{id_tail}", "{id}", "C0000001", "c0000001", "王伟明"])
def test_front_staff_see_tier_greeting_and_manager_only(bank: Bank, sign_in: SignIn, text: str) -> None:
    wei = bank.wei
    typed = text.format(tail=wei.phone[-4:], phone=wei.phone, id_tail=wei.id_no[-4:], id=wei.id_no)
    body = ask(sign_in(bank.cast.tina), typed)
    assert [word for word in ("Gold", "安娜", "Greet at the counter") if word not in body] == []
    hidden = (wei.name, wei.phone, wei.id_no, wei.address, wei.customer_no, "190,000")
    assert [word for word in hidden if word in body] == []


@pytest.mark.parametrize("text", ["王", "伟明", "wwm", "C00000", "林静", "C0000003", "9999 李", "12"])
def test_parts_and_people_of_other_branches_find_nobody(bank: Bank, sign_in: SignIn, text: str) -> None:
    assert "No customer of this branch" in ask(sign_in(bank.cast.lola), text)


def test_a_surname_narrows_the_last_four_digits(bank: Bank, sign_in: SignIn) -> None:
    make.customer("王五", at=bank.cast.here, phone="13800004821")
    make.customer("赵五", at=bank.cast.here, phone="13900004821")
    client = sign_in(bank.cast.tina)
    assert ask(client, "4821").count("facts") == 2
    assert ask(client, "4821 赵").count("facts") == 1


def test_a_manager_opens_only_their_own(bank: Bank, sign_in: SignIn) -> None:
    assert "/customers/of/C0000001/" in ask(sign_in(bank.cast.ana), "王伟明")
    body = ask(sign_in(bank.cast.ana), "赵六")
    assert "/customers/of/" not in body
    assert "nobody yet" in body


def test_diamonds_are_greeted_outside_and_who_is_away_has_somebody_standing_in(
    bank: Bank, sign_in: SignIn
) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from organisation.models import Absence

    Absence.objects.create(staff=bank.cast.ana, kind="LEAVE", period=DateRange(timezone.localdate(), None))
    body = ask(sign_in(bank.cast.lola), "李芳")
    wanted = ("Go out to greet", "about 1 m", "away today", "本杰明 stands in")
    assert [word for word in wanted if word not in body] == []


def test_every_look_is_on_record_without_what_was_typed(bank: Bank, sign_in: SignIn) -> None:
    ask(sign_in(bank.cast.tina), bank.wei.phone)
    ask(sign_in(bank.cast.tina), "13800000000")
    found, nobody = AuditEvent.objects.filter(action="customer.recognise").order_by("seq")
    assert (found.entity_id, nobody.entity_id) == (str(bank.wei.pk), "recognise")
    assert bank.wei.phone not in f"{found.before}{found.after}{found.reason}"


def test_too_many_looks_within_a_minute_are_refused(bank: Bank, sign_in: SignIn) -> None:
    Preset.objects.filter(key="customers.use").update(value={"searches_per_minute": 1, "export_rows": 5000})
    client = sign_in(bank.cast.tina)
    ask(client, "1234")
    response = client.post(URL, {"q": "1234"}, headers=HX)
    assert (response.status_code, response["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("others", [0, 2])
def test_looking_costs_the_same_for_one_and_three(
    bank: Bank, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(others + 1):
        make.customer("周七", at=bank.cast.here, a=bank.cast.ana, phone=f"1380000{number}777")
    person = bank.cast.tina
    sight = sight_of(person)
    assert sight is not None
    assert person.roles
    with django_assert_num_queries(5):
        assert recognise(sight, "周七", timezone.localdate()).found == others + 1
