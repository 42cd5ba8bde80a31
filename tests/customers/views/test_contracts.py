"""Paper contracts: out only with the custodian's consent and until the day that the custodian names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.models import Borrowing
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import archive, contracts

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.customers.conftest import SignIn

LIST = "/customers/files/contracts/"
WHY = "test"


def page(name: str, row: Borrowing) -> str:
    return reverse(f"customers:{name}", args=[row.uid])


def typed(**more: Any) -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=7)
    return {"contract": "理财协议 2026-018", "purpose": "客户核对条款", "wanted_until": until, **more}


def test_a_contract_leaves_and_comes_back(bank: Bank, sign_in: SignIn) -> None:
    ana, cleo, today = sign_in(bank.cast.ana), sign_in(bank.cast.cleo), timezone.localdate()
    sent = typed(uid=str(uuid4()))
    answers = [ana.post("/customers/of/C0000001/contracts/new/", sent) for _time in range(2)]
    row = Borrowing.objects.unscoped(WHY).get()
    assert [answer["Location"] for answer in answers] == [page("contract", row)] * 2
    assert "理财协议 2026-018" in cleo.get(LIST).content.decode()
    lending = {"decision": "lend", "due_on": today + timedelta(days=3)}
    assert ana.post(page("contract_decide", row), lending).status_code == 403
    assert cleo.post(page("contract_decide", row), lending).status_code == 302
    assert cleo.post(page("contract_decide", row), lending).status_code == 403
    longer = {"due_on": today + timedelta(days=9), "remark": "客户出差"}
    assert cleo.post(page("contract_prolong", row), longer).status_code == 302
    assert cleo.post(page("contract_back", row), {"back_on": today}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.custodian, row.due_on, row.back_on) == (
        "BACK",
        bank.cast.cleo,
        today + timedelta(days=9),
        today,
    )
    actions = AuditEvent.objects.filter(action__startswith="contract.").order_by("pk")
    assert [event.action for event in actions] == [
        "contract.ask",
        "contract.lend",
        "contract.prolong",
        "contract.back",
    ]


def test_nobody_consents_to_their_own_request(bank: Bank, sign_in: SignIn) -> None:
    row = contracts.asked(bank.wei, bank.cast.cleo)
    client = sign_in(bank.cast.cleo)
    assert "Nobody consents to their own request" in client.get(page("contract", row)).content.decode()
    refused = client.post(page("contract_decide", row), {"decision": "lend", "due_on": "2099-01-01"})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"decision": "lend"}, "Say until when the contract may stay out."),
        ({"decision": "lend", "due_on": "2020-01-01", "remark": "只借一天"}, "This day lies in the past."),
        ({"decision": "refuse"}, "Say why it is refused."),
    ],
)
def test_what_the_custodian_must_say(bank: Bank, sign_in: SignIn, sent: dict[str, str], said: str) -> None:
    row = contracts.asked(bank.wei, bank.cast.ana)
    answer = sign_in(bank.cast.cleo).post(page("contract_decide", row), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sent.get("remark", "") in answer.content.decode()


def test_what_is_not_back_in_time_is_overdue_on_list_page_and_workbench(bank: Bank, sign_in: SignIn) -> None:
    late = timezone.localdate() - timedelta(days=2)
    row = contracts.lent(bank.wei, bank.cast.ana, bank.cast.cleo, due_on=late)
    contracts.lent(bank.fang, bank.cast.ana, bank.cast.cleo)
    client = sign_in(bank.cast.ana)
    overdue = client.get(f"{LIST}?show=late").content.decode()
    assert (overdue.count("data-href"), "2 days overdue" in overdue) == (1, True)
    assert "2 days overdue" in client.get("/customers/of/C0000001/contracts/").content.decode()
    assert "2 days overdue" in client.get(page("contract", row)).content.decode()
    assert "A contract is not back in time" in client.get(reverse("customers:panel_archive")).content.decode()


def test_audit_sees_that_a_contract_is_out_and_not_which(bank: Bank, sign_in: SignIn) -> None:
    contracts.lent(bank.wei, bank.cast.ana, bank.cast.cleo)
    seen = sign_in(bank.cast.olga).get(LIST).content.decode()
    assert ("C0000001" in seen, "服务协议" in seen, bank.wei.name in seen) == (True, False, False)


def test_a_file_of_the_register_holds_no_words_about_a_customer(bank: Bank, sign_in: SignIn) -> None:
    contracts.lent(bank.wei, bank.cast.ana, bank.cast.cleo)
    client = sign_in(bank.cast.ana)
    written = client.post(f"{LIST}export/csv/").content.decode("utf-8-sig")
    assert ("C0000001" in written, "服务协议" in written, bank.wei.name in written) == (True, False, False)
    assert client.post(f"{LIST}export/pdf/").status_code == 404


def test_who_took_which_document_out_stands_in_one_register(bank: Bank, sign_in: SignIn) -> None:
    paper = archive.document(bank.wei, bank.cast.ana)
    client = sign_in(bank.cast.ana)
    reason = {"reason": "COMPLAINT", "words": "投诉处理需要核对"}
    assert client.post(reverse("customers:document", args=["C0000001", paper.uid]), reason).status_code == 200
    for person, lines in ((bank.cast.cleo, 1), (bank.cast.olga, 1), (bank.cast.cora, 0)):
        body = sign_in(person).get("/customers/files/taken/?reason=COMPLAINT").content.decode()
        assert body.count("data-href") == lines
    assert "data-href" not in client.get("/customers/files/taken/?reason=VERIFY").content.decode()
    assert client.get("/customers/files/taken/?since=2026-02-01&until=2026-01-01").status_code == 422
    assert client.post("/customers/files/taken/export/xlsx/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_for_one_row_and_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for one in (bank.wei, bank.fang, bank.left)[:rows]:
        contracts.asked(one, bank.cast.ana)
    client = sign_in(bank.cast.cleo)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST, headers={"HX-Request": "true"})


def test_a_paper_that_is_out_is_neither_asked_for_nor_handed_out_again(bank: Bank, sign_in: SignIn) -> None:
    waiting = contracts.asked(bank.wei, bank.cast.ana, contract="理财协议 2026-018")
    other = contracts.asked(bank.wei, bank.cast.ana, contract="理财协议 2026-019")
    contracts.lent(bank.wei, bank.cast.ben, bank.cast.cleo)
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    sent = typed(contract="个人理财服务协议（2026/018）", uid=str(uuid4()))
    refused = ana.post("/customers/of/C0000001/contracts/new/", sent)
    assert refused.status_code == 422
    said = f"{bank.cast.ben.name} has this contract since"
    assert said in refused.content.decode()
    assert sent["contract"] in refused.content.decode()
    shown = cleo.get(page("contract", waiting)).content.decode()
    assert said in shown
    assert 'value="lend"' not in shown
    lending = {"decision": "lend", "due_on": timezone.localdate()}
    assert cleo.post(page("contract_decide", waiting), lending).status_code == 403
    assert cleo.post(page("contract_decide", other), lending).status_code == 302
    words = {"decision": "refuse", "remark": "原件已借出"}
    assert cleo.post(page("contract_decide", waiting), words).status_code == 302


def test_a_form_sent_again_after_its_contract_left_answers_the_same_line(bank: Bank, sign_in: SignIn) -> None:
    ana, sent = sign_in(bank.cast.ana), typed(uid=str(uuid4()))
    first = ana.post("/customers/of/C0000001/contracts/new/", sent)
    row = Borrowing.objects.unscoped(WHY).get()
    lending = {"decision": "lend", "due_on": timezone.localdate()}
    sign_in(bank.cast.cleo).post(page("contract_decide", row), lending)
    assert ana.post("/customers/of/C0000001/contracts/new/", sent)["Location"] == first["Location"]
