"""The ledger of the night on the screen: newest first, step by step, rejects in scope and their file on record."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from celery import current_app
from django.urls import reverse

from organisation.choices import RunStatus, StepStatus
from organisation.models import AuditEvent, NightlyRun, NightlyStep, Reject
from tests.factories import organisation as make
from tests.factories.organisation import NOW, Cast

if TYPE_CHECKING:
    from django.test import Client

    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db
NIGHTS = reverse("organisation:nights")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def run(cast: Cast) -> NightlyRun:
    made = make.night()
    for position, name in enumerate(("verify", "stage", "validate", "publish")):
        NightlyStep.objects.create(
            run=made,
            position=position,
            name=name,
            status=StepStatus.DONE,
            rows_in=12_345,
            seconds="1.25",
            started_at=NOW,
        )
    for line, (branch, value) in enumerate(
        ((cast.here, "2026-02-30"), (cast.here, "=1+1"), (cast.there, "NaN"), (None, "x")), start=2
    ):
        Reject.objects.create(
            run=made,
            file="balances.csv",
            line=line,
            column="balance",
            value=value,
            code="not_a_number",
            branch=branch,
        )
    return made


def page(run: NightlyRun) -> str:
    return reverse("organisation:night", args=[run.pk])


def rejects(client: Client, run: NightlyRun) -> list[dict[str, str]]:
    answer = client.post(reverse("organisation:rejects", args=[run.pk]))
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_newest_run_comes_first_with_what_readers_see(
    run: NightlyRun, cast: Cast, sign_in: SignIn
) -> None:
    failed = make.night(publish=False, status=RunStatus.FAILED)
    answer = sign_in(cast.olga).get(NIGHTS)
    assert [one.pk for one in answer.context["runs"]] == [failed.pk, run.pk]
    text = answer.content.decode()
    assert "Everybody reads the data of" in text
    assert text.index(">Failed<") < text.index(">Published<")
    assert "Look for new drops" not in text
    assert "Look for new drops" in sign_in(cast.ada).get(NIGHTS).content.decode()


def test_before_the_first_run_the_page_says_what_will_come(cast: Cast, sign_in: SignIn) -> None:
    text = sign_in(cast.olga).get(NIGHTS).content.decode()
    assert "No run yet" in text
    assert "No night is published yet." in text


def test_where_the_drop_lies_on_the_server_is_nobodys_business(cast: Cast, sign_in: SignIn) -> None:
    made = make.night()
    made.drop = "/srv/secret/drops/2026-11-20"
    made.save()
    for path in (NIGHTS, page(made), reverse("organisation:panel_runs")):
        text = sign_in(cast.ada).get(path).content.decode()
        assert "/srv/secret" not in text
        assert "2026-11-20" in text


def test_a_run_is_shown_step_by_step(run: NightlyRun, cast: Cast, sign_in: SignIn) -> None:
    text = sign_in(cast.olga).get(page(run)).content.decode()
    places = [text.index(said) for said in (">Verify<", ">Validate<", ">Publish<")]
    assert places == sorted(places)
    assert "12,345" in text
    assert "every 2s" not in text


def test_a_running_run_asks_for_its_steps_again(cast: Cast, sign_in: SignIn) -> None:
    running = make.night(publish=False, status=RunStatus.RUNNING)
    client = sign_in(cast.ada)
    assert "every 2s" in client.get(page(running)).content.decode()
    part = client.get(page(running), headers=HTMX)
    assert b"<html" not in part.content
    assert b"every 2s" in part.content
    assert "HX-Request" in part["Vary"]
    running.status = RunStatus.PUBLISHED
    running.save()
    assert b"every 2s" not in client.get(page(running), headers=HTMX).content


def test_a_step_that_reads_a_file_says_how_far_it_is(cast: Cast, sign_in: SignIn, english: None) -> None:
    running = make.night(publish=False, status=RunStatus.RUNNING)
    read = {"file": "balances.csv", "rows": 120_000, "rows_per_second": 60_000}
    step = NightlyStep.objects.create(
        run=running, position=1, name="stage", status=StepStatus.RUNNING, detail=read, started_at=NOW
    )
    said = sign_in(cast.ada).get(page(running)).content.decode()
    assert "balances.csv: " in said
    assert ">120,000</data> rows, " in said
    assert ">60,000</data> a second" in said
    step.status = StepStatus.DONE
    step.save()
    assert b"a second" not in sign_in(cast.ada).get(page(running)).content


@pytest.mark.parametrize(
    ("who", "lines"), [("cleo", ["2", "3"]), ("cora", ["4"]), ("olga", ["2", "3", "4", "5"])]
)
def test_rejects_are_cut_to_the_scope(
    run: NightlyRun, cast: Cast, sign_in: SignIn, who: str, lines: list[str]
) -> None:
    client = sign_in(getattr(cast, who))
    counted = client.get(page(run)).context["rejects"]
    assert [count for _file, _reason, count in counted] == [len(lines)]
    rows = rejects(client, run)
    assert [row["Line"] for row in rows] == lines
    assert {row["File"] for row in rows} == {"balances.csv"}
    assert all(row["Reason"] and row["Reason"] != "not_a_number" for row in rows)


def test_a_value_that_a_spreadsheet_would_run_is_defused(
    run: NightlyRun, cast: Cast, sign_in: SignIn
) -> None:
    assert [row["Value"] for row in rejects(sign_in(cast.cleo), run)] == ["2026-02-30", "'=1+1"]


def test_every_download_is_on_record(run: NightlyRun, cast: Cast, sign_in: SignIn) -> None:
    rejects(sign_in(cast.cleo), run)
    event = AuditEvent.objects.get(action="rejects.download")
    assert (event.actor_no, event.entity, event.entity_id) == ("C001", "organisation.nightlyrun", str(run.pk))
    assert '"rows": 2' in event.after


def test_those_who_watch_the_night_get_no_file(run: NightlyRun, cast: Cast, sign_in: SignIn) -> None:
    for person in (cast.ada, cast.mira):
        client = sign_in(person)
        assert client.get(page(run)).context["may_download"] is False
        assert client.post(reverse("organisation:rejects", args=[run.pk])).status_code == 403
    assert not AuditEvent.objects.filter(action="rejects.download").exists()


def test_a_run_that_does_not_exist_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.olga)
    assert client.get(reverse("organisation:night", args=[999_999])).status_code == 404
    assert client.post(reverse("organisation:rejects", args=[999_999])).status_code == 404


def test_an_administrator_asks_the_worker_for_a_run(cast: Cast, sign_in: SignIn) -> None:
    current_app.control.purge()
    answer = sign_in(cast.ada).post(reverse("organisation:nights_start"), follow=True)
    assert "The drop folder is being looked through" in answer.content.decode()
    assert current_app.control.purge() == 1
    assert AuditEvent.objects.get(action="nightly.request").actor_no == "D001"


def test_a_broker_that_is_down_is_said_and_does_not_keep_the_person_waiting(
    cast: Cast, sign_in: SignIn
) -> None:
    known = current_app.conf.broker_write_url
    current_app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    try:
        answer = sign_in(cast.ada).post(reverse("organisation:nights_start"), follow=True)
    finally:
        current_app.conf.broker_write_url = known
    assert "The worker cannot be reached just now" in answer.content.decode()


def test_pages_cost_the_same_for_one_and_three_rows(
    run: NightlyRun, cast: Cast, sign_in: SignIn, cost: Cost
) -> None:
    client = sign_in(cast.olga)
    asked = cost(client, NIGHTS), cost(client, page(run)), cost(client, reverse("organisation:panel_runs"))
    for position in (7, 8):
        make.night(publish=False, status=RunStatus.UNCHANGED)
        NightlyStep.objects.create(
            run=run, position=position, name=f"s{position}", status=StepStatus.DONE, started_at=NOW
        )
        Reject.objects.create(run=run, file=f"f{position}.csv", line=1, code="not_a_date", branch=cast.here)
    assert (
        cost(client, NIGHTS),
        cost(client, page(run)),
        cost(client, reverse("organisation:panel_runs")),
    ) == asked
    assert asked == (7, 9, 7)
