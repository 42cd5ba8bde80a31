"""The step `scores`: totals to the cent, gaps that stay gaps, ranks, and people whom no scheme covers."""

from decimal import Decimal

import pytest

from organisation import actions
from organisation.choices import Grade, Post
from organisation.models import Preset, Violation
from performance.choices import DeliveredCode, MissingReason, Outcome
from performance.models import Measure, Scorecard, ScoreLine
from performance.queries.replaying import replay
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import performance as perf
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

pytestmark = pytest.mark.django_db


def test_a_branch_head_scores_117(cast: Cast) -> None:
    run = perf.scored_night(cast)
    card = perf.card_of(cast.cleo, run)
    lines = {line.item: (line.actual, line.steps, line.points) for line in card.lines.all()}
    assert lines == {
        "DEPOSIT": (Decimal("34.7"), Decimal(4), Decimal(48)),
        "NPL": (Decimal(0), None, Decimal(30)),
        "COLLECTION": (Decimal("99.8"), Decimal(3), Decimal(26)),
        "FEE": (Decimal(27), Decimal(3), Decimal(13)),
    }
    assert (card.total, card.open_points, card.complete) == (Decimal(117), Decimal(0), True)
    assert (card.scheme, card.preset_version, card.period) == ("BRANCH_HEAD", 1, "2026")
    assert card.outcome == Outcome.KEEP


def test_a_senior_manager_scores_100(cast: Cast) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    points = {line.item: line.points for line in card.lines.all()}
    assert points == {"DEPOSIT": 42, "NPL": 30, "COLLECTION": 20, "ACCOUNTS": 8}
    assert (card.total, card.complete, card.outcome) == (Decimal(100), True, Outcome.KEEP)
    assert card.outcome_unknown == ["DEPOSIT_LOW_MONTHS"]


def test_the_lines_of_every_card_sum_to_its_total(cast: Cast) -> None:
    run = perf.scored_night(cast)
    for card in Scorecard.objects.filter(run_id=run.pk):
        assert sum(line.points or 0 for line in card.lines.all()) == card.total


def test_a_missing_base_is_missing_and_never_zero(cast: Cast) -> None:
    run = perf.scored_night(cast)
    card = perf.card_of(cast.cora, run)  # nothing is delivered for the other outlet, and it has no loans
    reasons = {line.item: line.explanation["reason"] for line in card.lines.all()}
    assert reasons == {
        "DEPOSIT": MissingReason.NO_BASE,
        "NPL": MissingReason.NO_LOANS,
        "COLLECTION": MissingReason.NO_INTEREST_DUE,
        "FEE": MissingReason.MONTHS_MISSING,
    }
    assert [line.points for line in card.lines.all()] == [None] * 4
    assert (card.complete, card.rank, card.outcome) == (False, None, "")
    assert card.open_points == Decimal(135)
    assert "SCORE" in card.outcome_unknown


def test_last_years_missing_month_leaves_fee_growth_open(cast: Cast) -> None:
    run = org.night()
    org.presets()
    perf.known_figures(cast, run)
    Measure.objects.get(code=DeliveredCode.FEE_INCOME, period="2025-03").delete()
    perf.the_step(run)
    line = ScoreLine.objects.get(card=perf.card_of(cast.cleo, run), item="FEE")
    assert (line.points, line.explanation["reason"]) == (None, MissingReason.BASE_MONTHS_MISSING)
    assert line.explanation["figure"]["parts"]["missing"] == "010101 2025-03"


def test_an_office_above_sums_the_leaves_below_it(cast: Cast) -> None:
    above = org.staff("支行长", at=cast.here.parent, post=Post.BRANCH_HEAD, staff_no="C009")
    run = perf.scored_night(cast)
    card = perf.card_of(above, run)
    assert card.total == perf.card_of(cast.cleo, run).total  # its only outlet is Cleo's


def test_loans_count_at_their_newest_day_only(cast: Cast) -> None:
    run = org.night()
    org.presets()
    perf.known_figures(cast, run)
    customer = make.customer("李新", at=cast.here, a=cast.ana)
    make.customer_day(customer, run)
    old = {"five_class": "LOSS", "as_of": BUSINESS_DATE.replace(month=9), "staff": cast.ana}
    make.loan(customer, 5_000, loan_no="N1", **old)
    make.loan(customer, 4_000, loan_no="N1", staff=cast.ana)
    perf.the_step(run)
    line = ScoreLine.objects.get(card=perf.card_of(cast.ana, run), item="NPL")
    assert (line.actual, line.points) == (0, 30)
    assert line.explanation["figure"]["denominator"] == "5000.00"


def test_complete_cards_are_ranked_within_their_scheme(cast: Cast) -> None:
    second = org.staff("苏珊", at=cast.here, grade=Grade.SENIOR, staff_no="A002")
    third = org.staff("苏菲", at=cast.here, grade=Grade.SENIOR, staff_no="A003")
    run = org.night()
    org.presets()
    perf.known_figures(cast, run)
    for person in (second, third):
        perf.deposits(run, person, 1_400_000)
        perf.delivered(person.staff_no, DeliveredCode.DEPOSIT_AVG_BASE, "2025", 1_000_000)
        perf.loans(cast.here, person, due="100", collected="100")
        perf.monthly(person.staff_no, DeliveredCode.ACCOUNTS_OPENED, 1)
    perf.the_step(run)
    ranks = {number: perf.card_of(who, run).rank for number, who in (("A2", second), ("A3", third))}
    assert ranks == {"A2": 1, "A3": 1}
    assert perf.card_of(cast.ana, run).rank == 3
    assert perf.card_of(cast.ben, run).rank is None


def test_people_without_a_scheme_are_named_and_not_scored(cast: Cast) -> None:
    org.staff("代办", at=cast.here, grade=Grade.AGENT, staff_no="Z001")
    org.staff("无级", at=cast.here, post=Post.LOAN_MANAGER, staff_no="Z002")
    org.presets()
    result = perf.the_step(org.night())
    assert result.detail["people_without_scheme"] == ["Z001", "Z002"]
    assert (result.rows_in, result.rows_applied) == (6, 4)
    assert not Scorecard.objects.filter(staff__staff_no__startswith="Z").exists()


def test_violation_points_of_the_year_reach_the_outcome(cast: Cast) -> None:
    org.presets()
    for level, points, day in ((4, 16, BUSINESS_DATE), (4, 16, BUSINESS_DATE.replace(year=2025))):
        Violation.objects.create(
            staff=cast.ana, level=level, points=points, occurred_on=day, decided_by=cast.cleo, decided_at=NOW,
            ground="test",
        )  # fmt: skip
    run = perf.scored_night(cast)
    card = perf.card_of(cast.ana, run)
    assert card.inputs["facts"] == {"violation_points": 16}
    assert card.outcome == Outcome.PROPOSE_DISMISSAL
    assert [reason["code"] for reason in card.outcome_reasons] == ["VIOLATION_POINTS_GE_15"]


def test_a_second_try_of_the_step_leaves_the_same_cards(cast: Cast) -> None:
    run = perf.scored_night(cast)
    before = list(Scorecard.objects.order_by("staff").values_list("staff", "input_hash", "result_hash"))
    perf.the_step(run)
    assert (
        list(Scorecard.objects.order_by("staff").values_list("staff", "input_hash", "result_hash")) == before
    )


def test_without_a_scheme_in_force_nobody_is_scored(cast: Cast) -> None:
    org.presets()
    Preset.objects.filter(key="performance.scheme.branch_head").delete()
    result = perf.the_step(org.night())
    assert result.detail["presets_not_filled_in"] == ["performance.scheme.branch_head"]
    assert not Scorecard.objects.filter(scheme="BRANCH_HEAD").exists()


@pytest.mark.parametrize("people", [1, 20])
def test_the_step_asks_the_same_number_of_questions_for_any_number_of_people(
    cast: Cast, people: int, django_assert_num_queries
) -> None:
    org.presets()
    run = org.night()
    make.partitions_of(run)
    for _ in range(people):
        org.staff(at=cast.here, grade=Grade.SENIOR)
    with django_assert_num_queries(14):
        perf.the_step(run)


def test_a_scheme_of_the_banks_own_measures(cast: Cast) -> None:
    """Linear steps on a delivered figure, a deduction per event, and a gate: 10 + 2 x 2.5 - 3 = 12, held at 11."""
    org.presets()
    key = "performance.scheme.manager_mid"
    items = [
        {"code": "EVA", "kind": "STEP", "measure": "EVA", "base_points": "10", "target": "100", "step": "10",
         "step_points": "2", "floor": "-10", "cap": "10"},
        {"code": "EVENTS", "kind": "DEDUCTION", "measure": "EVENTS", "base_points": "0", "points_each": "-1"},
        {"code": "EXAM", "kind": "GATE", "measure": "EXAM", "at_least": "60", "total_cap": "11"},
    ]  # fmt: skip
    value = {"step_mode": "LINEAR", "bounds": "LOWER_INCLUSIVE", "decimals": 2, "items": items}
    made = actions.propose_preset(
        key=key,
        value=value,
        source="test",
        effective_from=BUSINESS_DATE,
        note="own measures",
        by=cast.hana,
        at=NOW,
    )
    actions.decide_preset(preset=made, approve=True, by=cast.mira, at=NOW)
    for code, figure in (("EVA", "125"), ("EVENTS", "3"), ("EXAM", "55")):
        perf.delivered(cast.ben.staff_no, code, "2026", figure)
    run = org.night()
    perf.the_step(run)
    card = perf.card_of(cast.ben, run)
    points = {line.item: line.points for line in card.lines.all()}
    assert points == {"EVA": 15, "EVENTS": -3, "EXAM": -1}
    assert (card.total, card.complete, card.preset_version) == (Decimal(11), True, 2)
    assert replay(card).agrees
