"""Who is certified: HR put the managers' certificates on record; one outlet is short of AFP and CFP."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from bankcrm.demo.work.stage import WHY, Outlet, Stage
from organisation.actions.people import record_certificate
from organisation.choices import CertificateKind, Post
from organisation.models import Posting, Staff
from organisation.rules.periods import add_months

AGO = 30
HOLDERS = (CertificateKind.CFP, CertificateKind.AFP)
MONTHS_HELD = 24  # of the demonstration alone: no rule of the bank


def play(stage: Stage) -> None:
    """Every manager has the licence; two of each outlet hold a CFP or an AFP, of the last outlet only one."""
    officer = _officer(stage)
    for outlet in stage.outlets:
        _outlet(stage, outlet, HOLDERS[: 1 if outlet is stage.outlets[-1] else 2], officer)


def _officer(stage: Stage) -> Staff:
    rows = Posting.objects.unscoped(WHY).filter(
        post=Post.HR, period__contains=stage.today, staff__left_on=None
    )
    posting: Posting = rows.select_related("staff").earliest("branch__branch_no", "staff__staff_no")
    return posting.staff


def _outlet(stage: Stage, outlet: Outlet, kinds: tuple[CertificateKind, ...], officer: Staff) -> None:
    for manager in outlet.managers:
        _record(stage, manager, CertificateKind.WEALTH_LICENCE, officer)
    for manager, kind in zip(outlet.managers, kinds, strict=False):
        _record(stage, manager, kind, officer)


def _record(stage: Stage, manager: Staff, kind: CertificateKind, officer: Staff) -> None:
    rng: Random = stage.rng(f"certificates:{manager.staff_no}:{kind}")
    since = max(manager.hired_on or stage.day(AGO), stage.day(AGO + rng.randrange(500)))
    licence = kind == CertificateKind.WEALTH_LICENCE
    record_certificate(
        staff=manager,
        kind=kind,
        number=f"{kind.value[:3]}{rng.randrange(10**8):08d}",
        starts_on=since,
        last_on=None if licence else add_months(since, MONTHS_HELD) - timedelta(days=1),
        by=officer,
        at=stage.at(AGO, 15),
    )
