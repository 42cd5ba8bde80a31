"""Staff in scope, one person, and roles granted by an administrator to somebody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from organisation.choices import BanKind, CertificateKind, StaffStatus
from organisation.models import AuditEvent, Certificate, PostBan, RoleGrant, Violation
from organisation.roles import Role
from tests.factories import organisation as make
from tests.factories.organisation import BEGIN, NOW, Cast

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def presets() -> None:
    """Norms and lines that the pages hold people against."""
    make.presets()


STAFF = reverse("organisation:staff_list")
GRANT = {"role": Role.LOBBY_MANAGER, "reason": "stands in for two weeks", "until": ""}


def person_page(staff_no: str) -> str:
    return reverse("organisation:staff", args=[staff_no])


def grant(client: Client, staff_no: str, **changed: str) -> HttpResponse:
    return client.post(reverse("organisation:grant", args=[staff_no]), {**GRANT, **changed})


def numbers(client: Client, query: str = "") -> list[str]:
    return [person.staff_no for person, _posting in client.get(STAFF + query).context["people"]]


def test_the_list_is_cut_to_the_scope(cast: Cast, sign_in: SignIn) -> None:
    everybody = sorted(person.staff_no for person in cast.everybody())
    assert numbers(sign_in(cast.cleo)) == ["A001", "C001", "L001", "T001", "V001"]
    assert numbers(sign_in(cast.cora)) == ["B001", "C002"]
    assert numbers(sign_in(cast.hana)) == everybody
    assert numbers(sign_in(cast.ada)) == everybody


def test_people_are_found_by_number_and_name(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    assert numbers(client, "?q=a0") == ["A001"]
    odd = client.get(f"{STAFF}?q={'A' * 41}")
    assert (odd.status_code, "at most 40 characters" in odd.content.decode()) == (422, True)
    assert numbers(client, "?q=柯") == ["C001", "C002", "K001"]
    assert numbers(client, "?q=nobody") == []
    assert numbers(sign_in(cast.cleo), "?q=B0") == []
    assert client.get(STAFF + "?page=99").status_code == 200
    assert client.get(STAFF + "?page=x").status_code == 200


def test_a_move_shows_the_person_once_at_the_new_branch(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    moved = make.staff("调动员", staff_no="X001")
    make.posting(moved, at=cast.there, until=today)
    make.posting(moved, at=cast.here, since=today)
    assert numbers(sign_in(cast.hana), "?q=X001") == ["X001"]
    assert numbers(sign_in(cast.cleo), "?q=X001") == ["X001"]
    assert numbers(sign_in(cast.cora), "?q=X001") == []
    assert sign_in(cast.cora).get(person_page("X001")).status_code == 404


def test_the_list_pages(cast: Cast, sign_in: SignIn) -> None:
    for number in range(45):
        make.staff(at=cast.there, staff_no=f"Y{number:03d}")
    client = sign_in(cast.hana)
    assert len(numbers(client)) == 50
    assert len(numbers(client, "?page=2")) == 7


def test_a_person_shows_postings_roles_and_facts(cast: Cast, sign_in: SignIn) -> None:
    Certificate.objects.create(
        staff=cast.ana, kind=CertificateKind.CFP, period=DateRange(BEGIN, date(2027, 1, 1))
    )
    PostBan.objects.create(
        staff=cast.ana, kind=BanKind.MANAGER_2Y, cause="撤职", period=DateRange(BEGIN, date(2022, 1, 1))
    )
    Violation.objects.create(
        staff=cast.ana,
        level=2,
        points=3,
        occurred_on=date(2026, 3, 1),
        decided_by=cast.hana,
        decided_at=NOW,
        ground="迟报",
    )
    make.grant(cast.ana, Role.LOBBY_MANAGER)
    text = sign_in(cast.cleo).get(person_page("A001")).content.decode()
    for said in (
        "东门网点",
        "Wealth manager",
        "Senior",
        "CFP",
        "撤职",
        "迟报",
        "Customer manager",
        "Lobby manager",
    ):
        assert said in text
    assert "Grant a role" not in text
    assert "End today" not in text


def test_the_first_day_after_a_posting_is_not_shown_as_its_last(cast: Cast, sign_in: SignIn) -> None:
    """Periods are half-open in the database; people read the last day."""
    moved = make.staff("调动员", staff_no="X001")
    make.posting(moved, at=cast.here, since=date(2026, 1, 1), until=date(2026, 7, 1))
    text = sign_in(cast.hana).get(person_page("X001")).content.decode()
    assert 'datetime="2026-06-30"' in text
    assert 'datetime="2026-07-01"' not in text


def test_an_administrator_grants_and_ends_a_role(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    until = timezone.localdate() + timedelta(days=13)
    answer = grant(client, "T001", until=until.isoformat())
    assert (answer.status_code, answer["Location"]) == (302, person_page("T001"))
    held = RoleGrant.objects.get()
    assert (held.role, held.granted_by, held.period.upper) == (
        Role.LOBBY_MANAGER,
        cast.ada,
        until + timedelta(days=1),
    )
    assert "stands in for two weeks" in client.get(person_page("T001")).content.decode()
    assert client.post(reverse("organisation:revoke", args=[held.pk])).status_code == 302
    assert RoleGrant.objects.count() == 0
    assert list(
        AuditEvent.objects.filter(action__startswith="role.")
        .order_by("seq")
        .values_list("action", "actor_no")
    ) == [
        ("role.grant", "D001"),
        ("role.revoke", "D001"),
    ]


def test_a_role_that_has_run_for_days_ends_today_and_stays_on_record(cast: Cast, sign_in: SignIn) -> None:
    held = make.grant(cast.tina, Role.LOBBY_MANAGER)
    sign_in(cast.ada).post(reverse("organisation:revoke", args=[held.pk]))
    held.refresh_from_db()
    assert held.period.upper == timezone.localdate()


@pytest.mark.parametrize(
    ("staff_no", "changed", "said"),
    [
        ("D001", {}, "Nobody grants a role to themselves; another administrator must."),
        ("O001", {"role": Role.HR}, "This role may not be held together with one that the person has."),
        ("H001", {"role": Role.AUDITOR}, "This role may not be held together with one that the person has."),
        ("A001", {"reason": "x"}, "Ensure this value has at least 5 characters"),
        ("A001", {"role": "KING"}, "KING is not one of the available choices"),
        ("A001", {"until": "2020-01-01"}, "The last day lies in the past."),
        ("A001", {"until": "soon"}, "Enter a valid date"),
        ("T001", {"role": Role.TELLER}, "The person has this role already."),
    ],
)
def test_a_refused_grant_says_why(
    cast: Cast, sign_in: SignIn, staff_no: str, changed: dict[str, str], said: str
) -> None:
    answer = grant(sign_in(cast.ada), staff_no, **changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert RoleGrant.objects.count() == 0


def test_a_role_that_is_held_is_not_granted_twice(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    assert grant(client, "T001").status_code == 302
    assert grant(client, "T001").status_code == 422
    assert RoleGrant.objects.count() == 1


def test_a_person_who_left_is_shown_as_left_and_gets_no_role(cast: Cast, sign_in: SignIn) -> None:
    gone = make.staff("郭离职", at=cast.here, staff_no="G001")
    gone.status, gone.left_on = StaffStatus.LEFT, date(2026, 1, 31)
    gone.save()
    client = sign_in(cast.ada)
    assert "Left" in client.get(person_page("G001")).content.decode()
    answer = grant(client, "G001")
    assert answer.status_code == 422
    assert "no longer in service" in answer.content.decode()


def test_pages_cost_the_same_for_one_and_three_rows(cast: Cast, sign_in: SignIn, cost: Cost) -> None:
    client = sign_in(cast.cora)  # two people in scope
    asked = cost(client, STAFF), cost(client, person_page("B001"))
    for role in (Role.LOBBY_MANAGER, Role.TELLER):
        make.staff(at=cast.there)
        make.grant(cast.ben, role)
    make.posting(cast.ben, at=cast.here, since=date(2015, 1, 1), until=BEGIN)
    assert (cost(client, STAFF), cost(client, person_page("B001"))) == asked
    assert asked == (9, 17)
