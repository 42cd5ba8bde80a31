"""Who must not be contacted for marketing, and why: asked by every list of people who are to be contacted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from customers.choices import BlockReason
from customers.models import Consent, Customer
from customers.policies import CONSENT
from customers.queries.sight import Sight
from customers.rules.consent import CHANNELS, ConsentPolicy, block_of
from organisation.masking import Column
from organisation.policies import value_as_of


def standing(customer_ids: Iterable[int], on: date) -> Mapping[int, Mapping[str, Consent]]:
    """The answer that stands for each customer and channel on the day. One query."""
    rows = (
        Consent.objects.unscoped("of customers whom the caller found in scope")
        .filter(customer__in=list(customer_ids), said_on__lte=on)
        .order_by("customer_id", "channel", "-said_on", "-id")
        .distinct("customer_id", "channel")
    )
    found: dict[int, dict[str, Consent]] = defaultdict(dict)
    for row in rows:
        found[row.customer_id][row.channel] = row
    return found


def blocked(customer_ids: Iterable[int], *, channel: str = "", on: date) -> Mapping[int, BlockReason]:
    """The customers among these who must not be contacted for marketing on the day, by key; on one channel, or on
    any where none is named. A list drops them and says how many and why (`reasons`). One query."""
    said = Consent.objects.unscoped("of customers whom the caller found in scope").filter(
        customer=OuterRef("pk"), said_on__lte=on
    )
    newest = said.order_by("channel", "-said_on", "-id").distinct("channel")
    rows = (
        Customer.objects.unscoped("of customers whom the caller found in scope")
        .filter(pk__in=list(customer_ids))
        .values_list(
            "pk",
            "marketing_opt_out",
            ArraySubquery(newest.values(said=JSONObject(channel="channel", answer="answer"))),
            value_as_of(CONSENT.key, on),
        )
    )
    found: dict[int, BlockReason] = {}
    policy: ConsentPolicy | None = None
    for pk, opt_out, spoken, value in rows:
        policy = policy or CONSENT.parsed(value, on)
        answers = {one["channel"]: one["answer"] for one in spoken}
        reason = block_of(opt_out=opt_out, answers=answers, channel=channel, policy=policy)
        if reason is not None:
            found[pk] = reason
    return found


def block_seen(sight: Sight, customer: Customer) -> BlockReason | None:
    """Why this customer must not be contacted for marketing, for those who see a customer's profile. One query."""
    return marks(sight, [customer.pk]).get(customer.pk)


def marks(sight: Sight, customer_ids: Iterable[int]) -> Mapping[int, BlockReason]:
    """Who of a list's page must not be contacted for marketing today, to be marked there: what a customer said this
    morning holds at once, whatever day the figures are of. For those who see a customer's profile. One query, none
    for the others."""
    return blocked(customer_ids, on=timezone.localdate()) if sight.sees(Column.PROFILE) else {}


def reasons(blocks: Iterable[BlockReason]) -> tuple[tuple[str, int], ...]:
    """How many were left out for which reason, in the order of the closed list."""
    counted = dict.fromkeys(BlockReason, 0)
    for block in blocks:
        counted[block] += 1
    return tuple((str(reason.label), count) for reason, count in counted.items() if count)


def newest_of(customer_id: int) -> Consent | None:
    """The answer that was recorded last, for any channel. One query."""
    rows = Consent.objects.unscoped("of a customer whom the caller found in scope")
    return rows.filter(customer=customer_id).select_related("recorded_by").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel, what stands for it, and why it is closed ("" where it is open)."""

    channel: str
    label: str
    stands: Consent | None
    closed: str


@dataclass(frozen=True, slots=True)
class ConsentSheet:
    """All that a customer has said: whether all marketing is refused, each channel, and the history."""

    block: BlockReason | None
    lines: tuple[ChannelLine, ...]
    history: tuple[Consent, ...]


def sheet(sight: Sight, customer: Customer) -> ConsentSheet:
    """Two queries."""
    history = tuple(
        Consent.objects.filter(customer=customer)
        .visible_to(sight.staff)
        .select_related("recorded_by")
        .order_by("-said_on", "-pk")
    )
    stands = {one.channel: one for one in reversed(history)}  # the newest of each channel
    answers = {channel: one.answer for channel, one in stands.items()}
    policy = CONSENT.on(timezone.localdate())
    opt_out = customer.marketing_opt_out

    def reason(channel: str) -> BlockReason | None:
        return block_of(opt_out=opt_out, answers=answers, channel=channel, policy=policy)

    whole = reason("")
    lines = tuple(
        ChannelLine(one, str(one.label), stands.get(one), why.sentence if (why := reason(one)) else "")
        for one in CHANNELS
    )
    return ConsentSheet(whole, lines, history)
