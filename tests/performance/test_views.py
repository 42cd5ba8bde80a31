"""The score pages: who sees which card, what a receipt says, and how many questions a page asks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organisation.choices import Grade, Post
from organisation.models import AuditEvent, Staff
from performance.models import Scorecard
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import performance as perf
from tests.factories.organisation import BUSINESS_DATE, Cast

SignIn = Callable[[Staff], Client]
pytestmark = pytest.mark.django_db


def page(name: str, *arguments: object) -> str:
    return reverse(f"performance:{name}", args=arguments)


def test_a_manager_is_taken_to_the_own_card(cast: Cast, signed_in: SignIn) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    answer = signed_in(cast.ana).get(page("scores"))
    assert (answer.status_code, answer["Location"]) == (302, page("card", card.pk))


@pytest.mark.parametrize(
    ("who", "whose", "status"),
    [
        ("ana", "ana", 200),
        ("ana", "cleo", 404),
        ("ben", "ana", 404),
        ("cleo", "ana", 200),
        ("cora", "ana", 404),
        ("hana", "ana", 200),
        ("olga", "cleo", 200),
        ("mira", "cleo", 200),
        ("leo", "ana", 403),
        ("tina", "ana", 403),
        ("cole", "ana", 403),
    ],
)
def test_cards_open_inside_the_scope_only(
    cast: Cast, signed_in: SignIn, who: str, whose: str, status: int
) -> None:
    card = perf.card_of(getattr(cast, whose), perf.scored_night(cast))
    client = signed_in(getattr(cast, who))
    assert client.get(page("card", card.pk)).status_code == status
    assert client.get(page("line", card.pk, "DEPOSIT")).status_code == status
    assert client.get(page("card_chart", card.pk)).status_code == status
    assert client.post(page("card_replay", card.pk)).status_code == status


def test_a_card_that_is_not_there_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    client = signed_in(cast.cleo)
    assert client.get(page("card", 999_999_999)).status_code == 404
    assert client.get(page("card", 10**17)).status_code == 404


def test_the_list_shows_the_scope_and_its_filters(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    client = signed_in(cast.hana)
    found = client.get(page("scores")).context["page"].rows
    assert [card.staff.staff_no for card in found][:2] == ["C001", "A001"]
    assert len(found) == 4
    for query, numbers in (
        ("scheme=BRANCH_HEAD", ["C001", "C002"]),
        ("complete=no&sort=staff", ["B001", "C002"]),
        ("branch=010000&sort=staff", ["A001", "C001"]),
        ("q=安&outcome=KEEP", ["A001"]),
        ("outcome=NONE&sort=staff", ["B001", "C002"]),
        ("sort=password", ["C001", "A001", "C002", "B001"]),
    ):
        rows = client.get(f"{page('scores')}?{query}").context["page"].rows
        assert [card.staff.staff_no for card in rows] == numbers, query
    assert [
        card.staff.staff_no for card in signed_in(cast.cora).get(page("scores")).context["page"].rows
    ] == ["C002", "B001"]


def test_the_list_pages_through_equal_totals(cast: Cast, signed_in: SignIn) -> None:
    for _ in range(30):
        org.staff(at=cast.here, grade=Grade.JUNIOR)
    perf.scored_night(cast)
    client = signed_in(cast.hana)
    seen, after = [], 0
    while True:
        found = client.get(page("scores"), {"after": after} if after else {}).context["page"]
        seen += [card.pk for card in found.rows]
        if not found.after:
            break
        after = found.after
    assert len(seen) == len(set(seen)) == 34
    back = client.get(page("scores"), {"before": seen[25]}).context["page"]
    assert [card.pk for card in back.rows] == seen[:25]
    assert client.get(page("scores"), {"after": 1}).status_code == 404


def test_htmx_gets_the_list_alone(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    answer = signed_in(cast.hana).get(page("scores"), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert "HX-Request" in answer["Vary"]


def test_before_the_first_night_the_pages_say_so(cast: Cast, signed_in: SignIn) -> None:
    for person, name in (
        (cast.hana, "scores"),
        (cast.ana, "scores"),
        (cast.hana, "appraisals"),
        (cast.ana, "panel_score"),
    ):
        assert signed_in(person).get(page(name)).status_code == 200


def test_a_receipt_says_rule_working_and_source(cast: Cast, signed_in: SignIn) -> None:
    card = perf.card_of(cast.cleo, perf.scored_night(cast))
    lines = {line.item: line for line in signed_in(cast.cleo).get(page("card", card.pk)).context["lines"]}
    deposit = lines["DEPOSIT"]
    assert [str(part.value) for part in deposit.parts] == ["1347000", "1000000.0000"]
    assert (deposit.first, deposit.last) == (date(2026, 1, 1), BUSINESS_DATE)
    assert (deposit.base_first, deposit.base_last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert "30" in deposit.rule
    assert "4.7" in deposit.steps
    assert "48" in deposit.steps


def test_source_rows_are_cut_to_the_readers_columns(cast: Cast, signed_in: SignIn) -> None:
    run = org.night()
    org.presets()
    perf.known_figures(cast, run)
    customer = make.customer("钱多多", at=cast.here, a=cast.ana, customer_no="C7654321")
    make.customer_day(customer, run)
    make.holding(customer, run, "DEMAND_DEPOSIT", 1000, sum_year=324_000)
    perf.the_step(run)
    card = perf.card_of(cast.ana, run)
    (holder,) = signed_in(cast.ana).get(page("line", card.pk, "DEPOSIT")).context["behind"].holders
    assert (holder.number, holder.name, holder.average) == ("C7654321", "钱多多", 1000)
    (masked,) = signed_in(cast.olga).get(page("line", card.pk, "DEPOSIT")).context["behind"].holders
    assert (masked.name, masked.average, masked.balance) == ("钱**", "***", "***")
    for_hr = signed_in(cast.hana).get(page("line", card.pk, "DEPOSIT"))
    assert for_hr.context["behind"].hidden
    assert "钱" not in for_hr.content.decode()
    loans = signed_in(cast.cleo).get(page("line", card.pk, "NPL")).context["behind"].loans
    assert [str(row.balance) for row in loans] == ["1000.00"]
    fees = (
        signed_in(cast.cleo)
        .get(page("line", perf.card_of(cast.cleo, run).pk, "FEE"))
        .context["behind"]
        .delivered
    )
    assert len(fees) == 22


def test_what_moved_since_the_night_before_is_listed(cast: Cast, signed_in: SignIn) -> None:
    org.presets()
    before = org.night(BUSINESS_DATE - timedelta(days=1))
    make.partitions_of(before)
    perf.known_figures(cast, before)
    perf.the_step(before)
    now = org.night()
    perf.deposits(now, cast.here, 1_367_500)
    perf.deposits(now, cast.ana, 1_312_000)
    for loan in perf.loans_of_the_bank():
        make.customer_day(loan.customer, now)
    perf.the_step(now)
    compared = signed_in(cast.cleo).get(page("card", perf.card_of(cast.cleo, now).pk)).context["comparison"]
    assert compared.previous.run_id == before.pk
    (move,) = compared.moves
    assert (move.item, move.points_before, move.points) == ("DEPOSIT", 48, 52)
    assert move.parts == (("numerator", "1347000", "1367500"),)
    still = signed_in(cast.ana).get(page("card", perf.card_of(cast.ana, now).pk)).context["comparison"]
    assert still.still


def test_a_replay_is_shown_and_audited(cast: Cast, signed_in: SignIn) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    answer = signed_in(cast.ana).post(
        page("card_replay", card.pk), {"from_source": "on"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "tone-ok" in answer.content.decode()
    event = AuditEvent.objects.get(action="scorecard.replay")
    assert (event.actor_no, event.entity_id, event.result) == ("A001", str(card.pk), "OK")
    assert signed_in(cast.ana).get(page("card_replay", card.pk)).status_code == 405


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, signed_in: SignIn, people: int, django_assert_num_queries
) -> None:
    for _ in range(people):
        org.staff(at=cast.here, grade=Grade.JUNIOR)
    perf.scored_night(cast)
    client = signed_in(cast.hana)
    client.get(page("scores"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(page("scores"))


@pytest.mark.parametrize("outlets", [1, 3])
def test_a_card_asks_the_same_number_of_questions(
    cast: Cast, signed_in: SignIn, outlets: int, django_assert_num_queries
) -> None:
    for _ in range(outlets):
        org.branch(parent=cast.here.parent)
    head = org.staff(at=cast.here.parent, post=Post.BRANCH_HEAD)
    run = perf.scored_night(cast)
    client = signed_in(head)
    client.get(page("card", perf.card_of(head, run).pk))
    with django_assert_num_queries(CARD_QUERIES):
        client.get(page("card", perf.card_of(head, run).pk))


def test_panels_answer_their_readers(cast: Cast, signed_in: SignIn) -> None:
    perf.scored_night(cast)
    assert signed_in(cast.ana).get(page("panel_score")).context["card"].staff == cast.ana
    ranking = signed_in(cast.cleo).get(page("panel_ranking"))
    assert [card.staff.staff_no for card in ranking.context["rows"]] == ["A001"]
    assert (
        f'<td class="number"><data class="money" value="{ranking.context["rows"][0].total}">'
        in ranking.content.decode()
    )
    assert signed_in(cast.cleo).get(page("branch_ranking", "020101")).status_code == 404
    assert signed_in(cast.mira).get(page("branch_ranking", "020101")).status_code == 200
    panel = signed_in(cast.hana).get(page("panel_appraisal"))
    assert (panel.context["quarter"].cards, panel.context["quarter"].complete) == (4, 2)
    assert signed_in(cast.ana).get(page("panel_appraisal")).status_code == 403


def test_old_cards_stay_readable_in_scope(cast: Cast, signed_in: SignIn) -> None:
    old = perf.card_of(cast.ana, perf.scored_night(cast))
    org.night()
    assert signed_in(cast.ana).get(page("card", old.pk)).status_code == 200
    assert Scorecard.objects.count() == 4


LIST_QUERIES = 10
CARD_QUERIES = 12


def two_nights(cast: Cast) -> Scorecard:
    """A customer's deposits rise and her loan turns bad between two nights; Ana's card of the second."""
    org.presets()
    yesterday = BUSINESS_DATE - timedelta(days=1)
    before = org.night(yesterday)
    perf.known_figures(cast, before)
    customer = make.customer("钱多多", at=cast.here, a=cast.ana, customer_no="C7654321")
    make.customer_day(customer, before)
    make.holding(customer, before, "DEMAND_DEPOSIT", 1000)
    make.loan(customer, 900, loan_no="N7", staff=cast.ana, as_of=yesterday)
    perf.the_step(before)
    now = org.night()
    perf.deposits(now, cast.ana, 1_322_000)
    for one in {loan.customer_id: loan.customer for loan in perf.loans_of_the_bank()}.values():
        make.customer_day(one, now)
    make.holding(customer, now, "DEMAND_DEPOSIT", 1500)
    make.loan(customer, 800, loan_no="N7", staff=cast.ana, five_class="LOSS")
    perf.the_step(now)
    return perf.card_of(cast.ana, now)


def test_the_rows_that_moved_a_line_are_named(cast: Cast, signed_in: SignIn) -> None:
    card = two_nights(cast)
    own = signed_in(cast.ana)
    deposits = own.get(page("moved", card.pk, "DEPOSIT")).context["movement"].deposits
    assert [(row.number, row.before, row.now) for row in deposits] == [("C7654321", 1000, 1500)]
    loans = own.get(page("moved", card.pk, "NPL")).context["movement"].loans
    assert [(row.what, row.before, row.now) for row in loans] == [
        ("five_class", "NORMAL", "LOSS"),
        ("balance", 900, 800),
    ]
    assert len(own.get(page("moved", card.pk, "ACCOUNTS")).context["movement"].delivered) == 10
    masked = signed_in(cast.olga).get(page("moved", card.pk, "NPL")).context["movement"].loans
    assert {(row.name, row.before, row.now) for row in masked} == {("钱**", "***", "***")}
    assert signed_in(cast.hana).get(page("moved", card.pk, "DEPOSIT")).context["movement"].hidden
    assert signed_in(cast.ben).get(page("moved", card.pk, "DEPOSIT")).status_code == 404
    assert "N7" not in own.get(page("moved", card.pk, "NPL")).content.decode()


def test_without_an_earlier_card_nothing_moved(cast: Cast, signed_in: SignIn) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    assert signed_in(cast.ana).get(page("moved", card.pk, "DEPOSIT")).status_code == 404
