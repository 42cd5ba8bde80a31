"""What people type when a customer says yes or no to marketing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.actions.consent import Answer
from customers.choices import ConsentAnswer, ConsentChannel, ConsentEvidence
from organisation.concurrency import NewForm
from organisation.forms import DateInput


class ConsentForm(NewForm):
    """One answer for one channel. `seen` is the newest answer that the page showed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("Channel"), choices=[("", "—"), *ConsentChannel.choices])
    answer = forms.ChoiceField(label=_("Answer"), choices=[("", "—"), *ConsentAnswer.choices])
    said_on = forms.DateField(label=_("Said on"), widget=DateInput())
    evidence = forms.ChoiceField(label=_("Evidence"), choices=[("", "—"), *ConsentEvidence.choices])
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where the evidence lies: number of the form, time of the call."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.initial.setdefault("said_on", today)
        self.fields["said_on"].widget.attrs["max"] = today.isoformat()

    def clean_said_on(self) -> date:
        said: date = self.cleaned_data["said_on"]
        if said > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return said

    def said(self) -> Answer:
        given = self.cleaned_data
        return Answer(given["channel"], given["answer"], given["said_on"], given["evidence"], given["note"])
