"""Who reads the pages of a bench: a manager, the head of an outlet, the head of the bank and an auditor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, Count
from django.test import Client

from bankcrm.bench.urls import FLOOR
from customers import search
from customers.models import Customer, CustomerDay
from customers.queries.listing import PAGE_ROWS
from organisation.choices import BranchLevel, Post
from organisation.models import Posting, Staff
from organisation.queries import published

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HTMX = {"HX-Request": "true"}
# Statements that a page may cost. A search asks one question for each kind of key that the text could be.
LIST, SEARCH, CUSTOMER, PANEL = 8, 10, 10, 6


class BenchFailed(Exception):
    """What was to be measured did not work; the message says what."""


@dataclass(frozen=True, slots=True)
class Page:
    """An address as one reader asks for it. `data`: what is posted; `part`: asked by htmx for a part of a page."""

    name: str
    path: str
    data: dict[str, str] | None = None
    part: bool = False
    statements: int = LIST


@dataclass(frozen=True, slots=True)
class Reader:
    """A signed-in person and the size of what they see."""

    scope: str
    staff: Staff
    client: Client = field(repr=False)

    def ask(self, page: Page) -> bool:
        """Get the page whole; False when the reader's role is refused it. BenchFailed on any other answer."""
        headers: Any = HTMX if page.part else {}
        if page.data is None:
            response = self.client.get(page.path, headers=headers)
        else:
            response = self.client.post(page.path, page.data, headers=headers)
        if response.status_code == 403:
            return False
        if response.status_code != 200 or not response.content:
            raise BenchFailed(f"{page.name} answers {response.status_code} to the {self.scope}: {page.path}")
        return True


def signed_in(staff: Staff) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(staff, backend=BACKEND)
    return client


def cast() -> dict[str, Reader]:
    """One reader for each scope. The bank must have a published night."""
    people = {
        "manager": _manager(),
        "branch": _head(_largest_outlet()),
        "bank": _head_office(),
        "audit": _in_post(Post.AUDITOR),
    }
    missing = [scope for scope, staff in people.items() if staff is None]
    if missing:
        raise BenchFailed(f"the bank has nobody for the scope of: {', '.join(missing)}")
    return {scope: Reader(scope, staff, signed_in(staff)) for scope, staff in people.items() if staff}


def _days() -> Any:
    night = published()
    if night is None:
        raise BenchFailed("no night is published")
    return CustomerDay.objects.unscoped("cast of the bench").filter(run_id=night.run_id)


def _manager() -> Staff | None:
    """The manager whose customers hold least on average, among those with more than a page of them: nobody's own
    stand further down in the bank. In a very small bank, the one with the most customers."""
    managers = _days().exclude(owner=None).values("owner").annotate(n=Count("customer"), mean=Avg("aum"))
    found = managers.filter(n__gt=PAGE_ROWS).order_by("mean").first() or managers.order_by("-n").first()
    people = Staff.objects.unscoped("cast of the bench")
    manager: Staff | None = people.filter(pk=found["owner"]).first() if found else None
    return manager


def _largest_outlet() -> int:
    most = _days().values("branch").annotate(n=Count("customer")).order_by("-n").first()
    return int(most["branch"]) if most else 0


def _in_post(post: str, **where: Any) -> Staff | None:
    postings = Posting.objects.unscoped("cast of the bench").filter(post=post, **where)
    found: Posting | None = postings.select_related("staff").first()
    return found.staff if found else None


def _head(branch_id: int) -> Staff | None:
    return _in_post(Post.BRANCH_HEAD, branch=branch_id)


def _head_office() -> Staff | None:
    return _in_post(Post.BRANCH_HEAD, branch__level=BranchLevel.HEAD_OFFICE)


def customer_of(reader: Reader) -> Customer:
    """A customer in the middle of what the reader sees, by assets, who has managers."""
    mine = _days().visible_to(reader.staff).exclude(owner=None).order_by("-aum", "-customer_id")
    found = mine[min(len(mine[:400]) // 2, 100)]
    one: Customer = Customer.objects.unscoped("cast of the bench").get(pk=found.customer_id)
    return one


def list_pages(customer: Customer) -> list[Page]:
    """The list as it opens, further down, in each of its orders and narrowed."""
    start = "/customers/"
    orders = ("-average", "number", "maturity", "-tier", "-change")
    return [
        Page("list", start),
        Page("list, further down", f"{start}?after={customer.customer_no}"),
        *(Page(f"list by {order}", f"{start}?sort={order}", part=True) for order in orders),
        Page("list of a tier", f"{start}?tier=GOLD&tier=PLATINUM", part=True),
        Page("list near a line", f"{start}?near=on", part=True),
        Page("list of a beginning", f"{start}?q={search.initials(customer.name)}", part=True),
    ]


def _slipped(letters: str) -> str:
    """Two letters in each other's place."""
    return letters[:1] + letters[2:3] + letters[1:2] + letters[3:]


def searches(customer: Customer) -> list[Page]:
    """Every key by which a customer is found."""
    keys = {
        "name": customer.name[:2],
        "pinyin": search.pinyin(customer.name)[:6],
        "a slip in the pinyin": _slipped(search.pinyin(customer.name)),
        "initials": search.initials(customer.name),
        "number": customer.customer_no,
        "phone": customer.phone,
        "last four of phone": customer.phone[-4:],
        "identity": customer.id_no,
        "last four of identity": customer.id_no[-4:],
    }
    return [
        Page(f"search by {key}", "/search/", {"q": text}, part=True, statements=SEARCH)
        for key, text in keys.items()
        if text
    ]


def customer_pages(customer: Customer) -> list[Page]:
    """The customer's page and the panels that it brings in."""
    start = f"/customers/of/{customer.customer_no}/"
    panels = ("holdings", "accounts", "loans", "movements", "tiers", "care", "course")
    page = Page("customer", start, statements=CUSTOMER)
    return [
        page,
        *(Page(f"customer, {one}", f"{start}{one}/", part=True, statements=CUSTOMER) for one in panels),
    ]


FLOOR_PAGE = Page("floor", FLOOR)
