"""The queue, the head's decision on one customer, and the planner, through their pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from customers.models import AssignmentPlan, CustomerStanding, PlannedMove, Relationship, Unassigned
from organisation.choices import AbsenceKind, Grade
from organisation.models import Absence, Preset, Staff
from tests.customers.bank import Bank
from tests.factories import assignment as made
from tests.factories import customers as make
from tests.factories import organisation as org

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def annie(bank: Bank) -> Staff:
    return org.staff("安妮", at=bank.cast.here, grade=Grade.MID, staff_no="Z001")


def holder(customer: Any, role: str = "A") -> str:
    today = timezone.localdate()
    rows = Relationship.objects.filter(customer=customer, role=role, period__contains=today)
    return rows.values_list("staff__staff_no", flat=True).first() or ""


def pk_of(customer: Any, role: str = "A") -> int:
    today = timezone.localdate()
    rows = Relationship.objects.filter(customer=customer, role=role, period__contains=today)
    return rows.values_list("pk", flat=True).first() or 0


def given(
    customer: Any, to: str, reason: str = "", role: str = "A", holds: int | None = None
) -> dict[str, Any]:
    shown = pk_of(customer, role) if holds is None else holds
    return {"role": role, "holds": shown, "to": to, "reason": reason}


def test_the_queue_shows_who_waits_and_how_long(bank: Bank, sign_in: SignIn) -> None:
    made.waits(bank.left, since=timezone.localdate() - timedelta(days=9))
    page = sign_in(bank.cast.cleo).get("/customers/assignment/").content.decode()
    assert "赵六" in page
    assert '<td class="number">9</td>' in page
    assert "2 of 3" in page


def test_the_queue_of_another_branch_is_not_there(bank: Bank, sign_in: SignIn) -> None:
    made.waits(bank.left)
    page = sign_in(bank.cast.cora).get("/customers/assignment/").content.decode()
    assert "Nobody waits for a manager" in page
    assert (
        sign_in(bank.cast.cora).get(f"/customers/assignment/of/{bank.left.customer_no}/").status_code == 404
    )


def test_a_customer_routed_from_another_branch_is_decided_where_it_waits(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    made.waits(bank.lin, at=bank.cast.here)
    client = sign_in(bank.cast.cleo)
    address = f"/customers/assignment/of/{bank.lin.customer_no}/"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}give/", given(bank.lin, "Z001", "开户集中地")).status_code == 302
    assert holder(bank.lin) == "Z001"


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_queue_costs_the_same_for_one_and_for_three(
    bank: Bank, sign_in: SignIn, waiting: int, django_assert_num_queries: Any
) -> None:
    for one in range(waiting):
        made.waits(make.customer(f"王{one}", at=bank.cast.here))
    client = sign_in(bank.cast.cleo)
    client.get("/customers/assignment/")
    with django_assert_num_queries(18):
        client.get("/customers/assignment/")


def test_a_head_assigns_and_the_customer_waits_no_longer(bank: Bank, sign_in: SignIn, annie: Staff) -> None:
    entry = made.waits(bank.left)
    address = f"/customers/assignment/of/{bank.left.customer_no}/give/"
    answer = sign_in(bank.cast.cleo).post(address, given(bank.left, "Z001"))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/customers/assignment/of/{bank.left.customer_no}/",
    )
    assert holder(bank.left) == "Z001"
    entry.refresh_from_db()
    assert entry.end == "ASSIGNED"


def test_guards_explain_themselves_and_absent_people_are_not_offered(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    today = timezone.localdate()
    away = org.staff("艾薇", at=bank.cast.here, grade=Grade.SENIOR, staff_no="Z002")
    Absence.objects.create(staff=away, kind=AbsenceKind.LEAVE, period=DateRange(today, None))
    make.holding(bank.left, bank.run, "TIME_DEPOSIT", 9_000_000)
    client = sign_in(bank.cast.cleo)
    address = f"/customers/assignment/of/{bank.left.customer_no}/"
    page = client.get(address).content.decode()
    assert "艾薇" not in page
    sentence = (
        "The customer&#x27;s size asks for the grade Senior; the grade of 安妮 is: Middle."
        " Head office sets the sizes in the presets."
    )
    assert sentence in page
    answer = client.post(f"{address}give/", given(bank.left, "Z001"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    answer = client.post(f"{address}give/", given(bank.left, "Z002"))
    assert "艾薇 is absent on" in answer.content.decode()
    for number in ("NOBODY", "B001"):
        answer = client.post(f"{address}give/", given(bank.left, number))
        assert "Choose one of the people offered." in answer.content.decode()
    assert holder(bank.left) == ""


def test_moving_a_customer_needs_a_reason_and_the_page_of_now(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    client = sign_in(bank.cast.cleo)
    address = f"/customers/assignment/of/{bank.wei.customer_no}/give/"
    answer = client.post(address, given(bank.wei, "Z001"))
    assert answer.status_code == 422
    assert "Say why: the reason stays with the customer." in answer.content.decode()
    answer = client.post(address, given(bank.wei, "Z001", "客户要求", holds=0))
    assert answer.status_code == 422
    assert "Somebody decided since you opened this page." in answer.content.decode()
    assert "客户要求" in answer.content.decode()
    assert client.post(address, given(bank.wei, "Z001", "客户要求")).status_code == 302
    assert holder(bank.wei) == "Z001"


def test_taking_a_manager_off_puts_the_customer_into_the_queue(bank: Bank, sign_in: SignIn) -> None:
    address = f"/customers/assignment/of/{bank.wei.customer_no}/end/"
    sent = {"role": "A", "holds": pk_of(bank.wei), "reason": "业务调整"}
    assert sign_in(bank.cast.cleo).post(address, sent).status_code == 302
    assert holder(bank.wei) == ""
    entry = Unassigned.objects.get(customer=bank.wei)
    assert (entry.cause, entry.tier, entry.branch) == ("ENDED", "GOLD", bank.cast.here)


def test_a_closed_customer_waits_for_nobody_and_an_active_one_again(bank: Bank, sign_in: SignIn) -> None:
    entry = made.waits(bank.left)
    client = sign_in(bank.cast.cleo)
    address = f"/customers/assignment/of/{bank.left.customer_no}/status/"
    assert client.post(address, {"status": "CLOSED", "was": "ACTIVE", "reason": "已销户"}).status_code == 302
    entry.refresh_from_db()
    assert entry.end == "STATUS"
    stale = client.post(address, {"status": "LOST", "was": "ACTIVE", "reason": "流失"})
    assert stale.status_code == 422
    assert client.post(address, {"status": "ACTIVE", "was": "CLOSED", "reason": "回流"}).status_code == 302
    assert Unassigned.objects.filter(customer=bank.left, ended_on__isnull=True).count() == 1
    assert CustomerStanding.objects.get(customer=bank.left).status == "ACTIVE"


def proposal(client: Any, query: str) -> dict[str, str]:
    context = client.get(f"/customers/assignment/plan/?{query}").context
    found = {
        "digest": context["proposal"].digest,
        "uid": str(context["commit"]["uid"].value()),
        "reason": "均衡负荷",
        "asked": "1",
    }
    terms = context["form"].cleaned_data
    return found | {name: "1" for name in ("together", "seller", "keep_b") if terms[name]}


def test_a_batch_is_committed_whole_and_a_double_click_answers_the_same(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    made.waits(bank.left)
    client = sign_in(bank.cast.cleo)
    sent = proposal(client, "waiting=all") | {"waiting": "all"}
    answers = [client.post("/customers/assignment/plan/commit/", sent) for _twice in range(2)]
    batch = AssignmentPlan.objects.get()
    assert [one["Location"] for one in answers] == [f"/customers/assignment/batches/{batch.pk}/"] * 2
    assert holder(bank.left) == "Z001"
    assert client.get(f"/customers/assignment/batches/{batch.pk}/").status_code == 200


def test_a_batch_whose_facts_changed_assigns_nothing_and_shows_the_proposal_of_now(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    made.waits(bank.left)
    client = sign_in(bank.cast.cleo)
    sent = proposal(client, "waiting=all") | {"waiting": "all"}
    today = timezone.localdate()
    Absence.objects.create(staff=annie, kind=AbsenceKind.LEAVE, period=DateRange(today, None))
    answer = client.post("/customers/assignment/plan/commit/", sent)
    assert answer.status_code == 422
    assert "The facts changed since you looked." in answer.content.decode()
    assert "均衡负荷" in answer.content.decode()
    assert (holder(bank.left), AssignmentPlan.objects.count()) == ("", 0)


def test_undo_gives_back_what_nobody_touched_and_says_why_the_rest_stays(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    made.waits(bank.left)
    cleo = sign_in(bank.cast.cleo)
    query = (
        f"customer={bank.wei.customer_no}&customer={bank.left.customer_no}&customer={bank.fang.customer_no}"
    )
    sent = proposal(cleo, f"{query}&asked=1&keep_b=1&most=1") | {"most": "1"}
    sent["customer"] = [bank.wei.customer_no, bank.left.customer_no, bank.fang.customer_no]  # type: ignore[assignment]
    cleo.post("/customers/assignment/plan/commit/", sent)
    rows = [
        (one.customer.customer_no, one.after.staff_no) for one in PlannedMove.objects.select_related("after")
    ]
    assert rows == [("C0000002", "Z001")]
    batch = AssignmentPlan.objects.get()
    address = f"/customers/assignment/batches/{batch.pk}/undo/"
    assert cleo.post(address).status_code == 302
    assert (holder(bank.fang), PlannedMove.objects.get().result) == ("A001", "UNDONE")
    assert cleo.post(address).status_code == 403


def test_undo_keeps_a_customer_on_whom_somebody_decided_since(
    bank: Bank, sign_in: SignIn, annie: Staff
) -> None:
    made.waits(bank.left)
    cleo = sign_in(bank.cast.cleo)
    cleo.post("/customers/assignment/plan/commit/", proposal(cleo, "waiting=all") | {"waiting": "all"})
    cleo.post(f"/customers/assignment/of/{bank.left.customer_no}/give/", given(bank.left, "A001", "客户要求"))
    batch = AssignmentPlan.objects.get()
    cleo.post(f"/customers/assignment/batches/{batch.pk}/undo/")
    row = PlannedMove.objects.get()
    assert (row.result, row.note) == ("KEPT", "Somebody else decided on this customer since.")
    assert holder(bank.left) == "A001"


def test_undo_ends_with_the_presets_days(bank: Bank, sign_in: SignIn, annie: Staff) -> None:
    made.waits(bank.left)
    preset = Preset.objects.get(key="customers.planner")
    preset.value = {**preset.value, "undo_days": 0}
    preset.save()
    cleo = sign_in(bank.cast.cleo)
    cleo.post("/customers/assignment/plan/commit/", proposal(cleo, "waiting=all") | {"waiting": "all"})
    AssignmentPlan.objects.update(undo_until=timezone.localdate() - timedelta(days=1))
    answer = cleo.post(f"/customers/assignment/batches/{AssignmentPlan.objects.get().pk}/undo/")
    assert answer.status_code == 403


def test_a_planner_of_customers_out_of_scope_is_empty(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.cleo)
    seen, unknown = (
        client.get(f"/customers/assignment/plan/?customer={number}") for number in ("C0000003", "C9999999")
    )
    assert b"No customers chosen" in seen.content
    assert b"No customers chosen" in unknown.content


@pytest.mark.parametrize("number", [1, 3])
def test_the_planner_costs_the_same_for_one_and_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: Any
) -> None:
    for one in range(number):
        made.waits(make.customer(f"王{one}", at=bank.cast.here))
    client = sign_in(bank.cast.cleo)
    client.get("/customers/assignment/plan/?waiting=all")
    with django_assert_num_queries(24):
        client.get("/customers/assignment/plan/?waiting=all")
