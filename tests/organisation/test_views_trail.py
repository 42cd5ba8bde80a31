"""The audit log: filtered, paged from the newest, and verified, with what was found on record."""

from __future__ import annotations

import ast
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import translation

from organisation import audit, trail_words
from organisation.models import AuditEvent
from organisation.queries import with_numbers
from tests.architecture import checks
from tests.factories.organisation import NOW, Cast
from tests.trail import let_it_be_emptied

if TYPE_CHECKING:
    from django.test import Client

    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db
AUDIT = reverse("organisation:audit")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def no_anchors() -> None:
    (settings.BANKCRM_HOME / "audit-anchors.txt").unlink(missing_ok=True)


def write(count: int, action: str = "test.event", **fields: object) -> None:
    given = {"by": None, "target": "thing:1", "at": NOW, **fields}
    for _number in range(count):
        audit.record(action=action, **given)


def shown(client: Client, query: str = "") -> list[int]:
    answer = client.get(AUDIT + query)
    assert answer.status_code == 200
    return [event.seq for event in answer.context["events"]]


def actions(client: Client, query: str) -> list[str]:
    return [event.action for event in client.get(AUDIT + query).context["events"]]


def test_the_log_is_filtered_by_who_what_which_and_when(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.olga)
    write(1, "preset.propose", by=cast.hana, target="organisation.preset:7")
    write(1, "preset.approve", by=cast.mira, target="organisation.preset:7", at=NOW + timedelta(days=2))
    write(1, "rejects.download", by=cast.cleo, target="organisation.nightlyrun:3")
    assert actions(client, "?actor=h001") == ["preset.propose"]
    assert actions(client, "?action=preset") == ["preset.approve", "preset.propose"]
    assert actions(client, "?entity=organisation.nightlyrun") == ["rejects.download"]
    assert actions(client, "?action=preset&since=2026-11-22") == ["preset.approve"]
    assert actions(client, "?action=preset&until=2026-11-21") == ["preset.propose"]
    assert actions(client, "?actor=nobody") == []
    assert "Nothing recorded" in client.get(AUDIT + "?actor=nobody").content.decode()


def test_the_day_of_a_filter_is_the_banks_day(cast: Cast, sign_in: SignIn) -> None:
    """Half past midnight in Shanghai is still the day before in UTC."""
    write(1, "night.owl", at=NOW.replace(day=20, hour=16, minute=30))
    client = sign_in(cast.olga)
    assert actions(client, "?action=night.owl&since=2026-11-21") == ["night.owl"]
    assert actions(client, "?action=night.owl&until=2026-11-20") == []


@pytest.mark.parametrize(
    "query", ["?since=soon", "?before=x", "?before=99999999999999999999", "?actor=%00", "?until=2026-02-30"]
)
def test_a_filter_that_cannot_be_read_is_refused_or_passed_over(
    cast: Cast, sign_in: SignIn, query: str
) -> None:
    write(2)
    assert sign_in(cast.olga).get(AUDIT + query).status_code in {200, 422}


def test_a_date_that_cannot_be_read_is_said(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.olga).get(AUDIT + "?since=soon")
    assert answer.status_code == 422
    assert "Enter a valid date" in answer.content.decode()


def test_the_log_pages_from_the_newest_without_gap_or_twice(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.olga)
    write(120)
    seen, query = [], "?action=test"
    while True:
        answer = client.get(AUDIT + query)
        seen += [event.seq for event in answer.context["events"]]
        if not answer.context["links"]["after"]:
            break
        query = answer.context["links"]["after"]
    assert seen == sorted(
        AuditEvent.objects.filter(action="test.event").values_list("seq", flat=True), reverse=True
    )


def test_the_older_page_keeps_the_filter(cast: Cast, sign_in: SignIn) -> None:
    write(60)
    text = sign_in(cast.olga).get(AUDIT + "?action=test&since=2026-01-01").content.decode()
    assert "?action=test&amp;since=2026-01-01&amp;before=" in text


def test_things_are_called_by_the_number_that_people_know(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Cost
) -> None:
    things = [cast.cleo, cast.here, "organisation.staff:999999999", "audit:chain", cast.ana, cast.there]
    for thing in things:
        write(1, target=thing)
    found = sign_in(cast.olga).get(AUDIT + "?action=test").context["events"]
    assert [event.number for event in reversed(found)] == [
        "C001",
        cast.here.branch_no,
        "999999999",
        "chain",
        "A001",
        cast.there.branch_no,
    ]
    with django_assert_num_queries(2):  # people and branches, however many events
        with_numbers(found)


def test_htmx_gets_the_rows_alone(cast: Cast, sign_in: SignIn) -> None:
    write(1)
    answer = sign_in(cast.olga).get(AUDIT, headers=HTMX)
    assert b"<html" not in answer.content
    assert b'class="table-box tall"' in answer.content
    assert "HX-Request" in answer["Vary"]


def test_an_untouched_chain_is_said_to_be_intact_and_the_check_is_on_record(
    cast: Cast, sign_in: SignIn
) -> None:
    write(3)
    answer = sign_in(cast.olga).post(reverse("organisation:audit_verify"))
    assert "The chain is intact" in answer.content.decode()
    event = AuditEvent.objects.get(action="audit.verify")
    assert (event.actor_no, event.result) == ("O001", "OK")


def test_an_edit_behind_its_back_is_shown_at_its_row(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.olga)
    write(5)
    seq = AuditEvent.objects.order_by("seq").values_list("seq", flat=True)[2]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisation_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE organisation_auditevent SET reason = 'tidied' WHERE seq = %s", [seq])
        cursor.execute("ALTER TABLE organisation_auditevent ENABLE TRIGGER USER")
    let_it_be_emptied()
    text = client.post(reverse("organisation:audit_verify")).content.decode()
    assert "The chain is broken" in text
    assert f"Event {seq} does not follow" in text
    assert "was changed after it was written" in text
    event = AuditEvent.objects.get(action="audit.verify")
    assert (event.result, event.actor_no) == ("BROKEN", "O001")


def test_a_cut_tail_is_found_by_the_anchor_outside(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.olga)
    write(3)
    anchors = settings.BANKCRM_HOME / "audit-anchors.txt"
    anchors.write_text(f"{NOW.isoformat()} 999999 {'ab' * 32}\n")
    text = client.post(reverse("organisation:audit_verify")).content.decode()
    assert "The chain is broken" in text
    assert "events were cut off or written anew" in text
    anchors.unlink()


def test_the_log_costs_the_same_for_one_and_three_rows(cast: Cast, sign_in: SignIn, cost: Cost) -> None:
    client = sign_in(cast.olga)
    write(1, by=cast.hana)
    asked = cost(client, AUDIT), cost(client, reverse("organisation:panel_audit"))
    write(2, by=cast.mira)
    assert (cost(client, AUDIT), cost(client, reverse("organisation:panel_audit"))) == asked
    assert asked == (7, 6)


def recorded() -> set[str]:
    """The actions that the code records, where they are written out."""
    found: set[str] = set()
    for path in checks.sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "action":
                found |= {
                    part.value
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and "store_" not in part.value
                }
    return found


def test_everything_that_is_recorded_has_words_in_both_languages() -> None:
    assert len(recorded()) > 15
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert [code for code in recorded() if trail_words.action_words(code) == code] == []
    assert trail_words.action_words("bank.own") == "bank.own"
