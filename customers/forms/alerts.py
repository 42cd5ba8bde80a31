"""What people type about alerts: how one ended, an attempt to keep somebody, an event, a stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import AlertOutcome, FlagKind, LeavingReason, LifecycleStage, RetentionWay
from customers.forms.fields import AmountField
from customers.queries.alert_lists import ALL, HANDLED, LATE, OPEN, AlertFilter, RegisterFilter
from customers.rules.alerts import KINDS, REGISTERED, asks_reason
from customers.rules.lifecycle import STAGES
from organisation.addresses import AddressForm, PagedForm, known
from organisation.concurrency import NewForm
from organisation.forms import DateInput
from organisation.models import Staff
from organisation.offered import offer
from organisation.rules.periods import PeriodKind, containing

NONE = ("", "—")
WORDS = 1000
STATES = (
    (OPEN, _("To do")),
    (LATE, _("Late")),
    (HANDLED, _("Handled")),
    (ALL, pgettext_lazy("alerts", "All")),
)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput(), **options)


def _words(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=WORDS, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class AlertFilterForm(PagedForm):
    """What of the list of alerts is looked at."""

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    kind = forms.ChoiceField(label=_("Rule"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [("", _("any")), *((kind, kind.label) for kind in KINDS)])

    def wanted(self) -> AlertFilter:
        given = self.cleaned_data
        return AlertFilter(given["state"] or OPEN, given["kind"], given["mine"])


class MovementsForm(AddressForm):
    """The period of the register; the quarter to date unless the address says another."""

    since = _day(_("From"))
    until = _day(_("To"))
    kind = forms.ChoiceField(label=pgettext_lazy("alert", "Event"), required=False)

    @classmethod
    def read(cls, query: QueryDict, **options: Any) -> Self:
        given, today = known(cls, query), timezone.localdate()
        given.setdefault("since", containing(PeriodKind.QUARTER, today).first.isoformat())
        given.setdefault("until", today.isoformat())
        return cls(given, **options)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [("", _("any")), *((kind, kind.label) for kind in REGISTERED)])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return cleaned

    def wanted(self) -> RegisterFilter:
        return RegisterFilter(**self.cleaned_data)


class CloseForm(forms.Form):
    """How an alert of a rule ended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("How it ended"), choices=[NONE, *AlertOutcome.choices])
    reason = forms.ChoiceField(
        label=_("Why they leave"), choices=[NONE, *LeavingReason.choices], required=False
    )
    note = _words(_("In words"), min_length=4, help_text=_("What the next person has to know."))

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if asks_reason(self.kind, cleaned.get("outcome", "")) and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the register asks for it when money or a customer leaves."))
        return cleaned


class RetentionForm(NewForm):
    """An attempt to keep the customer."""

    on = _day(pgettext_lazy("evidence", "Day"))
    way = forms.ChoiceField(label=_("How"), choices=[NONE, *RetentionWay.choices])
    reason = forms.ChoiceField(label=_("Why they leave"), choices=[NONE, *LeavingReason.choices])
    amount_kept = AmountField(label=_("Amount kept, yuan"), required=False)
    note = _words(_("What was offered, what was said"), min_length=4)

    def __init__(self, *args: Any, since: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since, self.today = since, today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        if on < self.since:
            raise forms.ValidationError(_("This day lies before the alert was raised."))
        return on

    def clean_amount_kept(self) -> Any:
        amount = self.cleaned_data["amount_kept"]
        if amount is not None and amount < 0:
            raise forms.ValidationError(_("An amount that was kept is not negative."))
        return amount


class GiveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Who acts"))

    def __init__(self, *args: Any, people: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {person.staff_no: person for person in people}
        offer(self, "to", [NONE, *((no, f"{one.name} {no}") for no, one in self.people.items())])


class EventForm(NewForm):
    """An event that somebody saw or was told of."""

    kind = forms.ChoiceField(label=pgettext_lazy("alert", "Event"), choices=[])
    on = _day(pgettext_lazy("evidence", "Day"))
    amount = AmountField(label=_("Amount, yuan"), required=False)
    said = _words(_("Seen or said"), min_length=4, help_text=_("Who said what; no account numbers."))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (FlagKind.LARGE_OUTFLOW, FlagKind.ACCOUNT_CLOSED, FlagKind.NOT_RENEWED)
        offer(self, "kind", [NONE, *((kind, kind.label) for kind in kinds)])
        self.fields["on"].initial = today


class StageForm(forms.Form):
    """Only the stages to which the rule lets the customer come."""

    shown = forms.ChoiceField(widget=forms.HiddenInput, choices=LifecycleStage.choices)
    to = forms.ChoiceField(label=_("New stage"), choices=[])
    words = _words(_("Why"), min_length=4)

    def __init__(self, *args: Any, stage: LifecycleStage, **options: Any) -> None:
        super().__init__(*args, **options)
        ahead = [one for one in LifecycleStage if one in STAGES[stage]]
        offer(self, "to", [NONE, *((one, one.label) for one in ahead)])
        self.fields["shown"].initial = stage
