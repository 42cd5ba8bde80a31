"""Golden cases that customers' rules answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from customers.choices import Tier
from customers.presets import PRESETS, shipped
from customers.rules.assignment import required_grade
from customers.rules.suitability import SuitabilityPolicy, decide, effective_rating
from customers.rules.tiering import Segment, average_of, path, tier_for
from organisation.golden import Adapter, Meta, day, decimal, inputs, needed, one_of
from organisation.rules.numbers import exact, round_half_up

WAN = 10_000


@cache
def policy(key: str) -> Any:
    """The shipped policy of customers."""
    return PRESETS[key](shipped()[key].value)


def tiering(given: Any, meta: Meta) -> dict[str, Any]:
    """The average of balance segments with its tier, and the effective tiers of a path of month averages."""
    given, rule = inputs(given, "average", "path"), policy("customers.tiering")
    out: dict[str, Any] = {}
    if given.get("average") is not None:
        asked = inputs(given["average"], "segments")
        segments = [Segment(day(a), day(b), decimal(amount)) for a, b, amount in needed(asked, "segments")]
        average = average_of(segments)
        mean = sum((exact(segment.amount) for segment in segments), exact(0)) / len(segments)
        out |= {
            "avg": average.rounded,
            "tier": tier_for(average.value, rule),
            "wrong_mean_of_segments": round_half_up(mean),
        }
    if given.get("path") is not None:
        asked = inputs(given["path"], "start", "monthly")
        start = asked.get("start")
        held = None if start is None else Tier(one_of(start, "in.path.start", *Tier.values))
        decisions = path(held, [decimal(one) for one in needed(asked, "monthly")], rule)
        out["effective"] = [decision.effective for decision in decisions]
        out["months_below"] = [decision.months_below for decision in decisions]
    return out


def required_grades(rows: Sequence[Sequence[Any]], meta: Meta) -> list[str]:
    """The grade that each customer's deposits and loans (in 万) ask for."""
    rule = replace(policy("customers.customer_size"), line_below=meta.bounds == "civil_code")
    return [required_grade(decimal(d) * WAN, decimal(loan) * WAN, rule).grade for d, loan in rows]


def suitability(given: Mapping[str, Any]) -> dict[str, Any]:
    """Suitability of rows [customer level, product level, assessed on, asked on]; the rating that counts."""
    rule: SuitabilityPolicy = policy("customers.suitability")
    out: dict[str, Any] = {}
    if given.get("suitability") is not None:
        out["suitability"] = [
            decide(
                customer_level=int(customer),
                product_level=int(product),
                assessed_on=day(assessed),
                on=day(on),
                policy=rule,
            ).answer
            for customer, product, assessed, on in given["suitability"]
        ]
    if given.get("product_rating") is not None:
        rating = inputs(given["product_rating"], "issuer", "seller")
        out["effective_product_rating"] = effective_rating(int(rating["issuer"]), int(rating["seller"]))
    return out


ADAPTERS: Mapping[str, Adapter] = {"tiering": tiering}
