"""Scores in words: items, measures, rules, reasons. Everything that a person reads about a line is made here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.choices import FiveClass
from organisation import policies
from organisation.choices import Grade, Post
from organisation.rules.numbers import plain, round_half_up
from performance.choices import IndicatorCode, MissingReason, Outcome, OutcomeReason, Scheme, UnknownFact
from performance.rules.scheme import Deviation

ITEMS: Mapping[str, str | Promise] = {
    "DEPOSIT": gettext_lazy("Deposits"),
    "NPL": gettext_lazy("Non-performing loans"),
    "COLLECTION": gettext_lazy("Loan interest collected"),
    "FEE": gettext_lazy("Fee income"),
    "ACCOUNTS": gettext_lazy("Basic corporate accounts"),
}
AMOUNTS = frozenset(
    {
        IndicatorCode.DEPOSIT_AVG,
        IndicatorCode.DEPOSIT_BASE,
        IndicatorCode.NEW_DEPOSIT_AVG,
        IndicatorCode.LOAN_AVG,
        IndicatorCode.FEE_INCOME,
    }
)


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def item_name(code: str) -> str:
    """The item of a scheme; a code of the bank's own stays as it is."""
    return str(ITEMS.get(code, code))


def measure_name(code: str) -> str:
    return _label(IndicatorCode, code)


def scheme_name(code: str) -> str:
    return _label(Scheme, code)


def outcome_name(code: str) -> str:
    return _label(Outcome, code)


def post_name(code: str) -> str:
    return _label(Post, code)


def grade_name(code: str) -> str:
    return _label(Grade, code)


def missing_reason(code: str) -> str:
    return _label(MissingReason, code)


def unknown_fact(code: str) -> str:
    return _label(UnknownFact, code)


def unit_of(measure: str) -> str:
    """percent, money or count: how an actual of the measure is written."""
    if measure.endswith("_PCT"):
        return "percent"
    return "money" if measure in AMOUNTS else "count"


LOAN_COLUMNS: Mapping[str, str | Promise] = {
    "five_class": gettext_lazy("Class"),
    "balance": gettext_lazy("Balance"),
    "interest_due": gettext_lazy("Interest due"),
    "interest_collected": gettext_lazy("Collected"),
}


def loan_column(code: str) -> str:
    return str(LOAN_COLUMNS[code])


def five_class(code: str) -> str:
    return _label(FiveClass, code)


_THIS_YEAR, _LAST_YEAR = gettext_lazy("This year so far"), gettext_lazy("Last year")
# What the two numbers of a figure are, with their units.
PARTS: Mapping[str, tuple[tuple[str | Promise, str], tuple[str | Promise, str]]] = {
    IndicatorCode.DEPOSIT_GROWTH_PCT: (
        (gettext_lazy("Average daily deposits this year"), "money"),
        (gettext_lazy("Average daily deposits last year"), "money"),
    ),
    IndicatorCode.NEW_DEPOSIT_AVG: (
        (gettext_lazy("Average daily deposits this year"), "money"),
        (gettext_lazy("Average daily deposits last year"), "money"),
    ),
    IndicatorCode.NPL_PCT: (
        (gettext_lazy("Non-performing loans"), "money"),
        (gettext_lazy("All loans"), "money"),
    ),
    IndicatorCode.INTEREST_COLLECTION_PCT: (
        (gettext_lazy("Interest collected this year"), "money"),
        (gettext_lazy("Interest due this year"), "money"),
    ),
    IndicatorCode.FEE_GROWTH_PCT: (
        (gettext_lazy("Fee income this year"), "money"),
        (gettext_lazy("Fee income in the same months of last year"), "money"),
    ),
}


def part_names(measure: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Names and units of the two numbers that a figure was made of."""
    unit = unit_of(measure)
    first, second = PARTS.get(measure, ((_THIS_YEAR, unit), (_LAST_YEAR, unit)))
    return (str(first[0]), first[1]), (str(second[0]), second[1])


def preset_title(key: str) -> str:
    """A preset in words; one that the product no longer knows stays its key."""
    known = policies.registered().get(key)
    return known.title if known else key


def outcome_reason(reason: Mapping[str, Any]) -> str:
    """A ground with the figure and the line that was crossed."""
    text = _label(OutcomeReason, reason["kind"])
    if reason["line"] is None:
        return text
    if reason["actual"] is None:
        return _("%(ground)s (%(line)s)") % {"ground": text, "line": reason["line"]}
    return _("%(ground)s: %(actual)s, line %(line)s") % {
        "ground": text,
        "actual": number(reason["actual"]),
        "line": reason["line"],
    }


def number(text: str | Decimal | None, places: int = 4) -> str:
    """A number with at most `places` decimals and no trailing zeros."""
    if text is None or text == "":
        return "—"
    return plain(round_half_up(Decimal(text), places))


def rule(measure: str, rule: Mapping[str, Any]) -> str:
    """The rule of an item in one sentence, made from the parameters that the card keeps."""
    words = {
        "STEP": _step,
        "BAND": _band,
        "RATIO": _ratio,
        "RANK": _rank,
        "DEDUCTION": _deduction,
        "GATE": _gate,
        "COEFFICIENT": _coefficient,
    }
    return words[rule["kind"]](rule, "%" if unit_of(measure) == "percent" else "")


def _step(rule: Mapping[str, Any], unit: str) -> str:
    of_target = rule["deviation"] == Deviation.PERCENT_OF_TARGET.value
    parts = [
        _("%(base)s points at the target of %(target)s%(unit)s; each %(step)s%(step_unit)s above or below it"
          " adds or takes %(points)s points.")
        % {
            "base": rule["base_points"],
            "target": rule["target"],
            "unit": unit,
            "step": rule["step"],
            "step_unit": _("% of the target") if of_target else unit,
            "points": rule["step_points"],
        }
    ]  # fmt: skip
    if rule["cap"] is not None:
        parts.append(_("At most %(cap)s points are added.") % {"cap": rule["cap"]})
    if rule["floor"] is not None:
        parts.append(
            _("At most %(floor)s points are taken off.") % {"floor": rule["floor"].removeprefix("-")}
        )
    return " ".join(parts)


def _bands(rule: Mapping[str, Any], unit: str) -> str:
    found = []
    for band in rule["bands"]:
        if band["below"] is None:
            found.append(_("beyond: %(points)s points") % {"points": band["points"]})
        else:
            found.append(
                _("below %(line)s%(unit)s: %(points)s points")
                % {"line": band["below"], "unit": unit, "points": band["points"]}
            )
    return _("; ").join(found)


def _band(rule: Mapping[str, Any], unit: str) -> str:
    return _("%(base)s points at %(target)s%(unit)s; %(bands)s.") % {
        "base": rule["base_points"],
        "target": rule["target"],
        "unit": unit,
        "bands": _bands(rule, unit),
    }


def _ratio(rule: Mapping[str, Any], unit: str) -> str:
    return _(
        "%(base)s points for the target of %(target)s%(unit)s, less in proportion; at most %(cap)s times."
    ) % {
        "base": rule["base_points"],
        "target": rule["target"],
        "unit": unit,
        "cap": rule["cap"],
    }


def _rank(rule: Mapping[str, Any], unit: str) -> str:
    return _("Points by the place among peers, in per cent from the top: %(bands)s.") % {
        "bands": _bands(rule, "%")
    }


def _deduction(rule: Mapping[str, Any], unit: str) -> str:
    return _("%(base)s points; each event changes them by %(points)s.") % {
        "base": rule["base_points"],
        "points": rule["points_each"],
    }


def _gate(rule: Mapping[str, Any], unit: str) -> str:
    return _("A condition: if it is not met, the total is at most %(cap)s points.") % {
        "cap": rule["total_cap"]
    }


def _coefficient(rule: Mapping[str, Any], unit: str) -> str:
    return _("The total is multiplied by this figure.")
