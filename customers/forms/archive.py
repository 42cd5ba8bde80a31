"""What people type into a customer's file: shape only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import (
    ArchiveItem,
    AssetClass,
    DateKind,
    DocumentKind,
    NeedKind,
    NeedStatus,
    PreferredChannel,
    PreferredTime,
    RetrievalReason,
    Tier,
    VerificationOutcome,
)
from customers.forms.fields import AmountField
from customers.models import Competitor, ImportantDate, Need, Preference, Research, Survey
from customers.models.archive import Filed
from customers.queries.files import FileFilter, Show
from organisation.addresses import CodeField, PagedForm
from organisation.concurrency import EditForm, NewForm
from organisation.forms import DateInput

LONGEST = 1000
_NOTHING = ("", "—")
_SCALE = [MinValueValidator(1), MaxValueValidator(5)]


def _text(
    label: Any, *, required: bool = False, rows: int = 3, most: int = LONGEST, help_text: Any = ""
) -> Any:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=help_text)


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> Any:
    widget = DateInput()
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class NeedFields(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=NeedKind.choices)
    text = _text(_("In words"), required=True)
    asset_class = forms.ChoiceField(
        label=_("Product"), required=False, choices=[_NOTHING, *AssetClass.choices]
    )
    amount = AmountField(label=_("Amount, yuan"), required=False)
    due_on = _day(_("By"))
    status = forms.ChoiceField(label=_("Status"), choices=NeedStatus.choices, initial=NeedStatus.OPEN)


class PreferenceFields(forms.Form):
    channel = forms.ChoiceField(label=_("How"), choices=PreferredChannel.choices)
    time = forms.ChoiceField(label=_("When"), choices=PreferredTime.choices)
    note = _text(
        _("Remarks"), most=300, help_text=_("Whether the customer may be contacted is a matter of consent.")
    )


class DateFields(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DateKind.choices)
    on = _day(_("Day"), required=True)
    yearly = forms.BooleanField(label=_("Comes every year"), required=False)
    note = _text(_("Remarks"), most=300)


class ResearchFields(forms.Form):
    """The five fields of the source, in its order."""

    basics = _text(pgettext_lazy("research", "Basic information"))
    needs = _text(pgettext_lazy("research", "Needs"))
    credit = _text(pgettext_lazy("research", "Credit standing"))
    use_of_funds = _text(pgettext_lazy("research", "Use of funds"))
    settlement = _text(pgettext_lazy("research", "Ways of settlement"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in Research.FIELDS):
            raise forms.ValidationError(_("Fill in at least one of the five fields."))
        return cleaned


class CompetitorFields(forms.Form):
    bank = forms.CharField(label=_("Bank"), max_length=60)
    product = forms.CharField(label=_("Product"), max_length=120, required=False)
    amount = AmountField(label=_("Amount, yuan"), required=False)
    rate_pct = forms.DecimalField(
        label=_("Rate, %"), required=False, min_value=0, max_value=100, max_digits=7, decimal_places=4
    )
    matures_on = _day(_("Matures on"))
    noted_on = _day(_("Noted on"), required=True)


class SurveyFields(forms.Form):
    asset_class = forms.ChoiceField(label=_("Product"), choices=AssetClass.choices)
    share_pct = forms.IntegerField(
        label=_("Our share of what the customer holds of it, %"), min_value=0, max_value=100
    )
    satisfaction = forms.IntegerField(
        label=_("Satisfaction, 1 (poor) to 5 (very good)"), validators=_SCALE, min_value=1, max_value=5
    )
    benefit = forms.IntegerField(
        label=_("Benefit as the customer sees it, 1 to 5"), validators=_SCALE, min_value=1, max_value=5
    )
    surveyed_on = _day(_("Asked on"), required=True)
    note = _text(_("Remarks"), most=300)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of entry of the file: where it is kept, its forms and headings, the panel that shows it, and the items of
    a complete file that it fills in. `single`: there is one of a customer."""

    model: type[Filed]
    new: type[NewForm]
    edit: type[EditForm]
    new_title: str | Promise
    edit_title: str | Promise
    panel: str
    items: tuple[ArchiveItem, ...]
    single: bool = False
    dated: str = ""  # the field that is today unless told


def _part(model: type[Filed], fields: type[forms.Form], *words: Any, **more: Any) -> Part:
    name = model.__name__
    new = type(f"New{name}", (fields, NewForm), {})
    return Part(model, new, type(f"Edit{name}", (fields, EditForm), {}), *words, **more)


PARTS: Mapping[str, Part] = {
    "need": _part(
        Need,
        NeedFields,
        _("Add a need or goal"),
        _("Change a need or goal"),
        "needs",
        (ArchiveItem.NEED, ArchiveItem.GOAL),
    ),
    "preference": _part(
        Preference,
        PreferenceFields,
        _("Keep preferences"),
        _("Change preferences"),
        "dates",
        (ArchiveItem.PREFERENCE,),
        single=True,
    ),
    "date": _part(
        ImportantDate,
        DateFields,
        _("Add an important date"),
        _("Change an important date"),
        "dates",
        (ArchiveItem.DATE,),
    ),
    "research": _part(
        Research,
        ResearchFields,
        _("Fill in the market research sheet"),
        _("Change the market research sheet"),
        "research",
        (ArchiveItem.RESEARCH,),
        single=True,
    ),
    "competitor": _part(
        Competitor,
        CompetitorFields,
        _("Note what is held at another bank"),
        _("Change what is held at another bank"),
        "research",
        (ArchiveItem.COMPETITOR,),
        dated="noted_on",
    ),
    "survey": _part(
        Survey,
        SurveyFields,
        _("Record a product-fit survey"),
        _("Change a product-fit survey"),
        "research",
        (ArchiveItem.SURVEY,),
        dated="surveyed_on",
    ),
}


class VerifyForm(NewForm):
    """A check of the file against the customer."""

    done_on = _day(_("Checked on"), required=True)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[_NOTHING, *VerificationOutcome.choices])
    next_due_on = _day(_("Next check by"), help_text=_("Empty: after the period that the bank has set."))
    note = _text(_("Remarks"), most=300)

    def __init__(self, *args: Any, today: date, period_known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        if not period_known:
            self.fields["next_due_on"].help_text = _(
                "Empty: the file is not due again until somebody names a day."
            )
        self.initial.setdefault("done_on", today)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        done, following = cleaned.get("done_on"), cleaned.get("next_due_on")
        if done and done > self.today:
            self.add_error("done_on", _("A check cannot be recorded before it was made."))
        if done and following and following <= done:
            self.add_error("next_due_on", _("The next check comes after this one."))
        return cleaned


class DocumentForm(NewForm):
    """A document to be put into the file. What it is, its first bytes say; the name is only for people."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[_NOTHING, *DocumentKind.choices])
    file = forms.FileField(label=_("File"), max_length=200, allow_empty_file=True)
    valid_to = _day(_("Valid to"), help_text=_("Of an identity document or an authorisation."))
    note = _text(_("Remarks"), most=300)


class TakeForm(forms.Form):
    """Why a document is taken out."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[_NOTHING, *RetrievalReason.choices])
    words = forms.CharField(label=_("In words"), max_length=300, help_text=_("Who needs it, and for what."))

    def __init__(self, *args: Any, shortest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].validators.append(MinLengthValidator(shortest))


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Reason"), max_length=200, validators=[MinLengthValidator(5)])


class FilesForm(PagedForm):
    """What an address of the list of files may carry."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            (Show.INCOMPLETE, _("Files to complete")),
            (Show.CHECK_DUE, _("Checks due")),
            (Show.NEVER_CHECKED, _("Never checked")),
            (Show.ID_EXPIRING, _("Identity documents expiring")),
            (Show.ALL, _("All files")),
        ],
    )
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[("", _("any")), *Tier.choices])
    missing = forms.ChoiceField(
        label=_("What is missing"), required=False, choices=[("", _("any")), *ArchiveItem.choices]
    )
    branch = CodeField(label=_("Branch"))

    def wanted(self) -> FileFilter:
        given = self.cleaned_data
        show = Show(given["show"] or Show.INCOMPLETE)
        return FileFilter(show, given["tier"], given["missing"], given["branch"])
