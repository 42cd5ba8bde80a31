"""The tree of offices and the page of one: cut to the scope, and the same number of questions for any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from organisation.choices import Post
from tests.factories import organisation as make
from tests.factories.organisation import Cast

if TYPE_CHECKING:
    from tests.organisation.conftest import Cost, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def presets() -> None:
    """Norms and lines that the pages hold people against."""
    make.presets()


BRANCHES = reverse("organisation:branches")


def page(branch_no: str) -> str:
    return reverse("organisation:branch", args=[branch_no])


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("cleo", ["010101"]),
        ("cora", ["020101"]),
        ("mira", ["000000", "010000", "010101", "020000", "020101"]),
        ("olga", ["000000", "010000", "010101", "020000", "020101"]),
    ],
)
def test_the_tree_is_cut_to_the_scope(cast: Cast, sign_in: SignIn, who: str, numbers: list[str]) -> None:
    tree = sign_in(getattr(cast, who)).get(BRANCHES).context["tree"]
    assert [branch.branch_no for branch, _depth in tree] == numbers
    assert tree[0][1] == 0


def test_a_head_of_a_branch_sees_the_outlets_below(cast: Cast, sign_in: SignIn) -> None:
    head = make.staff("何首长", at=cast.here.parent, post=Post.BRANCH_HEAD)
    client = sign_in(head)
    assert [branch.branch_no for branch, _depth in client.get(BRANCHES).context["tree"]] == [
        "010000",
        "010101",
    ]
    assert client.get(page("010000")).status_code == 200
    assert client.get(page("010101")).status_code == 200
    assert client.get(page("020101")).status_code == 404
    assert client.get(page("000000")).status_code == 404


def test_a_branch_shows_its_people_head_first_and_who_has_left_no_more(cast: Cast, sign_in: SignIn) -> None:
    moved = make.staff("已调走", staff_no="X001")
    make.posting(moved, at=cast.here, until=make.BUSINESS_DATE)
    postings = sign_in(cast.cleo).get(page("010101")).context["postings"]
    assert next(posting.staff.staff_no for posting in postings) == "C001"
    assert sorted(posting.staff.staff_no for posting in postings) == ["A001", "C001", "L001", "T001", "V001"]


def test_the_way_up_ends_at_the_own_scope(cast: Cast, sign_in: SignIn) -> None:
    assert page("010000") not in sign_in(cast.cleo).get(page("010101")).content.decode()
    assert page("010000") in sign_in(cast.olga).get(page("010101")).content.decode()


def test_names_lead_to_people_only_for_those_who_may_open_them(cast: Cast, sign_in: SignIn) -> None:
    ana = reverse("organisation:staff", args=["A001"])
    assert ana in sign_in(cast.cleo).get(page("010101")).content.decode()
    for_marketing = sign_in(cast.mira).get(page("010101")).content.decode()
    assert "安娜" in for_marketing
    assert ana not in for_marketing


def test_the_ranking_is_asked_for_only_by_those_who_may_see_scores(cast: Cast, sign_in: SignIn) -> None:
    make.night()
    assert "panels/ranking/010101" in sign_in(cast.cleo).get(page("010101")).content.decode()


def test_offices_without_people_say_so(cast: Cast, sign_in: SignIn) -> None:
    make.branch("010102", "空网点", parent=cast.here.parent)
    text = sign_in(cast.olga).get(page("010102")).content.decode()
    assert "Nobody is posted here today." in text


def test_pages_cost_the_same_for_one_and_three_rows(cast: Cast, sign_in: SignIn, cost: Cost) -> None:
    client = sign_in(cast.olga)
    tree, one = cost(client, BRANCHES), cost(client, page("010000"))
    for number in ("010103", "010104"):
        outlet = make.branch(number, parent=cast.here.parent)
        make.staff(at=outlet)
        make.staff(at=cast.here.parent)
    assert (cost(client, BRANCHES), cost(client, page("010000"))) == (tree, one)
    assert (tree, one) == (7, 13)
