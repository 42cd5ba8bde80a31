"""The tree of offices and the page of one: cut to the scope, and the same number of questions for any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from organisation.choices import CertificateKind, Post
from organisation.models import Certificate, ServicePoint
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
    assert [office.branch.branch_no for office in tree] == numbers
    assert tree[0].depth == 0


def test_a_head_of_a_branch_sees_the_outlets_below(cast: Cast, sign_in: SignIn) -> None:
    head = make.staff("何首长", at=cast.here.parent, post=Post.BRANCH_HEAD)
    client = sign_in(head)
    assert [office.branch.branch_no for office in client.get(BRANCHES).context["tree"]] == [
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


def test_the_tree_names_the_norms_that_outlets_miss(cast: Cast, sign_in: SignIn) -> None:
    for post, people in ((Post.WEALTH_MANAGER, 2), (Post.MARKETING_MANAGER, 1)):
        for _one in range(people):
            holder = make.staff(at=cast.here, post=post)
            Certificate.objects.create(
                staff=holder, kind=CertificateKind.AFP, period=make.DateRange(make.BEGIN, None)
            )
    empty = make.branch("010102", "空网点", parent=cast.here.parent)
    response = sign_in(cast.hana).get(BRANCHES)
    short = {office.branch.branch_no: office.short for office in response.context["tree"]}
    every = ["Wealth managers", "Lobby managers", "Marketing managers"]
    assert short == {
        "000000": None,
        "010000": None,
        "010101": [],
        "020000": None,
        "020101": [*every, "People with AFP or CFP"],
        empty.branch_no: [*every, "People with AFP or CFP"],
    }
    assert "2 outlets miss staffing norms." in response.content.decode()


def test_hr_sees_people_and_norms_of_a_branch_and_no_money(cast: Cast, sign_in: SignIn) -> None:
    make.night()
    client = sign_in(cast.hana)
    text = client.get(page("010101")).content.decode()
    assert "staffing norms are not met" in text
    assert "安娜" in text
    figures = reverse("customers:panel_branch", args=["010101"])
    assert figures not in text
    assert client.get(figures).status_code == 403
    assert figures in sign_in(cast.olga).get(page("010101")).content.decode()


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
    assert (tree, one) == (10, 13)  # three of them for the staffing norms


def test_a_head_measures_the_premises_of_an_outlet_once_for_two_pages(cast: Cast, sign_in: SignIn) -> None:
    head = sign_in(cast.cleo)
    outlet = page(cast.here.branch_no)
    form_page = reverse("organisation:service_point", args=[cast.here.branch_no])
    assert "The premises were not measured yet" in head.get(outlet).content.decode()
    typed = {"floor_area": "500", "vip_area": "150", "vip_rooms": "2", "outage_hours": ""}
    token = {"token": head.get(form_page).context["form"].initial["token"]}
    refused = head.post(form_page, typed | token | {"vip_area": "501"})
    assert (refused.status_code, "more than the whole floor" in refused.content.decode()) == (422, True)
    assert head.post(form_page, typed | token).status_code == 302
    shown = head.get(outlet).content.decode()
    assert "1 norm of the premises is not met" in shown
    assert (">30<" in shown, "not measured" in shown) == (True, True)
    mine = {"token": head.get(form_page).context["form"].initial["token"]}
    theirs = sign_in(cast.hana)
    assert theirs.post(form_page, typed | mine | {"vip_area": "200"}).status_code == 302
    clash = head.post(form_page, typed | mine | {"vip_area": "220"})
    assert (clash.status_code, "200" in clash.content.decode()) == (422, True)
    assert str(ServicePoint.objects.unscoped("test").get().vip_area) == "200.00"
    assert "The norms of the premises are met" in theirs.get(outlet).content.decode()


def test_premises_are_for_heads_and_hr_and_for_outlets(cast: Cast, sign_in: SignIn) -> None:
    here = reverse("organisation:service_point", args=[cast.here.branch_no])
    assert sign_in(cast.olga).get(here).status_code == 403
    assert sign_in(cast.cora).get(here).status_code == 404
    above = reverse("organisation:service_point", args=["010000"])
    assert sign_in(cast.hana).get(above).status_code == 404
