"""Presets need a second person, roles are granted by somebody else, the calendar is published and never guessed."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from bankcrm.preparation import prepare
from organisation import actions, policies
from organisation.choices import PresetStatus
from organisation.models import AuditEvent, Preset, Staff
from organisation.queries import calendar_for
from organisation.roles import Role
from organisation.rules.presets import PresetError
from organisation.rules.working_time import CalendarNotPublished
from tests.factories import organisation as make

KEY = "organisation.imports"


def again(person: Staff) -> Staff:
    return Staff.objects.unscoped("test").get(pk=person.pk)


@pytest.mark.django_db
def test_shipped_presets_are_installed_once_and_parse_or_say_blank() -> None:
    assert actions.install_shipped_presets(at=make.NOW) == len(policies.registered())
    assert actions.install_shipped_presets(at=make.NOW) == 0
    policy, version = policies.policy_as_of(KEY, date(2024, 12, 31))
    assert version == 1
    assert str(policy.reject_limit_pct) == "1"


@pytest.mark.django_db
def test_a_preset_changes_only_with_a_second_person() -> None:
    cast = make.cast()
    make.presets()
    day = date(2027, 1, 1)
    proposed = actions.propose_preset(
        key=KEY, value={"reject_limit_pct": "2"}, source="bank rule 7", effective_from=day, note="more", by=cast.hana,
        at=make.NOW,
    )  # fmt: skip
    assert policies.policy_as_of(KEY, day)[1] == 1
    with pytest.raises(PermissionDenied):
        actions.decide_preset(preset=proposed, approve=True, by=cast.hana, at=make.NOW)
    actions.decide_preset(preset=proposed, approve=True, by=cast.mira, at=make.NOW)
    assert policies.policy_as_of(KEY, day)[1] == 2
    assert policies.policy_as_of(KEY, day - timedelta(days=1))[1] == 1
    with pytest.raises(PermissionDenied):
        actions.decide_preset(preset=proposed, approve=False, by=cast.mira, at=make.NOW)
    assert list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))[-2:] == [
        "preset.propose",
        "preset.approve",
    ]


@pytest.mark.django_db
def test_the_database_itself_wants_two_people() -> None:
    cast = make.cast()
    with pytest.raises(IntegrityError, match="preset_second_person"), transaction.atomic():
        Preset.objects.create(
            key=KEY, version=9, value={}, source="s", effective_from=date(2027, 1, 1), status=PresetStatus.APPROVED,
            made_by=cast.hana, made_at=make.NOW, decided_by=cast.hana, decided_at=make.NOW,
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("value", [{"reject_limit_pct": "lots"}, {}])
def test_a_value_that_the_rule_cannot_use_is_refused(value: dict[str, str]) -> None:
    cast = make.cast()
    make.presets()
    with pytest.raises(PresetError):
        actions.propose_preset(
            key=KEY,
            value=value,
            source="s",
            effective_from=date(2027, 1, 1),
            note="n",
            by=cast.hana,
            at=make.NOW,
        )
    assert Preset.objects.filter(key=KEY).count() == 1


@pytest.mark.django_db
def test_a_manager_may_not_propose() -> None:
    cast = make.cast()
    make.presets()
    with pytest.raises(PermissionDenied):
        actions.propose_preset(
            key=KEY, value={"reject_limit_pct": "2"}, source="s", effective_from=date(2027, 1, 1), note="n",
            by=cast.ana, at=make.NOW,
        )  # fmt: skip


@pytest.mark.django_db
def test_roles_are_granted_by_an_administrator_to_somebody_else() -> None:
    cast = make.cast()
    actions.grant_role(
        staff=cast.tina, role=Role.COMPLAINT_OFFICER, reason="stand-in", by=cast.ada, at=make.NOW
    )
    assert Role.COMPLAINT_OFFICER in again(cast.tina).roles
    for by, to, role in [
        (cast.cleo, cast.tina, Role.BUSINESS_LEAD),
        (cast.ada, cast.ada, Role.BRANCH_HEAD),
        (cast.ada, cast.olga, Role.HR),
    ]:
        with pytest.raises(PermissionDenied):
            actions.grant_role(staff=to, role=role, reason="no", by=by, at=make.NOW)


@pytest.mark.django_db
def test_the_published_calendar_is_the_state_councils(bank_data: Path) -> None:
    prepare(at=make.NOW)
    calendar = calendar_for()
    with (bank_data / "cn_days_2004_2026.csv").open(newline="") as file:
        wrong = [
            row["date"]
            for row in csv.DictReader(file)
            if calendar.is_workday(date.fromisoformat(row["date"])) != (row["is_workday"] == "1")
        ]
    assert wrong == []
    with pytest.raises(CalendarNotPublished):
        calendar.is_workday(date(2027, 1, 4))
