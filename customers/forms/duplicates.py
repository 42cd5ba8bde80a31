"""What a person says when two records become one, or part again."""

from __future__ import annotations

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from customers.choices import PairStatus
from customers.queries.duplicates import FIELDS
from organisation.addresses import PagedForm
from organisation.concurrency import NewForm

SHORTEST = 4


class PairsForm(PagedForm):
    """Which pairs are looked at: those to decide unless the address names another status."""

    status = forms.ChoiceField(required=False, choices=PairStatus.choices)

    def wanted(self) -> PairStatus:
        return PairStatus(self.cleaned_data["status"] or PairStatus.OPEN)


class MergeForm(NewForm):
    """`right` are the fields whose value at the other record is the right one."""

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
