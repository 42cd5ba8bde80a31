"""Golden cases that the complaint clocks answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from complaints.choices import Classification
from complaints.presets import PRESETS, shipped
from complaints.rules.deadlines import (
    DeadlinePolicy,
    decision_due,
    opinion_reply_due,
    review_answer_due,
    review_request_until,
)
from organisation.golden import Adapter, Meta, calendar_of, day, inputs, needed


@cache
def policy(key: str) -> Any:
    """The shipped policy of complaints."""
    return PRESETS[key](shipped()[key].value)


def deadlines(given: Any, meta: Meta) -> dict[str, Any]:
    """Legal days of a complaint, of its review, and replies to opinions."""
    given = inputs(given, "complaint_received", "decision_delivered", "review_requested", "replies")
    rule: DeadlinePolicy = policy("complaints.deadlines")
    out: dict[str, Any] = {}
    if given.get("complaint_received") is not None:
        received = day(given["complaint_received"])
        for classification in Classification:
            out[f"{classification.value.lower()}_due"] = decision_due(received, classification, rule).due
    if given.get("decision_delivered") is not None:
        out["review_request_until"] = review_request_until(day(given["decision_delivered"]), rule).due
    if given.get("review_requested") is not None:
        out["review_answer_due"] = review_answer_due(day(given["review_requested"]), rule).due
    if given.get("replies") is not None:
        out["reply_due"] = [_reply_due(one) for one in given["replies"]]
    return out


def _reply_due(given: Any) -> date:
    given = inputs(given, "received", "holidays", "makeup", "closures", "n")
    received = day(needed(given, "received"))
    working_days = None if given.get("n") is None else int(given["n"])
    calendar = calendar_of(given, received)
    rule = policy("complaints.deadlines")
    return opinion_reply_due(received, rule, calendar, working_days=working_days).due


ADAPTERS: Mapping[str, Adapter] = {"deadlines": deadlines}
