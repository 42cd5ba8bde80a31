"""Segments through the browser: made, counted, shared, changed by two at once, taken as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.actions import segments
from customers.models import Segment
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments as made

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
PAGE = "/customers/segments/"


def typed(*conditions: tuple[str, str, Any], **more: Any) -> dict[str, Any]:
    """A filled-in builder with one alternative."""
    data: dict[str, Any] = {"uid": str(uuid4()), "version": "1", "name": "近线金卡", "row": []}
    for place, (field, operator, value) in enumerate(conditions):
        data["row"].append(f"g1:k{place}")
        data |= {f"f-k{place}": field, f"o-k{place}": operator, f"v-k{place}": value}
    return data | more


def test_a_segment_is_made_once_however_often_it_is_sent(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    data = typed(("tier", "ANY_OF", ["GOLD", "DIAMOND"]), ("aum", "FROM", "200000"), shared="on")
    first, second = client.post(f"{PAGE}new/", data), client.post(f"{PAGE}new/", data)
    segment = Segment.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"{PAGE}{segment.pk}/")
    assert second["Location"] == first["Location"]
    assert (segment.owner, segment.branch, segment.shared) == (bank.cast.ana, bank.cast.here, True)
    text = client.get(f"{PAGE}{segment.pk}/").content.decode()
    assert "C0000002" in text
    assert "C0000001" not in text
    assert "AUM at least 200,000" in text


def test_a_shared_segment_answers_in_the_readers_scope(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.cleo, ("aum", "FROM", "0"), shared=True)
    answers = {
        name: sorted(
            number
            for number in ("C0000001", "C0000002", "C0000003", "C0000004")
            if number in sign_in(getattr(bank.cast, name)).get(f"{PAGE}{segment.pk}/").content.decode()
        )
        for name in ("ana", "cleo")
    }
    assert answers == {"ana": ["C0000001", "C0000002"], "cleo": ["C0000001", "C0000002", "C0000004"]}
    assert sign_in(bank.cast.ben).get(f"{PAGE}{segment.pk}/").status_code == 404


def test_amounts_that_a_reader_may_not_compare_are_not_answered(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.ana, ("aum", "FROM", "500000"))
    response = sign_in(bank.cast.olga).get(f"{PAGE}{segment.pk}/")
    text = response.content.decode()
    assert response.status_code == 200
    assert "Your roles do not see this column in full" in text
    assert "C0000002" not in text


def test_wrong_conditions_come_back_with_what_was_typed(bank: Bank, sign_in: SignIn) -> None:
    response = sign_in(bank.cast.ana).post(f"{PAGE}new/", typed(("aum", "FROM", "20万"), name="大额"))
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="20万"' in text
    assert 'value="大额"' in text
    assert "an amount is written like 200000" in text
    empty = sign_in(bank.cast.ana).post(f"{PAGE}new/", typed())
    assert "A segment needs at least one condition." in empty.content.decode()
    assert not Segment.objects.exists()


def test_a_stale_page_loses_nothing_and_says_what_changed(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.ana, name="甲")
    client = sign_in(bank.cast.ana)
    address = f"{PAGE}{segment.pk}/edit/"
    first = client.post(address, typed(("near", "IS", "true"), name="乙", uid=str(segment.uid)))
    assert first.status_code == 302
    data = typed(("managed", "IS", "false"), name="丙", uid=str(segment.uid))
    stale = client.post(address, data)
    text = stale.content.decode()
    assert stale.status_code == 422
    assert 'value="丙"' in text
    assert "Close to a line: yes" in text
    assert Segment.objects.get().name == "乙"
    assert client.post(address, data | {"version": "2"}).status_code == 302
    assert (Segment.objects.get().name, Segment.objects.get().version) == ("丙", 3)


def test_the_count_lives_and_writes_nothing(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    text = client.post(f"{PAGE}count/", typed(("aum", "FROM", "0"))).content.decode()
    assert "2</data> customers" in text
    unfinished = client.post(f"{PAGE}count/", typed(("aum", "FROM", ""))).content.decode()
    assert "once the conditions are complete" in unfinished
    assert not Segment.objects.exists()


def test_a_colleague_makes_one_of_their_own_from_a_shared_one(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.cleo, ("aum", "FROM", "123456"), shared=True)
    client = sign_in(bank.cast.ana)
    refused = client.get(f"{PAGE}{segment.pk}/edit/", follow=True)
    assert refused.status_code == 403
    assert f"{bank.cast.cleo.name} made this segment" in refused.content.decode()
    assert 'value="123456"' in client.get(f"{PAGE}new/?from={segment.pk}").content.decode()
    assert sign_in(bank.cast.ben).get(f"{PAGE}new/?from={segment.pk}").status_code == 404


def test_the_file_holds_masked_names_and_is_put_on_record(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.ana, ("aum", "FROM", "500000"))
    text = sign_in(bank.cast.ana).post(f"{PAGE}{segment.pk}/file.csv").content.decode("utf-8-sig")
    assert "C0000002" in text
    assert "李芳" not in text
    assert f"segment={segment.pk}" in AuditEvent.objects.get(action="customer.export").after


def test_a_deleted_segment_is_gone(bank: Bank, sign_in: SignIn) -> None:
    segment = made.segment(bank.cast.ana)
    response = sign_in(bank.cast.ana).post(f"{PAGE}{segment.pk}/delete/")
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert not Segment.objects.exists()


def test_a_segment_deleted_twice_at_once_is_one_line_of_the_trail(bank: Bank) -> None:
    segment = made.segment(bank.cast.ana)
    again = Segment.objects.get(pk=segment.pk)
    for one in (segment, again):
        segments.delete(segment=one, by=bank.cast.ana, at=timezone.now())
    assert AuditEvent.objects.filter(action=segments.DELETE).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_segment_and_for_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        made.segment(bank.cast.ana, name=f"客群{number}")
    client = sign_in(bank.cast.ana)
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_segment_costs_the_same_for_one_customer_and_for_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        someone = make.customer(f"钱{number}", at=bank.cast.here, a=bank.cast.ana)
        make.customer_day(someone, bank.run, aum=900_000 + number)
    segment = made.segment(bank.cast.ana, ("aum", "FROM", "900000"))
    client = sign_in(bank.cast.ana)
    client.get(f"{PAGE}{segment.pk}/")
    with django_assert_num_queries(10):
        client.get(f"{PAGE}{segment.pk}/")
