"""What a person says when two records become one, or part again."""

from __future__ import annotations

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from customers.queries.duplicates import FIELDS

SHORTEST = 4


class MergeForm(forms.Form):
    """`right` are the fields whose value at the other record is the right one."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    right = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in FIELDS])
    reason = forms.CharField(
        label=_("How you know that it is one person"),
        max_length=300,
        validators=[MinLengthValidator(SHORTEST)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the two are parted again"),
        max_length=300,
        validators=[MinLengthValidator(SHORTEST)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
