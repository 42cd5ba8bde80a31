"""Two edits of one row: merged where they do not touch, shown side by side where they do."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from organisation.concurrency import (
    Changed,
    Disputed,
    EditForm,
    NewForm,
    Opened,
    Stale,
    as_text,
    say_changed,
    settle,
    unchanged,
)


def row(version: int, **values: Any) -> Any:
    return SimpleNamespace(pk=7, version=version, _meta=SimpleNamespace(label_lower="planted.row"), **values)


class Planted(EditForm):
    phone = forms.CharField(label="Phone", required=False)
    hour = forms.ChoiceField(label="Hour", choices=[("9", "nine"), ("10", "ten"), ("11", "eleven")])


OPENED = Opened(1, {"phone": "A", "hour": "9"})


def test_changes_that_do_not_touch_are_merged() -> None:
    assert settle(row(2, phone="A", hour="10"), opened=OPENED, yours={"phone": "B", "hour": "9"}) == {
        "phone": "B"
    }


def test_the_same_change_by_both_is_no_clash() -> None:
    assert settle(row(2, phone="B", hour="9"), opened=OPENED, yours={"phone": "B", "hour": "9"}) == {}


def test_both_changed_one_field() -> None:
    now = row(2, phone="C", hour="10")
    with pytest.raises(Stale) as stale:
        settle(now, opened=OPENED, yours={"phone": "C", "hour": "11"})
    (clash,) = stale.value.clashes
    assert (clash.field, clash.original, clash.theirs, clash.yours) == ("hour", "9", "10", "11")
    assert stale.value.values == {"phone": "C"}


def test_an_unchanged_version_takes_what_is_typed() -> None:
    assert settle(row(1, phone="A", hour="9"), opened=OPENED, yours={"phone": "", "hour": "9"}) == {
        "phone": ""
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("1.50"), "1.5"),
        (Decimal("100"), "100"),
        (date(2026, 1, 2), "2026-01-02"),
        (" a\r\nb ", "a\nb"),
        (True, "True"),
        (["b", "a"], "a\nb"),
    ],
)
def test_values_compare_by_what_they_mean(value: Any, text: str) -> None:
    assert as_text(value) == text


def test_the_form_comes_again_with_what_was_typed() -> None:
    opened = Planted(row=row(1, phone="A", hour="9"))
    typed = {"phone": "A", "hour": "11", "token": opened.initial["token"]}
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update(typed)
    now = row(2, phone="C", hour="10")
    form = Planted(data, row=now)
    assert form.is_valid()
    with pytest.raises(Stale) as stale:
        settle(now, opened=form.opened, yours=form.values)
    assert form.conflict(stale.value) == [Disputed("Hour", "nine", "ten", "eleven")]
    again = form.again(stale.value)
    assert again.is_valid()
    assert (again.values, again.opened.version) == ({"phone": "C", "hour": "11"}, 2)
    assert settle(now, opened=again.opened, yours=again.values) == {"hour": "11"}


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_token_of_another_row_or_none_is_refused(token: str) -> None:
    form = Planted({"phone": "A", "hour": "9", "token": token}, row=row(1, phone="A", hour="9"))
    assert not form.is_valid()
    other = Planted(row=SimpleNamespace(**vars(row(1, phone="A", hour="9")) | {"pk": 8})).initial["token"]
    assert not Planted(
        {"phone": "A", "hour": "9", "token": other}, row=row(1, phone="A", hour="9")
    ).is_valid()


def test_a_new_form_has_one_uid() -> None:
    form = NewForm()
    again = NewForm({"uid": str(form.initial["uid"])})
    assert again.is_valid()
    assert again.cleaned_data["uid"] == form.initial["uid"]
    assert again.values == {}


def test_a_decision_on_what_is_no_longer_so_is_shown_again_over_what_stands() -> None:
    class Decide(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)
        reason = forms.CharField()

    form = Decide(QueryDict("version=3&reason=客户要求"))
    assert form.is_valid()
    unchanged(row(4), 4)
    with pytest.raises(Changed) as changed:
        unchanged(row(4), form.cleaned_data["version"])
    say_changed(form, "Look again.", version=changed.value.row.version)
    assert (form["version"].value(), form["reason"].value()) == ("4", "客户要求")
    assert form.non_field_errors() == ["Look again."]
