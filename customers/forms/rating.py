"""The 5C1S form: one score for each dimension, a conclusion and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from customers.choices import RatingClass, RatingDimension
from customers.queries.rating import Scale
from customers.rules.rating import asked
from organisation.concurrency import NewForm


class RatingForm(NewForm):
    """The scores asked for follow the scale: S only once the bank has named it."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=[("", "—"), *RatingClass.choices])
    reason = forms.CharField(
        label=_("What speaks for it"),
        max_length=500,
        validators=[MinLengthValidator(4)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["uid", *[one.value for one in RatingDimension], "conclusion", "reason"]

    def __init__(self, *args: Any, scale: Scale, **options: Any) -> None:
        super().__init__(*args, **options)
        points = range(scale.policy.lowest, scale.policy.highest + 1)
        for one in asked(scale.s_label):
            self.fields[one.value] = forms.TypedChoiceField(
                label=scale.s_label if one is RatingDimension.S else one.label,
                coerce=int,
                choices=[("", "—"), *((str(point), str(point)) for point in points)],
            )
        self.order_fields(self.field_order)

    def scores(self) -> dict[RatingDimension, int]:
        return {one: self.cleaned_data[one.value] for one in RatingDimension if one.value in self.fields}
