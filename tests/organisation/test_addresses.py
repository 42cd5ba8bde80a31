"""What an address may carry, and how a list is paged: the same on every page."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from organisation.addresses import AddressForm, CodeField, KeysetForm, NumberField, PagedForm
from organisation.paging import Page, page_of


class Fruits(PagedForm):
    kind = forms.MultipleChoiceField(required=False, choices=[("apple", "apple"), ("pear", "pear")])
    branch = CodeField()
    sort = forms.CharField(required=False)


def test_keys_that_are_not_known_and_empty_ones_do_not_count() -> None:
    form = Fruits.read(QueryDict("kind=apple&kind=&kind=pear&branch=&csrf=1&page=2"))
    assert form.is_valid()
    assert form.cleaned_data == {"kind": ["apple", "pear"], "branch": "", "sort": "", "page": 2}
    assert form.query == "kind=apple&kind=pear"
    assert form.filtered
    assert not Fruits.read(QueryDict("sort=kind&page=3")).filtered


@pytest.mark.parametrize("typed", ["", "0", "-1", "x", "²", "1.5", "9" * 19, "9" * 5000])
def test_a_key_that_cannot_be_read_is_none_and_a_page_a_mistake(typed: str) -> None:
    form = Fruits.read(QueryDict(f"page={typed}"))
    assert form.is_valid() is (typed == "")
    assert form.number == 1
    assert NumberField().clean(typed) == 0


def test_a_number_of_a_branch_is_letters_and_digits() -> None:
    assert Fruits.read(QueryDict("branch=HO001")).is_valid()
    assert not Fruits.read(QueryDict("branch=%25_")).is_valid()


@pytest.mark.parametrize(
    ("number", "rows", "before", "after"),
    [
        (1, tuple(range(25)), "", "?kind=pear&page=2"),
        (2, tuple(range(25, 50)), "?kind=pear&page=1", "?kind=pear&page=3"),
        (3, tuple(range(50, 60)), "?kind=pear&page=2", ""),
        (4, (), "?kind=pear&page=3", ""),
    ],
)
def test_sixty_rows_are_three_pages(number: int, rows: tuple[int, ...], before: str, after: str) -> None:
    page = page_of(range(60), number)
    assert page.rows == rows
    form = Fruits.read(QueryDict(f"page={number}&kind=pear"))
    assert form.is_valid()
    assert form.links(page) == {"before": before, "after": after}


def test_rows_beyond_the_last_page_are_told_of_but_not_shown() -> None:
    last = page_of(range(60), 9, last=2)
    assert last == Page(tuple(range(25, 50)), 2, more=False, capped=True)
    assert last.of(str).rows == tuple(str(one) for one in range(25, 50))
    assert page_of(range(50), 2, last=2) == Page(tuple(range(25, 50)), 2)


def test_a_list_may_go_on_from_a_row() -> None:
    class Beside:
        before, after = "C1", ""

    form = KeysetForm.read(QueryDict("after=C9&before=&other=1"))
    assert form.is_valid()
    assert form.links(Beside()) == {"before": "?before=C1", "after": ""}


def test_another_place_keeps_the_rest_of_the_address() -> None:
    class Steps(AddressForm):
        place = frozenset({"step"})
        name = forms.CharField(required=False)
        step = NumberField()

    assert Steps.read(QueryDict("name=甲&step=1")).at(step=2) == "?name=%E7%94%B2&step=2"
