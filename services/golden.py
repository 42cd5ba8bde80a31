"""Golden cases that the service norms answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from organisation.golden import day, inputs
from services.presets import PRESETS, shipped
from services.rules.contacts import ContactPolicy, contact_due, review_due
from services.rules.norms import WealthManagerDay, log_review, marketing_week, wealth_manager_day

DAY_NORMS = {"CALLS": "calls", "VISITS": "visits", "CONTACT": "contact", "RECEPTION": "reception"}


@cache
def policy(key: str) -> Any:
    """The shipped policy of the service side."""
    return PRESETS[key](shipped()[key].value)


def day_norms(given: Any) -> dict[str, Any]:
    """A wealth manager's day: a status for each norm, and the share of contact time."""
    fields = ("calls", "visits", "work_minutes", "contact_minutes", "longest_walk_in_minutes")
    facts = WealthManagerDay(**{key: int(value) for key, value in inputs(given, *fields).items()})
    checks = {str(one.code): one for one in wealth_manager_day(facts, policy("services.norms"))}
    statuses: dict[str, Any] = {name: checks[code].status for code, name in DAY_NORMS.items()}
    return statuses | {"contact_share_pct": checks["CONTACT"].actual}


def week_norms(given: Any) -> dict[str, Any]:
    """A marketing manager's week."""
    given = inputs(given, "work_minutes", "field_minutes")
    one = marketing_week(int(given["work_minutes"]), int(given["field_minutes"]), policy("services.norms"))
    return {"field_share_pct": one.actual, "field": one.status}


def review_norms(given: Any) -> dict[str, Any]:
    """A head's review of logs."""
    given = inputs(given, "logs", "inspected", "annotated")
    counts = (int(given["logs"]), int(given["inspected"]), int(given["annotated"]))
    inspected, annotated = log_review(*counts, policy("services.norms"))
    return {
        "inspected_pct": inspected.actual,
        "inspected": inspected.status,
        "annotated_pct": annotated.actual,
        "annotated": annotated.status,
    }


def contact_dates(given: Mapping[str, Any]) -> dict[str, Any]:
    """When the next portfolio review and the next contact are due."""
    rule: ContactPolicy = policy("services.contacts")
    out: dict[str, Any] = {}
    if given.get("last_review") is not None:
        out["review_due"] = review_due(day(given["last_review"]), rule)
    if given.get("last_contact") is not None:
        out["contact_due"] = contact_due(day(given["last_contact"]), rule)
    return out
