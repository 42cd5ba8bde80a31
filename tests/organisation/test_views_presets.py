"""Presets on the screen: shown in words, proposed by one, decided by another, refused with what is wrong and where."""

from __future__ import annotations

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation import policies
from organisation.choices import PresetStatus
from organisation.models import AuditEvent, Preset
from tests.factories import organisation as make
from tests.factories.organisation import NOW, Cast

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db
LIST = reverse("organisation:presets")
TIERS, LIMIT, BLANK, PAY, POINTS = (
    "customers.tiering",
    "organisation.imports",
    "customers.large_movements",
    "performance.grade_pay",
    "organisation.suspension_points",
)


@pytest.fixture(autouse=True)
def installed(db: None) -> None:
    make.presets()


def page(key: str) -> str:
    return reverse("organisation:preset", args=[key])


def filled(client: Client, key: str) -> dict[str, str]:
    """The form as it is shown, with the two fields that a person must write."""
    form = client.get(page(key)).context["form"]
    shown = {name: str(form[name].value() or "") for name in form.fields}
    return {**shown, "note": "agreed in the committee", "effective_from": "2027-01-01"}


def field_of(client: Client, key: str, *path: str | int) -> str:
    form = client.get(page(key)).context["form"]
    return next(name for name, known in form.paths.items() if known == path)


def propose(
    client: Client, key: str, changed: dict[tuple[str | int, ...], str] | None = None, **given: str
) -> HttpResponse:
    data = filled(client, key) | given
    data |= {field_of(client, key, *path): value for path, value in (changed or {}).items()}
    return client.post(page(key), data)


def newest(key: str) -> Preset:
    return Preset.objects.filter(key=key).order_by("-version")[0]


def decide(client: Client, version: Preset, **given: str) -> HttpResponse:
    return client.post(reverse("organisation:decide", args=[version.pk]), given)


def test_the_list_shows_every_preset_and_which_are_blank(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.olga).get(LIST)
    rows = {row.key: row for group in answer.context["groups"].values() for row in group}
    assert set(rows) == set(policies.registered())
    assert {key for key, row in rows.items() if row.blank} == {
        key for key, entry in policies.registered().items() if entry.spec.blank
    }
    text = answer.content.decode()
    assert "To be filled in" in text
    assert "[seed" not in text
    assert "domain.md" not in text


@pytest.mark.parametrize("key", sorted(policies.registered()))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_preset_is_shown_in_words(cast: Cast, sign_in: SignIn, key: str, language: str) -> None:
    """No name of a parameter and no code of a choice reaches the screen as it stands in the file."""
    client = sign_in(cast.hana)
    cast.hana.language = language
    cast.hana.save()
    answer = client.get(page(key))
    assert answer.status_code == 200
    assert unnamed(answer.context["nodes"], policies.registered()[key].names) == []


def unnamed(nodes: Any, names: Any) -> list[str]:
    found = []
    for node in nodes:
        if node.kind == "leaf":
            last = next((part for part in reversed(node.path) if isinstance(part, str)), "")
            found += [f"{node.path}: no name"] if node.label == last and not node.label.isdigit() else []
            code = str(node.value or "")
            found += [f"{node.path}: {code}"] if code.isupper() and node.shown == code else []
        elif node.kind == "grid":
            found += [f"heading {heading}" for heading in node.headings if heading in names]
            found += unnamed([leaf for row in node.rows for leaf in row], names)
        else:
            found += [f"group {node.label}"] if node.label in names else []
            found += unnamed(node.nodes, names)
    return found


def test_a_list_of_like_things_is_a_table_in_the_order_of_the_rule(cast: Cast, sign_in: SignIn) -> None:
    (tiers, weights, *_rest) = sign_in(cast.hana).get(page(TIERS)).context["nodes"]
    assert (tiers.kind, list(tiers.headings)) == ("grid", ["Tier", "From average AUM"])
    assert [[leaf.shown for leaf in row] for row in tiers.rows][:2] == [["Mass", "0"], ["Gold", "50,000"]]
    assert [node.label for node in weights.nodes][:2] == ["Demand deposit", "Time deposit"]


def test_items_of_a_scheme_stand_under_their_names(cast: Cast, sign_in: SignIn) -> None:
    nodes = sign_in(cast.hana).get(page("performance.scheme.branch_head")).context["nodes"]
    items = next(node for node in nodes if node.label == "Items")
    assert [item.label for item in items.nodes][:2] == ["Deposits", "Non-performing loans"]
    bands = next(node for node in items.nodes[1].nodes if node.kind == "grid")
    assert [[leaf.shown for leaf in row] for row in bands.rows] == [["1", "20"], ["5", "10"], ["", "0"]]


def test_an_empty_number_is_blank_where_the_rule_needs_it_and_none_where_it_means_no_limit(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.hana)
    (outflow, _inflow) = client.get(page(BLANK)).context["nodes"]
    assert outflow.blank
    nodes = client.get(page("performance.eva_coefficients")).context["nodes"]
    assert [(node.label, node.blank) for node in nodes] == [
        ("Coefficient at least", False),
        ("Coefficient at most", False),
    ]


def test_a_proposal_waits_shows_what_it_changes_and_comes_into_force_by_a_second_person(
    cast: Cast, sign_in: SignIn
) -> None:
    hana, mira = sign_in(cast.hana), sign_in(cast.mira)
    assert propose(hana, TIERS, {("lines", 2, "from"): "250000"}, source="行发〔2026〕8号").status_code == 302
    version = newest(TIERS)
    assert (version.version, version.status, version.made_by) == (2, PresetStatus.PROPOSED, cast.hana)
    assert version.value["lines"][2] == {"tier": "PLATINUM", "from": "250000"}
    assert version.value["weights"] == Preset.objects.get(key=TIERS, version=1).value["weights"]
    row = mira.get(page(TIERS)).context["versions"][0]
    assert [(change.label, change.before, change.after) for change in row.changes] == [
        ("Tier lines · Platinum · From average AUM", "200,000", "250,000")
    ]
    assert policies.policy_as_of(TIERS, date(2027, 1, 1))[1] == 1
    assert decide(mira, version, decision="approve", note="as agreed").status_code == 302
    assert policies.policy_as_of(TIERS, date(2027, 1, 1))[1] == 2
    assert policies.policy_as_of(TIERS, date(2026, 12, 31))[1] == 1
    assert list(
        AuditEvent.objects.filter(action__startswith="preset.")
        .order_by("seq")
        .values_list("action", "actor_no")
    )[-2:] == [
        ("preset.propose", "H001"),
        ("preset.approve", "M001"),
    ]


def test_whoever_proposed_may_not_decide_and_reads_why(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    propose(client, LIMIT, {("reject_limit_pct",): "2"})
    said = "Whoever proposed a version may not decide it; a second person must."
    assert said in client.get(page(LIMIT)).content.decode()
    assert 'value="approve"' not in client.get(page(LIMIT)).content.decode()
    answer = decide(client, newest(LIMIT), decision="approve")
    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert newest(LIMIT).status == PresetStatus.PROPOSED


def test_a_rejected_version_never_comes_into_force(cast: Cast, sign_in: SignIn) -> None:
    mira = sign_in(cast.mira)
    propose(sign_in(cast.hana), LIMIT, {("reject_limit_pct",): "2"})
    assert decide(mira, newest(LIMIT), decision="reject", note="too lenient").status_code == 302
    assert newest(LIMIT).status == PresetStatus.REJECTED
    assert policies.policy_as_of(LIMIT, date(2030, 1, 1))[1] == 1
    assert decide(mira, newest(LIMIT), decision="approve").status_code == 403
    assert AuditEvent.objects.get(action="preset.reject").reason == "too lenient"


@pytest.mark.parametrize("given", [{}, {"decision": "maybe"}, {"decision": "approve", "note": "x" * 401}])
def test_a_decision_that_is_none_decides_nothing(cast: Cast, sign_in: SignIn, given: dict[str, str]) -> None:
    propose(sign_in(cast.hana), LIMIT, {("reject_limit_pct",): "2"})
    answer = decide(sign_in(cast.mira), newest(LIMIT), **given)
    assert answer.status_code == 422
    assert newest(LIMIT).status == PresetStatus.PROPOSED


@pytest.mark.parametrize(
    "wrong",
    [
        (LIMIT, ("reject_limit_pct",), "lots", "Write a number, with a point for decimals."),
        (LIMIT, ("reject_limit_pct",), "", "The rule cannot run without this: fill it in."),
        (LIMIT, ("reject_limit_pct",), "１", "Write a number, with a point for decimals."),
        (LIMIT, ("reject_limit_pct",), "-1", "Too small: at least 0."),
        (LIMIT, ("reject_limit_pct",), "101", "Too large: at most 100."),
        (TIERS, ("grace_months",), "3.5", "Write a whole number."),
        (TIERS, ("lines", 1, "from"), "900000", "This does not follow from the one before, or stands twice."),
        (TIERS, ("lines", 1, "tier"), "KING", "Select a valid choice"),
        (TIERS, ("day_count",), "LUNAR", "Select a valid choice"),
        (PAY, ("multipliers",), "", "The rule cannot run without this: fill it in."),
    ],
)
def test_a_value_that_the_rule_cannot_use_is_refused_where_it_stands(
    cast: Cast, sign_in: SignIn, wrong: tuple[str, tuple[str | int, ...], str, str]
) -> None:
    key, path, typed, said = wrong
    client = sign_in(cast.hana)
    answer = propose(client, key, {path: typed})
    assert answer.status_code == 422
    form = answer.context["form"]
    told = {form.paths.get(name, "above"): " ".join(lines) for name, lines in form.errors.items()}
    assert len(told) == 1
    assert said in told.get(path, "") or (path[0] == "lines" and said in told["above"])
    assert said in html.unescape(answer.content.decode())
    assert newest(key).version == 1


def test_pairs_that_cannot_be_read_say_how_they_are_written(cast: Cast, sign_in: SignIn) -> None:
    wrong = {("multipliers",): "SENIOR 1.5", ("post_wages",): "SENIOR: 9000"}
    answer = propose(sign_in(cast.hana), PAY, wrong)
    assert answer.status_code == 422
    assert "Write one line for each" in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"note": "x"}, "note"),
        ({"note": ""}, "note"),
        ({"source": ""}, "source"),
        ({"effective_from": "soon"}, "effective_from"),
        ({"effective_from": "1899-12-31"}, "effective_from"),
    ],
)
def test_a_proposal_says_since_when_from_where_and_why(
    cast: Cast, sign_in: SignIn, given: dict[str, str], field: str
) -> None:
    answer = propose(sign_in(cast.hana), LIMIT, **given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_version_may_not_take_effect_before_the_one_in_force(cast: Cast, sign_in: SignIn) -> None:
    hana = sign_in(cast.hana)
    propose(hana, LIMIT, {("reject_limit_pct",): "2"}, effective_from="2026-06-01")
    decide(sign_in(cast.mira), newest(LIMIT), decision="approve")
    answer = propose(hana, LIMIT, {("reject_limit_pct",): "3"}, effective_from="2026-05-31")
    assert answer.status_code == 422
    assert "at least 2026-06-01" in answer.content.decode()


def test_blanks_are_filled_in_by_the_bank(cast: Cast, sign_in: SignIn) -> None:
    hana, mira = sign_in(cast.hana), sign_in(cast.mira)
    today = timezone.localdate().isoformat()
    for key, changed in (
        (BLANK, {("large_outflow",): "300000", ("large_inflow",): "500000.50"}),
        (POINTS, {("points",): "12"}),
        (PAY, {("multipliers",): "SENIOR: 1.5\nMID：1.2", ("post_wages",): "SENIOR: 9000"}),
    ):
        assert propose(hana, key, changed, effective_from=today).status_code == 302
        assert decide(mira, newest(key), decision="approve").status_code == 302
    assert newest(PAY).value["multipliers"] == {"SENIOR": "1.5", "MID": "1.2"}
    rows = {row.key: row for group in hana.get(LIST).context["groups"].values() for row in group}
    assert not rows[BLANK].blank
    assert not rows[POINTS].blank
    assert "SENIOR: 1.5" in hana.get(page(PAY)).content.decode()


def test_those_who_may_only_read_are_told_who_may_change(cast: Cast, sign_in: SignIn) -> None:
    for person in (cast.cleo, cast.olga, cast.ada):
        client = sign_in(person)
        assert (
            "Presets are changed by HR or the marketing department at head office."
            in client.get(page(LIMIT)).content.decode()
        )
        assert client.post(page(LIMIT), {}).status_code == 403
    assert Preset.objects.filter(key=LIMIT).count() == 1


def test_a_preset_that_does_not_exist_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hana)
    assert client.get(page("organisation.nothing")).status_code == 404
    assert (
        client.post(reverse("organisation:decide", args=[999_999]), {"decision": "approve"}).status_code
        == 404
    )


def test_the_workbench_panel_names_what_waits_and_who_may_not_decide(cast: Cast, sign_in: SignIn) -> None:
    propose(sign_in(cast.hana), LIMIT, {("reject_limit_pct",): "2"})
    panel = reverse("organisation:panel_presets")
    for_hana, for_mira = (
        sign_in(cast.hana).get(panel).content.decode(),
        sign_in(cast.mira).get(panel).content.decode(),
    )
    assert "Refusal of extracts" in for_mira
    assert "a second person must" in for_hana
    assert "a second person must" not in for_mira


def test_pages_cost_the_same_for_one_and_three_versions(cast: Cast, sign_in: SignIn, cost: Cost) -> None:
    client, panel = sign_in(cast.mira), reverse("organisation:panel_presets")

    def another(version: int) -> None:
        Preset.objects.create(
            key=LIMIT, version=version, value={"reject_limit_pct": str(version)}, source="s", note="n", made_at=NOW,
            effective_from=date(2027, 1, version), status=PresetStatus.PROPOSED, made_by=cast.hana,
        )  # fmt: skip

    another(2)
    asked = cost(client, LIST), cost(client, page(LIMIT)), cost(client, panel)
    another(3)
    another(4)
    assert (cost(client, LIST), cost(client, page(LIMIT)), cost(client, panel)) == asked
    assert asked == (9, 8, 6)
