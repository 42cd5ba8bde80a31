"""Which products suit a customer and why, and what customers hold above their level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from customers.choices import RiskLevel, Suitability
from customers.models import Account, Customer, IssuerRating, Product
from customers.policies import SUITABILITY
from customers.queries.balances import balance_on
from customers.queries.conditions import below
from customers.queries.sight import Amount, Sight
from customers.rules.suitability import (
    NOT_COVERED,
    SuitabilityDecision,
    SuitabilityPolicy,
    decide,
    effective_rating,
    good_since,
    level_of,
    valid_through,
)
from organisation.masking import Column
from organisation.paging import Page, page_of
from organisation.templatetags.screen import day_text


@dataclass(frozen=True, slots=True)
class Rated:
    """A product with the bank's rating, the issuer's where it is known, and the one that counts: the higher."""

    code: str
    name: str
    asset_class: str
    bank: str
    issuer: str
    counts: int

    @property
    def raised(self) -> bool:
        """Whether the issuer's rating is higher and therefore counts."""
        return bool(self.issuer) and level_of(self.issuer) > level_of(self.bank)


@dataclass(frozen=True, slots=True)
class Match:
    """A product for one customer, with the answer of the rule and its reason in a sentence."""

    product: Rated
    decision: SuitabilityDecision
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The customer's risk assessment: level, day, last good day, days left (negative: past), completed years."""

    level: str
    assessed_on: date | None
    through: date | None
    days_left: int | None

    @property
    def expired(self) -> bool:
        return self.days_left is not None and self.days_left < 0


def rated_products(on: date) -> Mapping[int, Rated]:
    """Every product with a rating that the rule covers, by key. Two queries."""
    theirs = dict(IssuerRating.objects.filter(period__contains=on).values_list("product_id", "rating"))
    products = Product.objects.exclude(risk_rating="").exclude(asset_class__in=NOT_COVERED)
    return {
        one.pk: Rated(
            code=one.product_code,
            name=one.name,
            asset_class=one.asset_class,
            bank=one.risk_rating,
            issuer=theirs.get(one.pk, ""),
            counts=effective_rating(level_of(theirs.get(one.pk, one.risk_rating)), level_of(one.risk_rating)),
        )
        for one in products
    }


def assessment(sight: Sight, customer: Customer) -> Assessment:
    """One query."""
    policy = SUITABILITY.on(sight.day)
    assessed = customer.risk_assessed_on
    through = valid_through(assessed, policy) if assessed and customer.risk_level else None
    return Assessment(
        level=str(RiskLevel(customer.risk_level).label) if _level(customer) else "",
        assessed_on=assessed,
        through=through,
        days_left=(through - sight.day).days if through else None,
    )


def matches(sight: Sight, customer: Customer) -> tuple[Match, ...]:
    """Every product of the shelf that the rule covers: the suitable ones first, the riskiest of them on top. Three
    queries, whatever the number of products."""
    policy = SUITABILITY.on(sight.day)
    found = []
    for product in rated_products(sight.day).values():
        decision = _decided(customer, product, sight.day, policy)
        found.append(Match(product, decision, why(decision, product)))
    return tuple(
        sorted(found, key=lambda one: (not one.decision.allowed, -one.product.counts, one.product.code))
    )


def _level(customer: Customer) -> int | None:
    return level_of(customer.risk_level) if customer.risk_level in RiskLevel.values else None


def _decided(customer: Customer, product: Rated, on: date, policy: SuitabilityPolicy) -> SuitabilityDecision:
    return decide(
        customer_level=_level(customer),
        product_level=product.counts,
        assessed_on=customer.risk_assessed_on,
        on=on,
        policy=policy,
        birth_date=customer.birth_date,
    )


_WHY: Mapping[Suitability, str | Promise] = {
    Suitability.ALLOW: gettext_lazy("%(product)s is within %(customer)s."),
    Suitability.ALLOW_WITH_CARE: gettext_lazy(
        "%(product)s is within %(customer)s; at the age of %(age)s special handling."
    ),
    Suitability.DENY_NOT_ASSESSED: gettext_lazy("There is no risk assessment."),
    Suitability.DENY_EXPIRED: gettext_lazy("The risk assessment was good until %(day)s."),
    Suitability.DENY_LEVEL: gettext_lazy("%(product)s is above %(customer)s."),
}


def why(decision: SuitabilityDecision, product: Rated) -> str:
    """The answer in a sentence, with the levels, the day or the age that decided it; in a second one that the
    issuer's rating counts, where it does."""
    sentence: str = _WHY[decision.answer] % {
        "product": f"R{decision.product_level}",
        "customer": f"C{decision.customer_level}",
        "day": day_text(decision.valid_through) if decision.valid_through else "",
        "age": decision.age,
    }
    if not product.raised:
        return sentence
    both = {"issuer": product.issuer, "bank": product.bank}
    raised = _("The issuer rates %(issuer)s, the bank %(bank)s: the higher counts.") % both
    return pgettext("two sentences", "%(first)s %(second)s") % {"first": sentence, "second": raised}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something held that could not be sold to the customer today."""

    number: str
    name: str | None
    level: str
    product: Rated
    answer: Suitability
    reason: str
    balance: Amount


CONFLICTS: Mapping[str, Suitability] = {
    "level": Suitability.DENY_LEVEL,
    "expired": Suitability.DENY_EXPIRED,
    "none": Suitability.DENY_NOT_ASSESSED,
}


@dataclass(frozen=True, slots=True)
class ConflictFilter:
    """Which conflicts a reader asks for: their kind, and the branch."""

    kind: str = "level"
    branch: str = ""


_LEVEL = ConflictFilter()


def conflicts(sight: Sight, wanted: ConflictFilter = _LEVEL, number: int = 1) -> Page[Conflict]:
    """Open holdings in the reader's scope whose product is not suitable now, by customer. Four queries."""
    policy = SUITABILITY.on(sight.day)
    products = rated_products(sight.day)
    rows = (
        Account.objects.filter(
            _condition(wanted.kind, products, good_since(sight.day, policy)), closed_on=None
        )
        .visible_to(sight.staff)
        .annotate(now=balance_on(sight.day))
        .filter(now__gt=0)
        .select_related("customer")
        .order_by("customer__customer_no", "product_id", "pk")
    )
    if wanted.branch:
        rows = rows.filter(below(wanted.branch, "customer__home_branch"))
    page = page_of(rows, number)
    return page.of(lambda row: _conflict(sight, row, products[row.product_id], policy))


def _condition(kind: str, products: Mapping[int, Rated], since: date) -> Q:
    """In SQL, what the rule will answer: the levels below each rating, or an assessment that is gone or absent."""
    rated = Q(product__in=list(products))
    absent = ~Q(customer__risk_level__in=RiskLevel.values) | Q(customer__risk_assessed_on=None)
    if kind == "none":
        return rated & absent
    if kind == "expired":
        return rated & ~absent & Q(customer__risk_assessed_on__lt=since)
    by_rating: dict[int, list[int]] = defaultdict(list)
    for key, product in products.items():
        by_rating[product.counts].append(key)
    above = Q(pk__in=[])
    for rating, keys in by_rating.items():
        lower: Sequence[str] = [level for level in RiskLevel.values if level_of(level) < rating]
        above |= Q(product__in=keys, customer__risk_level__in=lower)
    return above & Q(customer__risk_assessed_on__gte=since)


def _conflict(sight: Sight, row: Any, product: Rated, policy: SuitabilityPolicy) -> Conflict:
    decision = _decided(row.customer, product, sight.day, policy)
    return Conflict(
        number=row.customer.customer_no,
        name=sight.name(row.customer.name),
        level=sight.unless_absent(Column.PROFILE, row.customer.risk_level) or "",
        product=product,
        answer=decision.answer,
        reason=why(decision, product),
        balance=sight.amount(row.now),
    )
