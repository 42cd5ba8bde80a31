"""Whose rows a person sees: never more than the branch subtree or the own people, whatever the tree looks like."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from organisation.choices import Post
from organisation.models import Branch, Staff
from organisation.roles import Role
from organisation.scoping import Reach, Subject, get_visible_or_404, scope_of
from tests.factories import organisation as make
from tests.properties import on_rows


@pytest.mark.django_db
def test_a_head_sees_the_own_subtree_and_nothing_beside_it() -> None:
    cast = make.cast()
    seen = set(Branch.objects.visible_to(cast.cleo).values_list("branch_no", flat=True))
    assert seen == {"010101"}
    assert set(Branch.objects.visible_to(cast.olga).values_list("branch_no", flat=True)) == set(
        Branch.objects.unscoped("test").values_list("branch_no", flat=True)
    )
    assert not Branch.objects.visible_to(cast.ana)


@pytest.mark.django_db
def test_a_number_that_begins_like_another_is_another_branch() -> None:
    """The trap of prefixes: 0101 must not see 01011."""
    root = make.branch("1", "总行")
    short, long = make.branch("0101", parent=root), make.branch("01011", parent=root)
    head = make.staff("头", at=short, post=Post.BRANCH_HEAD)
    assert list(Branch.objects.visible_to(head)) == [short]
    with pytest.raises(Http404):
        get_visible_or_404(Branch, head, branch_no=long.branch_no)


@pytest.mark.django_db
def test_outside_and_nonexistent_answer_alike() -> None:
    cast = make.cast()
    answers = []
    for number in (cast.there.branch_no, "999999"):
        with pytest.raises(Http404) as missing:
            get_visible_or_404(Branch, cast.cleo, branch_no=number)
        answers.append(str(missing.value))
    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_a_move_changes_the_scope_with_the_day() -> None:
    cast = make.cast()
    today = timezone.localdate()
    person = make.staff("走", at=None)
    make.posting(person, at=cast.here, post=Post.BRANCH_HEAD, since=date(2020, 1, 1), until=today)
    make.posting(person, at=cast.there, post=Post.BRANCH_HEAD, since=today)
    fresh = Staff.objects.unscoped("test").get(pk=person.pk)
    assert list(Branch.objects.visible_to(fresh)) == [cast.there]


@pytest.mark.django_db
def test_without_a_posting_or_role_nothing_is_visible() -> None:
    cast = make.cast()
    nobody = make.staff("无", at=None)
    for subject in Subject:
        assert scope_of(nobody, subject).reach is Reach.NOTHING
    assert not Staff.objects.visible_to(nobody)
    assert not Branch.objects.visible_to(nobody)
    assert Staff.objects.visible_to(cast.hana).count() == len(cast.everybody()) + 1


@pytest.mark.django_db
def test_several_roles_reach_as_far_as_the_widest() -> None:
    cast = make.cast()
    make.grant(cast.ana, Role.BRANCH_HEAD)
    fresh = Staff.objects.unscoped("test").get(pk=cast.ana.pk)
    assert scope_of(fresh, Subject.CUSTOMER).reach is Reach.SUBTREE


class RandomTrees(HypothesisCase):
    """Random trees of offices: what a head sees is exactly the office and all below it."""

    @settings(on_rows, max_examples=25)
    @given(
        parents=st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=9), at=st.integers(0, 9)
    )
    def test_visible_is_the_subtree(self, parents: list[int], at: int) -> None:
        offices = [make.branch("1")]
        above: dict[int, int] = {}
        for number, parent in enumerate(parents, start=1):
            above[number] = parent % number
            # Numbers that are prefixes of each other on purpose.
            offices.append(make.branch("1" * (number + 1), parent=offices[parent % number]))
        place = at % len(offices)
        head = make.staff("头", at=offices[place], post=Post.BRANCH_HEAD)
        expected = set()
        for number in range(len(offices)):
            up = number
            while up != place and up in above:
                up = above[up]
            if up == place:
                expected.add(offices[number].pk)
        on = timezone.localdate() + timedelta(days=0)
        assert set(Branch.objects.visible_to(head, on).values_list("pk", flat=True)) == expected
