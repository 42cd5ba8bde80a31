"""A replay makes the same card, and names what was changed behind its back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organisation import actions
from organisation.models import Preset
from performance.models import Measure, Scorecard, ScoreLine
from performance.queries.replaying import card_for_replay, replay
from tests.factories import performance as perf
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

pytestmark = pytest.mark.django_db


def tampered(table: str, sql: str) -> None:
    """A change that the frozen rows' trigger would refuse, made by somebody who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def changes(card: Scorecard, *, from_source: bool = False) -> list[tuple[str, str, str]]:
    fresh = Scorecard.objects.get(pk=card.pk)
    return [(one.what, one.stored, one.found) for one in replay(fresh, from_source=from_source).differences]


def test_every_card_of_a_night_replays_to_itself(cast: Cast) -> None:
    run = perf.scored_night(cast)
    cards = Scorecard.objects.filter(run_id=run.pk)
    assert [changes(card, from_source=True) for card in cards] == [[]] * 4


def test_a_changed_input_is_named_with_what_follows(cast: Cast) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    tampered(
        "performance_scorecard",
        "UPDATE performance_scorecard SET inputs = jsonb_set(inputs, '{measures,ACCOUNTS_OPENED,value}', '\"9\"')"
        f" WHERE id = {card.pk}",
    )
    found = changes(card)
    names = [what for what, _stored, _found in found]
    assert names == [
        "input_hash", "ACCOUNTS.actual", "ACCOUNTS.raw_steps", "ACCOUNTS.steps", "ACCOUNTS.points",
        "ACCOUNTS.explanation", "total", "result_hash",
    ]  # fmt: skip
    assert ("total", "100", "101") in found


def test_a_changed_line_is_named(cast: Cast) -> None:
    card = perf.card_of(cast.cleo, perf.scored_night(cast))
    tampered(
        "performance_scoreline",
        f"UPDATE performance_scoreline SET points = 50 WHERE card_id = {card.pk} AND item = 'DEPOSIT'",
    )
    assert changes(card) == [("DEPOSIT.points", "50", "48")]


def test_a_removed_line_is_named(cast: Cast) -> None:
    card = perf.card_of(cast.cleo, perf.scored_night(cast))
    ScoreLine.objects.filter(card=card, item="FEE").delete()
    assert changes(card) == [("FEE", "-", "line")]


def test_a_later_preset_version_changes_no_old_card(cast: Cast) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    key = "performance.scheme.manager_senior"
    value = {**Preset.objects.get(key=key).value, "total_cap": "90"}
    made = actions.propose_preset(
        key=key, value=value, source="test", effective_from=BUSINESS_DATE, note="cap", by=cast.hana, at=NOW
    )
    actions.decide_preset(preset=made, approve=True, by=cast.mira, at=NOW)
    assert changes(card, from_source=True) == []
    assert perf.card_of(cast.ana, perf.scored_again(cast)).total == 90


def test_a_restated_source_is_named_from_source_only(cast: Cast) -> None:
    card = perf.card_of(cast.cleo, perf.scored_night(cast))
    Measure.objects.filter(code="FEE_INCOME", period="2026-10").update(value=1127)
    assert changes(card) == []
    ((what, stored, found),) = changes(card, from_source=True)
    assert what == "measures.FEE_GROWTH_PCT"
    assert stored.endswith("value: 27}")
    assert found.endswith("value: 127}")


def test_cards_are_frozen(cast: Cast) -> None:
    card = perf.card_of(cast.cleo, perf.scored_night(cast))
    with pytest.raises(Exception, match="Cannot update"):
        Scorecard.objects.filter(pk=card.pk).update(total=135)


def test_the_command_replays_by_person_and_day_or_by_card(cast: Cast) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    out = StringIO()
    call_command(
        "replay", "--staff", "A001", "--date", BUSINESS_DATE.isoformat(), "--from-source", stdout=out
    )
    assert "A001" in out.getvalue()
    assert "4 lines: inputs, lines and measures agree" in out.getvalue()
    tampered("performance_scorecard", f"UPDATE performance_scorecard SET total = 101 WHERE id = {card.pk}")
    out = StringIO()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("replay", str(card.pk), stdout=out)
    assert "total: stored 101, found 100" in out.getvalue()
    with pytest.raises(CommandError, match="No such card"):
        call_command("replay", "--staff", "A001", "--date", "2020-01-01")


def test_a_card_is_found_by_number_or_by_person_and_day(cast: Cast) -> None:
    card = perf.card_of(cast.ana, perf.scored_night(cast))
    assert card_for_replay(pk=card.pk, staff_no=None, on=None) == card
    assert card_for_replay(pk=None, staff_no="A001", on=BUSINESS_DATE) == card
    assert card_for_replay(pk=None, staff_no="A001", on=None) is None
