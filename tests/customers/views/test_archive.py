"""The file on a customer's page: what is written, by whom, and what two people write at once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.models import Competitor, ImportantDate, Need, Preference, Research, Survey, Verification
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import archive as make
from tests.factories import customers as people
from tests.factories import households

if TYPE_CHECKING:
    from django.test import Client

    from tests.customers.conftest import SignIn

NUMBER = "C0000001"
PANELS = ("needs", "dates", "research", "verification", "documents", "file_of")


def url(name: str, *args: Any, number: str = NUMBER) -> str:
    return reverse(f"customers:{name}", args=[number, *args])


def hidden(page: str) -> dict[str, str]:
    """What a page carries besides what is typed."""
    return dict(re.findall(r'<input type="hidden" name="(uid|token)" value="([^"]+)"', page))


def opened(client: Client, address: str) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == 200
    return hidden(response.content.decode())


NEED = {"kind": "GOAL", "text": "孩子2028年留学", "asset_class": "FUND", "amount": "300000", "due_on": "2028-09-01",
        "status": "OPEN"}  # fmt: skip


def test_a_need_is_written_once_however_often_the_form_is_sent(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    sent = NEED | opened(client, url("entry_new", "need"))
    answers = [client.post(url("entry_new", "need"), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == f"/customers/of/{NUMBER}/#panel-needs"
    row = Need.objects.get()
    assert (row.text, row.amount, row.due_on) == ("孩子2028年留学", Decimal(300_000), date(2028, 9, 1))
    assert "孩子2028年留学".encode() not in bytes(row.text_sealed)
    assert AuditEvent.objects.filter(action="archive.add", actor_no="A001").count() == 1
    panel = client.get(url("needs")).content.decode()
    assert "孩子2028年留学" in panel
    assert 'title="300,000.00"' in panel


def test_a_form_of_another_customer_is_refused(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    sent = NEED | opened(client, url("entry_new", "need"))
    assert client.post(url("entry_new", "need"), sent).status_code == 302
    assert client.post(url("entry_new", "need", number="C0000002"), sent).status_code == 400
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"kind": "X"},
        {"amount": "1e5"},
        {"due_on": "2026-02-30"},
        {"uid": "x"},
        {"text": "x" * 1001},
    ],
)
def test_a_need_that_cannot_be_taken_keeps_what_was_typed(
    bank: Bank, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    client = sign_in(bank.cast.ana)
    sent = NEED | opened(client, url("entry_new", "need")) | wrong
    answer = client.post(url("entry_new", "need"), sent)
    assert answer.status_code == 422
    assert "2028-09-01" in answer.content.decode() or "due_on" in wrong
    assert Need.objects.count() == 0


def test_two_edits_that_do_not_touch_are_both_kept(bank: Bank, sign_in: SignIn) -> None:
    row = make.need(bank.wei, bank.cast.ana, amount=Decimal(5))
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    address = url("entry_edit", "need", row.uid)
    token = opened(ana, address)
    same = {"kind": "NEED", "text": row.text, "amount": "5", "status": "OPEN"}
    assert cleo.post(address, same | {"status": "MET"} | opened(cleo, address)).status_code == 302
    assert ana.post(address, same | {"amount": "7"} | token).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.amount, row.version) == ("MET", Decimal(7), 3)


def test_two_edits_of_one_field_show_yours_theirs_and_the_original(bank: Bank, sign_in: SignIn) -> None:
    row = make.need(bank.wei, bank.cast.ana, "买房")
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    address = url("entry_edit", "need", row.uid)
    token = opened(ana, address)
    same = {"kind": "NEED", "text": row.text, "status": "OPEN"}
    cleo.post(address, same | {"text": "买车"} | opened(cleo, address))
    answer = ana.post(address, same | {"text": "养老"} | token)
    page = answer.content.decode()
    assert answer.status_code == 422
    cells = re.findall(r"<td>(.*?)</td>", page)
    assert cells == ["买房", "买车", "养老"]
    assert ">养老</textarea>" in re.sub(r"\s+", "", page)
    row.refresh_from_db()
    assert row.text == "买车"
    assert ana.post(address, same | {"text": "养老"} | hidden(page)).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.version) == ("养老", 3)


def test_two_first_sheets_at_once_lose_nothing(bank: Bank, sign_in: SignIn) -> None:
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    address = url("entry_new", "research")
    tokens = [opened(one, address) for one in (ana, cleo)]
    assert cleo.post(address, {"basics": "个体户", "credit": "良好"} | tokens[1]).status_code == 302
    answer = ana.post(address, {"basics": "退休教师", "settlement": "网银"} | tokens[0])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert [word in page for word in ("个体户", "退休教师", "网银", "良好")] == [True] * 4
    sheet = Research.objects.get()
    again = url("entry_edit", "research", sheet.uid)
    assert f'action="{again}"' in page
    typed = {"basics": "退休教师", "settlement": "网银", "credit": "良好"}
    assert ana.post(again, typed | hidden(page)).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.basics, sheet.credit, sheet.settlement) == ("退休教师", "良好", "网银")
    assert ana.get(address)["Location"] == again


def test_every_kind_of_entry_is_written_and_shown(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    typed: dict[str, dict[str, Any]] = {
        "preference": {"channel": "WECHAT", "time": "EVENING", "note": "不打座机"},
        "date": {"kind": "FAMILY_BIRTHDAY", "on": "2015-12-24", "yearly": "on", "note": "女儿"},
        "research": {"basics": "教师", "needs": "稳健", "credit": "良好", "use_of_funds": "学费", "settlement": "网银"},
        "competitor": {"bank": "邻居银行", "product": "大额存单", "amount": "200000", "noted_on": "2026-11-01"},
        "survey": {"asset_class": "FUND", "share_pct": "40", "satisfaction": "4", "benefit": "3",
                   "surveyed_on": "2026-11-01"},
    }  # fmt: skip
    for part, values in typed.items():
        address = url("entry_new", part)
        assert client.post(address, values | opened(client, address)).status_code == 302, part
    counted = [one.objects.count() for one in (Preference, ImportantDate, Research, Competitor, Survey)]
    assert counted == [1] * 5
    dates, research = (client.get(url(name)).content.decode() for name in ("dates", "research"))
    for word in ("不打座机", "女儿", "In the evening", "24 Dec"):
        assert word in dates
    for word in ("5 of 5 fields", "邻居银行", "大额存单", "学费", "40", "4 / 5"):
        assert word in research


def test_an_entry_is_removed_and_its_history_stays(bank: Bank, sign_in: SignIn) -> None:
    row = make.need(bank.wei, bank.cast.ana)
    client = sign_in(bank.cast.ana)
    address = url("entry_remove", "need", row.uid)
    assert [client.post(address).status_code for _ in range(2)] == [302, 404]
    assert Need.objects.count() == 0
    assert apps.get_model("customers", "NeedEvent").objects.count() == 2  # made, and removed


def test_what_was_typed_into_a_removed_entry_is_not_lost(bank: Bank, sign_in: SignIn) -> None:
    row = make.need(bank.wei, bank.cast.ana)
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    address = url("entry_edit", "need", row.uid)
    typed = {"kind": "NEED", "text": "改为养老", "status": "OPEN"} | opened(ana, address)
    cleo.post(url("entry_remove", "need", row.uid))
    answer = ana.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, "改为养老" in page, "Somebody removed this entry" in page) == (
        422,
        True,
        True,
    )
    assert ana.post(url("entry_new", "need"), typed | hidden(page)).status_code == 302
    assert Need.objects.get().text == "改为养老"


def test_an_entry_of_another_customer_is_not_there(bank: Bank, sign_in: SignIn) -> None:
    row = make.need(bank.fang, bank.cast.ana)
    client = sign_in(bank.cast.ana)
    assert client.get(url("entry_edit", "need", row.uid)).status_code == 404
    assert client.get(url("entry_edit", "need", row.uid, number="C0000002")).status_code == 200
    assert client.get(url("entry_new", "nothing")).status_code == 404


def test_checks_are_recorded_with_the_next_day(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    assert "never been checked" in client.get(url("verification")).content.decode()
    address = url("verify")
    due = timezone.localdate() + timedelta(days=180)
    typed = {
        "done_on": "2026-11-20",
        "outcome": "CORRECTED",
        "next_due_on": due.isoformat(),
        "note": "换了电话",
    }
    sent = typed | opened(client, address)
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    row = Verification.objects.get()
    assert (row.next_due_on, row.note) == (due, "换了电话")
    panel = client.get(url("verification")).content.decode()
    assert "Next check by" in panel
    assert "has not said how often" in panel


@pytest.mark.parametrize("wrong", [{"outcome": ""}, {"done_on": "2099-01-01"}, {"next_due_on": "2026-11-20"}])
def test_checks_that_make_no_sense(bank: Bank, sign_in: SignIn, wrong: dict[str, str]) -> None:
    client = sign_in(bank.cast.ana)
    typed = {"done_on": "2026-11-20", "outcome": "CONFIRMED", **opened(client, url("verify"))}
    assert client.post(url("verify"), typed | wrong).status_code == 422
    assert Verification.objects.count() == 0


def test_completeness_goes_by_the_tier(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    page = client.get(url("file_of")).content.decode()
    assert "lacks 4 items" in page  # gold: an occupation, a valid identity document, preferences, a need
    make.need(bank.wei, bank.cast.ana)
    make.preference(bank.wei, bank.cast.ana)
    bank.wei.id_valid_to, bank.wei.occupation = date(2030, 1, 1), "教师"
    bank.wei.save()
    page = client.get(url("file_of")).content.decode()
    assert "The file is complete" in page
    assert 'value="100"' in page


def test_the_index_lists_what_is_to_do(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    index = reverse("customers:archive")
    page = client.get(index).content.decode()
    assert page.index("C0000002") < page.index("C0000001")  # diamond before gold
    make.check(bank.wei, bank.cast.ana, next_due_on=date(2026, 11, 1))
    bank.fang.id_valid_to = date(2026, 12, 1)
    bank.fang.save()
    due = client.get(index, {"show": "due"}).content.decode()
    expiring = client.get(index, {"show": "expiring"}).content.decode()
    assert ["C0000001" in due, "C0000002" in due] == [True, False]
    assert ["C0000001" in expiring, "C0000002" in expiring] == [False, True]
    missing = client.get(index, {"missing": "SURVEY"}).content.decode()
    assert ["C0000001" in missing, "C0000002" in missing] == [False, True]
    assert client.get(index, {"show": "x"}).status_code == 422
    panel = client.get(reverse("customers:panel_archive")).content.decode()
    assert ["Checks are due" in panel, "expire soon" in panel, "李芳" in panel] == [True] * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_of_the_index_and_the_panels(bank: Bank, sign_in: SignIn, rows: int) -> None:
    for number in range(rows):
        more = people.customer(f"客户{number}", at=bank.cast.here, a=bank.cast.ana)
        people.customer_day(more, bank.run, aum=600_000, tier="DIAMOND")
        make.need(bank.wei, bank.cast.ana)
        make.check(bank.wei, bank.cast.ana)
        make.document(bank.wei, bank.cast.ana)
    client = sign_in(bank.cast.ana)
    addresses = [reverse("customers:archive"), *(url(name) for name in PANELS)]
    client.get(addresses[0])
    counted = []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    assert counted == [8, 8, 9, 10, 9, 9, 9]


@pytest.mark.parametrize("name", PANELS)
def test_who_reads_the_file(bank: Bank, sign_in: SignIn, name: str) -> None:
    make.need(bank.wei, bank.cast.ana, "金丝雀的秘密")
    make.document(bank.wei, bank.cast.ana, name="金丝雀的秘密.pdf")
    cast = bank.cast
    asked = {
        "ana": 200,
        "cleo": 200,
        "olga": 200,
        "ben": 404,
        "leo": 403,
        "cole": 403,
        "hana": 403,
        "tina": 403,
    }
    answers = {who: sign_in(getattr(cast, who)).get(url(name)) for who in asked}
    assert {who: answer.status_code for who, answer in answers.items()} == asked
    assert "金丝雀的秘密" not in answers["olga"].content.decode()


def test_the_page_says_what_comes_next_and_whether_marketing_is_wanted(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    for name in ("next", "brief"):
        assert "No marketing" not in client.get(url(name)).content.decode()
    make.need(bank.wei, bank.cast.ana, "孩子留学", due_on=date(2026, 11, 10))
    make.check(bank.wei, bank.cast.ana, next_due_on=date(2026, 11, 25))
    bank.wei.marketing_opt_out = True
    bank.wei.save()
    for name in ("next", "brief"):
        page = client.get(url(name)).content.decode()
        assert page.index("孩子留学") < page.index("Check of the file") < page.index("Maturity")
        assert "No marketing" in page
        lead = sign_in(bank.cast.leo).get(url(name)).content.decode()
        assert [word in lead for word in ("孩子留学", "No marketing", "190,000")] == [False] * 3


def test_a_missing_goal_is_filled_in_as_a_goal(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    address = f"{url('entry_new', 'need')}?kind=GOAL"
    assert '<option value="GOAL" selected>' in client.get(address).content.decode()


def test_a_reader_of_the_tier_is_not_told_that_nothing_is_open(bank: Bank, sign_in: SignIn) -> None:
    make.need(bank.wei, bank.cast.ana, "孩子留学")
    said = {who: sign_in(getattr(bank.cast, who)).get(url("next")).content.decode() for who in ("ana", "leo")}
    hidden = "What is open about a customer is shown to those who look after the customer."
    assert [hidden in page for page in said.values()] == [False, True]
    assert not any("Nothing with a day is open." in page for page in said.values())


def test_the_sheet_names_the_household_and_the_last_movements(bank: Bank, sign_in: SignIn) -> None:
    households.household(bank.wei, bank.fang, by=bank.cast.ana, confirmed_by=bank.cast.cleo)
    sheets = {
        who: sign_in(getattr(bank.cast, who)).get(url("brief")).content.decode() for who in ("ana", "leo")
    }
    assert [("李芳" in page, "Last movements" in page) for page in sheets.values()] == [
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize("person", ["ana", "leo", "olga", "cole"])
def test_the_sheet_for_a_meeting_is_masked_like_the_screen(bank: Bank, sign_in: SignIn, person: str) -> None:
    make.need(bank.wei, bank.cast.ana, "金丝雀的秘密")
    page = sign_in(getattr(bank.cast, person)).get(url("brief")).content.decode()
    assert ["王伟明" in page, "190,000" in page, "金丝雀的秘密" in page] == {
        "ana": [True, True, True],
        "leo": [True, False, False],
        "olga": [False, False, False],
        "cole": [True, False, False],
    }[person]
    assert bank.wei.phone not in page
