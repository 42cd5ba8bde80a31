"""What people type to enter a year of the working calendar: the notice itself, or a file with one day a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from organisation.concurrency import NewForm
from organisation.rules.notices import Fault, Notice, Problem, read_notice

LONGEST = 20_000  # characters; a notice has about 700
SENTENCES = {
    Fault.UNREAD: _("This line cannot be read: %(text)s"),
    Fault.NO_SUCH_DAY: _("There is no such day, or the days run backwards: %(text)s"),
    Fault.OTHER_YEAR: _("%(text)s is a day of another year."),
    Fault.WEEKDAY: _("The weekday named does not fit the date: %(text)s"),
    Fault.COUNT: _("The number of days named does not fit the dates: %(text)s"),
    Fault.TWICE: _("%(text)s is named twice."),
    Fault.MAKEUP_ON_WEEKDAY: _("%(text)s is a weekday, which is worked anyway: no make-up day."),
    Fault.EMPTY: _("No holiday and no make-up day was found in the text."),
}
SHOWN = 10


def sentence(problem: Problem) -> str:
    return str(SENTENCES[problem.fault]) % {"text": problem.text[:120]}


class CalendarForm(NewForm):
    """A year, the text of its notice (or a file in its place), and where it was published."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    file = forms.FileField(
        label=_("Or a text file (CSV, one day a line)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Text of the notice, or one day a line"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "The sentences of the State Council's notice as they stand, or lines such as 2027-01-01,放假,元旦 and"
            " 2027-01-03,上班,元旦."
        ),
    )
    source = forms.CharField(
        label=_("Source"), min_length=4, max_length=200, help_text=_("Number and day of the notice.")
    )
    note = forms.CharField(
        label=_("Note (optional)"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    notice: Notice

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text = self._given(cleaned)
        if cleaned.get("year") is None or text is None:
            return cleaned
        self.notice = read_notice(text, cleaned["year"])
        cleaned["text"] = text
        for problem in self.notice.problems[:SHOWN]:
            self.add_error("text", sentence(problem))
        more = len(self.notice.problems) - SHOWN
        if more > 0:
            self.add_error(
                "text", ngettext("%(n)d more problem.", "%(n)d more problems.", more) % {"n": more}
            )
        return cleaned

    def _given(self, cleaned: dict[str, Any]) -> str | None:
        """The file's text where one was chosen, else what stands in the field; None where it is no text."""
        file = cleaned.get("file")
        if not file:
            return cleaned.get("text")
        if file.size > 4 * LONGEST:
            self.add_error("file", gettext("The file is too long for a notice."))
            return None
        try:
            raw = file.read()
            return str(raw.decode("utf-8-sig")) if _is_utf8(raw) else str(raw.decode("gb18030"))
        except UnicodeDecodeError:
            self.add_error("file", gettext("The file is no text in UTF-8 or GB 18030."))
            return None

    def again(self) -> CalendarForm:
        """The form with the text that was read, so that what is previewed is what will be sent."""
        values = {name: self.cleaned_data[name] for name in ("uid", "year", "text", "source", "note")}
        return CalendarForm(initial=values)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class CalendarDecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("approve", _("Approve")), ("reject", _("Reject"))])
    note = forms.CharField(max_length=400, required=False)
