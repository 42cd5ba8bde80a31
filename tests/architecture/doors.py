"""Every door of the portal and everybody who knocks: the routes with an address for each, and a small bank in which
something lies behind every one of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from customers.choices import AssetClass
from customers.models import Customer
from organisation import actions
from organisation.choices import AbsenceKind, BanKind, CertificateKind, StaffStatus
from organisation.models import (
    Absence,
    Certificate,
    NightlyRun,
    PostBan,
    Preset,
    Reject,
    RoleGrant,
    SavedView,
    Staff,
)
from organisation.roles import Role
from tests.architecture.behind import Values, topics
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import performance as perf
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

ROUTE_TABLE = Path(__file__).with_name("routes.csv")
BACKEND = settings.AUTHENTICATION_BACKENDS[1]
PRESET = "organisation.imports"
HERS = "C1000001"


@dataclass(frozen=True, slots=True)
class Route:
    """A line of the route table."""

    name: str
    permission: str
    methods: frozenset[str]


def routes() -> tuple[Route, ...]:
    with ROUTE_TABLE.open(newline="") as file:
        return tuple(
            Route(row["route"], row["permission"], frozenset(row["methods"].split()))
            for row in csv.DictReader(file)
        )


@dataclass(frozen=True)
class Bank:
    """The cast, a night with a card for each of them, and one of every thing here and at the other branch."""

    cast: Cast
    gone: Staff
    idle: Staff
    run: NightlyRun
    hers: Customer
    theirs: Customer
    view: SavedView
    grant: RoleGrant
    proposal: Preset
    cards: tuple[int, int]
    things: Mapping[str, Values] = field(default_factory=dict)

    def people(self) -> list[Staff]:
        """Everybody who may sign in; `idle` has neither posting nor role."""
        return [*self.cast.everybody(), self.idle]


def bank(*, name_here: str = "王伟明", name_there: str = "李秀兰", **fields: str) -> Bank:
    """`fields` are the personal columns of the customer at Ana's branch."""
    cast = org.cast(passwords=True)
    gone = org.staff("郭离职", at=cast.here, staff_no="G001")
    gone.left_on, gone.status = date(2026, 1, 31), StaffStatus.LEFT
    gone.save()
    org.presets()
    earlier = org.night(BUSINESS_DATE - timedelta(days=1))
    make.partitions_of(earlier)
    perf.the_step(earlier)  # cards of the day before, so that a line can have moved since
    run = perf.scored_night(cast)
    made = Bank(
        cast=cast,
        gone=gone,
        idle=org.staff("易无岗", staff_no="I001"),
        run=run,
        hers=_customer(name_here, HERS, run, cast.ana, fields),
        theirs=_customer(name_there, "C2000002", run, cast.ben, {}),
        view=actions.save_view(owner=cast.ana, page="customers:list", name="金卡", query="tier=GOLD", at=NOW),
        grant=_facts_of(cast, run),
        proposal=actions.propose_preset(
            key=PRESET,
            value={"reject_limit_pct": "2"},
            source="行内规定",
            effective_from=BUSINESS_DATE + timedelta(days=30),
            note="试运行后放宽",
            by=cast.hana,
            at=NOW,
        ),
        cards=(perf.card_of(cast.ana, run).pk, perf.card_of(cast.ben, run).pk),
    )
    things: dict[str, Values] = {}
    for topic in topics():
        things |= topic.make(made)
    return replace(made, things=things)


def _customer(name: str, number: str, run: NightlyRun, manager: Staff, fields: Mapping[str, str]) -> Customer:
    """A customer with an account, a balance, a closed account, a loan, a history and a flag."""
    branch = manager.postings.get().branch
    aum, tier = ("480000", "PLATINUM") if number == HERS else ("5330000", "DIAMOND")
    account_no = fields.get("account_no", f"62270000990000{number[-4:]}")
    personal = {key: value for key, value in fields.items() if key != "account_no"}
    customer = make.customer(name, at=branch, a=manager, customer_no=number, **personal)
    make.customer_day(
        customer, run, aum=aum, tier=tier, tier_previous="GOLD", change_day="-90000", change_month="-90000",
        next_maturity_on=BUSINESS_DATE + timedelta(days=5), next_maturity_amount="200000",
    )  # fmt: skip
    account = make.account(customer, AssetClass.TIME_DEPOSIT, account_no=account_no)
    make.balance(account, date(2026, 11, 1), "570000")
    make.balance(account, BUSINESS_DATE, aum)
    make.holding(customer, run, AssetClass.TIME_DEPOSIT, aum)
    make.assessment(customer, date(2026, 10, 1), aum, assessed=tier)
    make.loan(customer, "100000", staff=manager)
    make.flag(customer, run, "NEAR_LINE", amount="20000")
    return customer


def _facts_of(cast: Cast, run: NightlyRun) -> RoleGrant:
    """What is known of people, a role granted to Tina, and rejects of both branches and of none."""
    for person in (cast.ana, cast.ben):
        period = org.DateRange(org.BEGIN, None)
        Certificate.objects.create(staff=person, kind=CertificateKind.AFP, number="AFP-1", period=period)
        Absence.objects.create(
            staff=person, kind=AbsenceKind.LEAVE, period=org.DateRange(date(2026, 5, 1), date(2026, 5, 6))
        )
        PostBan.objects.create(staff=person, kind=BanKind.ACCOUNTING_1Y, cause="离岗", period=period)
    for line, branch in enumerate((cast.here, cast.there, None), start=2):
        Reject.objects.create(
            run=run,
            file="customers.csv",
            line=line,
            column="opened_on",
            value=f"2026-02-3{line}",
            code="not_a_date",
            branch=branch,
        )
    return org.grant(cast.tina, Role.LOBBY_MANAGER)


HERE, THERE, NOWHERE = "here", "there", "nowhere"


def arguments(route: str, where: str, bank: Bank) -> dict[str, object] | None:
    """What the route's address names: the thing at Ana's branch, the one at Ben's, or one that does not exist.
    Empty when it names nothing; None when the route is new and nobody has said how it is addressed."""
    at = (HERE, THERE, NOWHERE).index(where)
    named: dict[str, tuple[object, ...]] = {
        "customer_no": (bank.hers.customer_no, bank.theirs.customer_no, "C9999999"),
        "branch_no": (bank.cast.here.branch_no, bank.cast.there.branch_no, "999999"),
        "staff_no": (bank.cast.ana.staff_no, bank.cast.ben.staff_no, "Z999"),
        "card": (*bank.cards, 999_999_999),
        "item": ("DEPOSIT",) * 3,
        **bank.things,
    }
    for parameters, names in ADDRESSED.items():
        if route in names:
            return {_argument(one): named[one][at if len(named[one]) == 3 else 0] for one in parameters}
    single: dict[str, dict[str, object]] = {
        "customers:alert_register_export": {"kind": "csv"},
        "customers:export": {"kind": "csv"},
        "customers:contracts_export": {"kind": "csv"},
        "customers:referrals_export": {"kind": "csv"},
        "customers:retrievals_export": {"kind": "csv"},
        "customers:view_delete": {"pk": bank.view.pk},
        "organisation:night": {"pk": bank.run.pk},
        "organisation:rejects": {"pk": bank.run.pk},
        "organisation:preset": {"key": PRESET},
        "organisation:decide": {"pk": bank.proposal.pk},
        "organisation:revoke": {"pk": bank.grant.pk},
        "account_reset_password_from_key": {"uidb36": "1", "key": "abc-def"},
    }
    return single.get(route, {} if _plain(route) else None)


_PARTS = (
    "detail",
    "next",
    "holdings",
    "accounts",
    "loans",
    "movements",
    "history",
    "care",
    "course",
    "period",
    "balances",
    "chart",
    "reveal",
)
ADDRESSED: dict[tuple[str, ...], frozenset[str]] = {
    ("customer_no",): frozenset(f"customers:{name}" for name in _PARTS) | {"customers_api:detail"},
    ("branch_no",): frozenset(
        {
            "customers:panel_branch",
            "customers:branch_chart",
            "performance:branch_ranking",
            "organisation:branch",
        }
    ),
    ("staff_no",): frozenset({"organisation:staff", "organisation:grant"}),
    ("card",): frozenset(
        {"performance:card", "performance:card_chart", "performance:card_replay", "performance_api:card"}
    ),
    ("card", "item"): frozenset({"performance:line", "performance:moved"}),
}
for _topic in topics():
    for _parameters, _routes in _topic.addressed.items():
        ADDRESSED[_parameters] = ADDRESSED.get(_parameters, frozenset()) | _routes
ARGUMENTS = frozenset(
    {
        "customer_no",
        "branch_no",
        "staff_no",
        "item",
        "key",
        "kind",
        "other_no",
        "part",
        "product_code",
        "year",
    }
)


def _argument(name: str) -> str:
    return name if name in ARGUMENTS else "pk"


def _plain(route: str) -> bool:
    try:
        reverse(route)
    except Exception:  # any failure means that the address needs something
        return False
    return True


def address(route: str, bank: Bank, where: str = HERE) -> str:
    path = reverse(route, kwargs=arguments(route, where, bank) or {})
    return f"{path}?field=phone" if route == "customers:reveal" else path


def client_of(person: Staff | None, *, csrf: bool = False) -> Client:
    """A browser in which the person is signed in; nobody in it when None."""
    client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend=BACKEND)
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def checksums(*, without: tuple[str, ...] = ("django_session",)) -> dict[str, str]:
    """A digest of every table's rows, the trail and the histories too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname = 'public' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall() if name not in without]
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', count(*) || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), ''))"
                f' FROM "{name}" t'
                for name in tables
            )
        )
        return dict(cursor.fetchall())


_PASSING = re.compile(
    rb'X-CSRFToken": "[^"]*"|csrfmiddlewaretoken" value="[^"]*"|name="(?:opened|token)" value="[^"]*"|nonce-[\w+/=]+'
    rb"|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16}\b"
)


def body(response: HttpResponseBase) -> bytes:
    """What was answered, without what is new in every answer: tokens, the keys of new forms, and the request's id."""
    return _PASSING.sub(b"", b"".join(response) if response.streaming else response.content)


def digest(response: HttpResponseBase) -> str:
    return sha256(body(response)).hexdigest()


def sign_in_page() -> str:
    return str(reverse(settings.LOGIN_URL))
