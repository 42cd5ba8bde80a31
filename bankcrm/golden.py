"""Runs a file of golden cases: exact inputs and outputs of the rules, compared one by one.

The roof merges the apps' adapters and answers the cases that mix apps. No database is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from complaints import golden as complaints
from customers import golden as customers
from organisation import golden as organisation
from organisation.golden import Adapter, GoldenError, Meta, differences, inputs
from performance import golden as performance
from services import golden as services


class ExactLoader(yaml.SafeLoader):
    """Reads YAML without binary floats (a bare 99.8 is the decimal 99.8); `on` stays a word."""

    yaml_implicit_resolvers = {
        first: [one for one in resolvers if first in "tTfF" or one[0] != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _decimal(loader: ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)).replace("_", ""))


ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def band_tables(given: Any, meta: Meta) -> dict[str, Any]:
    """Points by the bands of bad loans, and the grade that a customer's size asks for."""
    given = inputs(given, "npl_pct", "customer_size_wan")
    out: dict[str, Any] = {}
    if given.get("npl_pct") is not None:
        out["npl_points"] = performance.npl_points(given["npl_pct"], meta)
    if given.get("customer_size_wan") is not None:
        out["required_grade"] = customers.required_grades(given["customer_size_wan"], meta)
    return out


def validators_masks_suitability(given: Any, meta: Meta) -> dict[str, Any]:
    """Identity numbers and masks of the floor, suitability of customers."""
    known = ("ids", "mobiles", "cards", "mask", "on", "suitability", "product_rating")
    given = inputs(given, *known)
    return organisation.identity_checks(given, meta) | customers.suitability(given)


def hr_dates(given: Any, meta: Meta) -> dict[str, Any]:
    """Bans, reviews, contacts and leaving."""
    given = inputs(given, "removed_on", "last_review", "last_contact", "notice_on")
    bans = organisation.post_bans(given.get("removed_on") or ())
    return bans | services.contact_dates(given) | performance.leaving(given)


def branch_norms(given: Any, meta: Meta) -> dict[str, Any]:
    """Staffing and violations of the floor, norms of the service side."""
    parts = {
        "staffing": organisation.staffing_norm,
        "wealth_manager_day": services.day_norms,
        "marketing_week": services.week_norms,
        "log_review": services.review_norms,
    }
    given = inputs(given, *parts, "violations")
    out: dict[str, Any] = {
        name: part(given[name]) for name, part in parts.items() if given.get(name) is not None
    }
    if given.get("violations") is not None:
        out |= organisation.violations(given["violations"])
    return out


ADAPTERS: Mapping[str, Adapter] = {
    **customers.ADAPTERS,
    **complaints.ADAPTERS,
    **performance.ADAPTERS,
    "band_tables": band_tables,
    "validators_masks_suitability": validators_masks_suitability,
    "hr_dates": hr_dates,
    "branch_norms": branch_norms,
}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its name and what differs, empty when it passed."""

    name: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        if self.passed:
            return f"{self.name} passed"
        more = len(self.differences) - 1
        return f"{self.name} FAILED: {self.differences[0]}" + (f" (and {more} more)" if more else "")


def read(path: Path) -> Mapping[str, Any]:
    """The file as a mapping with `cases`; GoldenError says what is wrong with it."""
    try:
        loader = ExactLoader(path.read_text(encoding="utf-8-sig"))
        content = loader.get_single_data()
    except (OSError, ValueError, ArithmeticError, yaml.YAMLError) as error:
        raise GoldenError(f"{path}: {one_line(error)}") from error
    if not isinstance(content, Mapping) or not isinstance(content.get("cases"), list):
        raise GoldenError(f"{path}: a mapping with a list of cases was expected")
    return content


def run(content: Mapping[str, Any], *, today: date) -> Iterator[CaseResult]:
    """Run every case of a file; whatever goes wrong in one is that case's failure."""
    for place, case in enumerate(content["cases"], start=1):
        named = isinstance(case, Mapping) and case.get("id")
        name = one_line(case["id"]) if named else f"case {place}"
        yield CaseResult(name, tuple(_differences(case, content.get("meta") or {}, today)))


def _differences(case: Any, meta: Any, today: date) -> list[str]:
    try:
        if not isinstance(case, Mapping):
            raise GoldenError("a mapping was expected")
        adapter = ADAPTERS.get(str(case.get("fn")))
        if adapter is None:
            raise GoldenError(f"fn: unknown function {case.get('fn')!r}")
        if not case.get("out"):
            raise GoldenError("out: nothing is expected")
        computed = adapter(case.get("in"), Meta.read(meta, today))
        return [one_line(text) for text in differences(case["out"], computed)]
    except GoldenError as error:
        return [one_line(error)]
    except Exception as error:
        return [f"in: {type(error).__name__}: {one_line(error)}"]


def one_line(text: Any) -> str:
    return " ".join(str(text).split())
