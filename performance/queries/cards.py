"""Scorecards of the published night: the list in scope, one card, and what moved since the night before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import Http404

from organisation.models import Branch, Preset, Publication
from organisation.queries import night_read_by
from organisation.scoping import ScopedQuerySet
from performance.choices import LineStatus, Scheme
from performance.models import Scorecard, ScoreLine

if TYPE_CHECKING:
    from organisation.models import Staff

PAGE_ROWS = 25
OFFICES = 1_000
# What the list may be sorted by; each key is a column of the card without empty values but the last.
ORDERS: Mapping[str, str] = {
    "staff": "staff__staff_no",
    "branch": "branch__path",
    "scheme": "scheme",
    "total": "total",
    "open": "open_points",
}
DEFAULT_ORDER = "-total"


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What the reader asked for. `branch` takes in all below it; `q` begins a staff number or a name."""

    scheme: str = ""
    branch: str = ""
    complete: str = ""  # "yes", "no" or empty
    outcome: str = ""
    q: str = ""
    sort: str = DEFAULT_ORDER


@dataclass(frozen=True, slots=True)
class Totals:
    cards: int
    complete: int
    proposals: int


@dataclass(frozen=True, slots=True)
class CardPage:
    """Rows of the list and the cards from which the pages beside them start (0 where there is none)."""

    rows: tuple[Scorecard, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Move:
    """A line that is not as it was on the previous business date, and the figure that moved it."""

    item: str
    measure: str
    points_before: Decimal | None
    points: Decimal | None
    actual_before: Decimal | None
    actual: Decimal | None
    rule_changed: bool
    parts: tuple[tuple[str, str, str], ...]  # name of the part, before, now


@dataclass(frozen=True, slots=True)
class Comparison:
    """A card beside the previous one of the same person under the same scheme."""

    previous: Scorecard
    moves: tuple[Move, ...]

    @property
    def still(self) -> bool:
        return not self.moves


def current(reader: Staff, night: Publication | None = None) -> QuerySet[Scorecard]:
    """Cards of the published night that the reader may see. One query for the night unless it is given."""
    night = night or night_read_by(reader)
    cards: QuerySet[Scorecard] = Scorecard.objects.visible_to(reader)
    return cards.filter(run_id=night.run_id) if night else cards.none()


def listed(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """Cards as a list shows them, with `scored`: whether any line is scored, so that a card without a single
    figure shows no total instead of a zero."""
    scored = ScoreLine.objects.filter(card=OuterRef("pk"), points__isnull=False)
    return cards.select_related("staff", "branch").defer("inputs").annotate(scored=Exists(scored))


def in_full() -> ScopedQuerySet[Scorecard]:
    """Cards with person, branch and lines, to be cut to a reader's scope by the caller."""
    return Scorecard.objects.select_related("staff", "branch").prefetch_related("lines")


def versions_of(card: Scorecard) -> list[Preset]:
    """The preset versions that the card names, with their sources. One query."""
    used = (card.inputs["scheme"], card.inputs["outcomes"])
    wanted = Q(key=used[0]["key"], version=used[0]["version"]) | Q(
        key=used[1]["key"], version=used[1]["version"]
    )
    return list(Preset.objects.filter(wanted).order_by("-key"))


def offices(reader: Staff) -> list[tuple[str, str]]:
    """Number and name of the offices that the reader may see, for the filter. One query."""
    return list(Branch.objects.visible_to(reader).order_by("path").values_list("branch_no", "name")[:OFFICES])


def filtered(cards: QuerySet[Scorecard], wanted: CardFilter) -> QuerySet[Scorecard]:
    if wanted.scheme:
        cards = cards.filter(scheme=wanted.scheme)
    if wanted.branch:
        cards = cards.filter(branch__path__contains=f"/{wanted.branch}/")
    if wanted.complete:
        cards = cards.filter(complete=wanted.complete == "yes")
    if wanted.outcome:
        cards = cards.filter(outcome="" if wanted.outcome == "NONE" else wanted.outcome)
    if wanted.q:
        cards = cards.filter(Q(staff__staff_no__istartswith=wanted.q) | Q(staff__name__startswith=wanted.q))
    return cards


def totals(cards: QuerySet[Scorecard]) -> Totals:
    """How many cards there are, how many are complete, how many propose something. One query."""
    found = cards.order_by().aggregate(
        cards=Count("pk"),
        complete=Count("pk", filter=Q(complete=True)),
        proposals=Count("pk", filter=Q(outcome__startswith="PROPOSE")),
    )
    return Totals(**found)


def page(cards: QuerySet[Scorecard], sort: str, *, after: int = 0, before: int = 0) -> CardPage:
    """25 rows after (or before) a card in the order of `sort`. A card that is not there is not found (404)."""
    down, field = sort.startswith("-"), ORDERS[sort.removeprefix("-")]
    falling = down is not bool(before)
    if after or before:
        anchor = cards.filter(pk=after or before).values_list(field, "pk").first()
        if anchor is None:
            raise Http404("no such position")
        way = "lt" if falling else "gt"
        tied = Q(**{field: anchor[0], f"pk__{way}": anchor[1]})
        cards = cards.filter(Q(**{f"{field}__{way}": anchor[0]}) | tied)
    order = (f"-{field}", "-pk") if falling else (field, "pk")
    found = list(listed(cards).order_by(*order)[: PAGE_ROWS + 1])
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if before:
        found.reverse()
    if not found:
        return CardPage((), 0, 0)
    earlier, later = (more, True) if before else (bool(after), more)
    return CardPage(tuple(found), found[0].pk if earlier else 0, found[-1].pk if later else 0)


def peers(card: Scorecard) -> int:
    """How many complete cards the card's rank is out of."""
    cards = Scorecard.objects.unscoped("the size of the peer group")
    found: int = cards.filter(run_id=card.run_id, scheme=card.scheme, complete=True).count()
    return found


def own_card(reader: Staff, night: Publication | None = None) -> Scorecard | None:
    """The reader's own card of the published night. Two queries."""
    return current(reader, night).filter(staff=reader).first()


def ranking(reader: Staff, branch_path: str, limit: int) -> list[Scorecard]:
    """The people of a branch and below but for its own head, best total first, complete cards before others."""
    cards = current(reader).filter(branch__path__startswith=branch_path)
    cards = cards.exclude(branch__path=branch_path, scheme=Scheme.BRANCH_HEAD)
    return list(listed(cards).order_by("-complete", "-total", "staff")[:limit])


def comparison(card: Scorecard) -> Comparison | None:
    """The card beside the newest one of an earlier business date; None when there is none. Two queries, the lines
    of both cards among them."""
    earlier = Scorecard.objects.unscoped("the same person's card of the day before").filter(
        staff_id=card.staff_id, scheme=card.scheme, business_date__lt=card.business_date
    )
    previous = earlier.order_by("-business_date", "-run_id").first()
    prefetch_related_objects([one for one in (card, previous) if one], "lines")
    if previous is None:
        return None
    before = {line.item: line for line in previous.lines.all()}
    moves = [_move(line, before.get(line.item)) for line in card.lines.all()]
    return Comparison(previous, tuple(move for move in moves if move))


def _move(line: ScoreLine, before: ScoreLine | None) -> Move | None:
    """What moved in a line; None when points, actual and rule are as they were."""
    rule_changed = before is not None and before.explanation["rule"] != line.explanation["rule"]
    same = before is not None and (before.points, before.actual) == (line.points, line.actual)
    if same and not rule_changed:
        return None
    return Move(
        item=line.item,
        measure=line.measure,
        points_before=before.points if before else None,
        points=line.points,
        actual_before=before.actual if before else None,
        actual=line.actual,
        rule_changed=rule_changed,
        parts=_parts(before.explanation["figure"] if before else {}, line.explanation["figure"]),
    )


def _parts(
    before: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> tuple[tuple[str, str, str], ...]:
    """The numerator and denominator of the figure where they moved."""
    before, now = before or {}, now or {}
    return tuple(
        (name, before.get(name) or "", now.get(name) or "")
        for name in ("numerator", "denominator")
        if before.get(name) != now.get(name)
    )


def missing_lines(cards: QuerySet[Scorecard]) -> list[tuple[str, str, str, int]]:
    """(scheme, measure, reason, cards) of the lines that no figure fills, most frequent first. One query."""
    lines = ScoreLine.objects.unscoped("counted over cards the reader may see").filter(
        card__in=cards.order_by().values("pk"), status=LineStatus.MISSING
    )
    grouped = lines.values_list("card__scheme", "measure", "explanation__reason").annotate(cards=Count("pk"))
    return list(grouped.order_by("-cards", "card__scheme", "measure"))
