"""What is wrong with a value that a rule refuses, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.parameters import Text
from organisation.rules.presets import PresetError, PresetProblem

_PROBLEMS: Mapping[str, Text] = {
    PresetProblem.MISSING: gettext_lazy("This value is missing."),
    PresetProblem.UNKNOWN: gettext_lazy("The rule knows no such value."),
    PresetProblem.NUMBER: gettext_lazy("Write a number, with a point for decimals."),
    PresetProblem.CHOICE: gettext_lazy("Choose one of the values."),
    PresetProblem.ORDER: gettext_lazy("This does not follow from the one before, or stands twice."),
    PresetProblem.BLANK: gettext_lazy("The rule cannot run without this: fill it in."),
}
_TYPES: Mapping[str, Text] = {
    "whole number": gettext_lazy("Write a whole number."),
    "decimal as text": gettext_lazy("Write a number, with a point for decimals."),
    "mapping": gettext_lazy('Write one line for each, as in "SENIOR: 1.5", and no name twice.'),
}


def problem_sentence(wrong: PresetError) -> str:
    """What is wrong with a value that a rule refuses, for the person who typed it."""
    bound = wrong.detail.split()[-1] if wrong.detail else ""
    if wrong.problem == PresetProblem.TOO_SMALL:
        return _("Too small: at least %(bound)s.") % {"bound": bound}
    if wrong.problem == PresetProblem.TOO_LARGE:
        return _("Too large: at most %(bound)s.") % {"bound": bound}
    if wrong.problem == PresetProblem.TYPE:
        return str(_TYPES.get(wrong.detail, _("The rule cannot read this.")))
    return str(_PROBLEMS[wrong.problem])
