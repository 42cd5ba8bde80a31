"""The pages against the floor, their statements and their plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.test import override_settings

from bankcrm.bench import floor, plans, readers, timing
from bankcrm.bench.readers import FLOOR_PAGE, Page, Reader
from bankcrm.bench.report import Finding, count, seconds
from bankcrm.workbench import panels

REPEATS = 20  # requests of one page in one round
OWN_ROWS = 2000  # whatever the size of the bank: a manager has a few hundred customers
LIST_P50, LIST_P95, SEARCH_P50, CUSTOMER_P50 = 1.25, 1.5, 1.875, 2.0
URLS = {"ROOT_URLCONF": "bankcrm.bench.urls"}


@dataclass(slots=True)
class Facts:
    """What does not depend on the machine: statements per page, and tables read from end to end."""

    findings: list[Finding] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)


def facts(cast: dict[str, Reader]) -> Facts:
    """Ask for every page once in every scope; count its statements and explain them."""
    found, looked = Facts(), {"": 0}
    with override_settings(**URLS):
        for reader in cast.values():
            for page in pages_of(reader):
                if not reader.ask(page):  # the first time also reads what is kept for the process
                    continue
                watched = plans.watch(partial(reader.ask, page))
                name = f"{page.name} ({reader.scope})"
                found.findings.append(count(name, len(watched.statements), page.statements))
                found.scans += [f"{name} reads all of {scan}" for scan in watched.scans]
                if reader.scope == "manager":
                    looked[name] = watched.rows
    most = max(looked, key=looked.__getitem__)
    found.findings.append(count("rows that a manager's page looks at", looked[most], OWN_ROWS, most))
    return found


def pages_of(reader: Reader) -> Sequence[Page]:
    """Everything that the reader's morning is made of."""
    customer = readers.customer_of(reader)
    found = [*readers.list_pages(customer), *readers.searches(customer), *readers.customer_pages(customer)]
    found.append(Page("workbench", "/"))
    dashboard = [
        Page(f"panel {one.name}", one.url, part=True, statements=readers.PANEL)
        for one in panels(reader.staff)
    ]
    return [*found, *dashboard]


def times(cast: dict[str, Reader], rounds: int, repeats: int = REPEATS) -> list[Finding]:
    """The list, the search and the customer page of each scope against the floor of a manager's own customers."""
    ways: dict[str, Callable[[], object]] = {"floor": _floor(cast["manager"])}
    for scope in ("manager", "branch", "bank"):
        reader = cast[scope]
        customer = readers.customer_of(reader)
        opened, deeper = readers.list_pages(customer)[:2]
        by_name = readers.searches(customer)[0]
        for page in (opened, deeper, by_name, readers.customer_pages(customer)[0]):
            ways[f"{page.name} ({scope})"] = partial(reader.ask, page)
    with override_settings(**URLS):
        taken = _rounds(ways, rounds, repeats)
    bare = taken.pop("floor")
    return [one for name, values in taken.items() for one in _against(name, values, bare)]


def _floor(reader: Reader) -> Callable[[], object]:
    """The floor with a client whose handler has the floor's middleware; it is made by the first request."""
    own = Reader("floor", reader.staff, readers.signed_in(reader.staff))
    with override_settings(**URLS, MIDDLEWARE=floor.MIDDLEWARE):
        own.ask(FLOOR_PAGE)
    return partial(own.ask, FLOOR_PAGE)


def _rounds(ways: dict[str, Callable[[], object]], rounds: int, repeats: int) -> dict[str, list[list[float]]]:
    for work in ways.values():
        work()
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for values in taken.values():
            values.append([])
        # One request of each in turn: what slows the machine for a moment hits all of them.
        for _ in range(repeats):
            for name, work in ways.items():
                taken[name][-1].append(timing.clock(work))
    return taken


def _against(name: str, ours: list[list[float]], bare: list[list[float]]) -> list[Finding]:
    goals: tuple[float, float | None] = (LIST_P50, LIST_P95)
    if name.startswith("search"):
        goals = (SEARCH_P50, None)
    elif name.startswith("customer"):
        goals = (CUSTOMER_P50, None)
    found = []
    for share, goal in zip((0.5, 0.95), goals, strict=True):
        mine = [timing.percentile(values, share) for values in ours]
        least = [timing.percentile(values, share) for values in bare]
        texts = seconds(timing.spread(mine)), seconds(timing.spread(least))
        figure = timing.ratios(mine, least)
        found.append(Finding(f"{name} p{share * 100:.0f}", figure, goal, *texts))
    return found
