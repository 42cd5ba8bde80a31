"""The audit trail: one call to record, one to verify, one to anchor. Rows are written in the caller's
transaction, so a write without its trace, or a trace without its write, cannot happen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from organisation.models import AuditEvent

if TYPE_CHECKING:
    from organisation.models import Staff


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from."""

    ip: str | None = None
    request_id: str = ""


NOWHERE = Origin()  # a command or a task: no request behind it
_origin: ContextVar[Origin] = ContextVar("audit_origin", default=NOWHERE)


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Everything recorded inside carries this origin."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def record(
    *,
    by: Staff | None,
    action: str,
    target: models.Model | str,
    at: datetime,
    field: str = "",
    before: Any = "",
    after: Any = "",
    reason: str = "",
    result: str = "OK",
) -> None:
    """Append one event. `target` is the thing, or "kind:id" where the thing has no row. `by` None is the
    system itself. `before` and `after` must already be masked: the trail holds no C2 value."""
    AuditEvent.objects.create(
        **_said(by, action, at, reason),
        **_of(target),
        field=field,
        before=_text(before),
        after=_text(after),
        result=result,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of many on which the same was done."""

    target: models.Model
    field: str
    before: str
    after: str


def record_all(
    *, by: Staff | None, action: str, at: datetime, reason: str, changes: Sequence[Change]
) -> None:
    """Append one event for each change, in their order, in one statement a thousand."""
    said = _said(by, action, at, reason)
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                **said, **_of(one.target), field=one.field, before=one.before, after=one.after, result="OK"
            )
            for one in changes
        ],
        batch_size=1000,
    )


def _said(by: Staff | None, action: str, at: datetime, reason: str) -> dict[str, Any]:
    """Who did what when, why and from where."""
    origin = _origin.get()
    return {
        "at": at,
        "actor_no": by.staff_no if by else "",
        "actor_name": by.name if by else "",
        "action": action,
        "reason": reason,
        "ip": origin.ip,
        "request_id": origin.request_id,
    }


def _of(target: models.Model | str) -> dict[str, str]:
    if isinstance(target, models.Model):
        return {"entity": target._meta.label_lower, "entity_id": str(target.pk)}
    entity, _, entity_id = target.partition(":")
    return {"entity": entity, "entity_id": entity_id}


def _text(value: Any) -> str:
    return (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)
    )


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the chain found. `broken_at` is the first row that does not follow from the one before."""

    rows: int
    last_seq: int
    last_hash: str
    broken_at: int | None
    problem: str

    @property
    def intact(self) -> bool:
        return self.broken_at is None


_BROKEN = """
    SELECT seq, CASE WHEN seq <> expected THEN 'gap' WHEN prev_hash <> before THEN 'link' ELSE 'digest' END
    FROM (
        SELECT e.seq, e.prev_hash, e.hash, organisation_audit_digest(e) AS digest,
               row_number() OVER w AS expected, COALESCE(lag(e.hash) OVER w, ''::bytea) AS before
        FROM organisation_auditevent e WINDOW w AS (ORDER BY e.seq)
    ) chain
    WHERE seq <> expected OR prev_hash <> before OR hash <> digest
    ORDER BY seq LIMIT 1
"""


def verify(anchors: Path | None = None) -> Verification:
    """Recompute the whole chain in the database, and hold it against the anchors kept outside of it.

    An edited, removed, inserted or swapped row is found at its place; a cut tail is found by an anchor that is
    newer than the last row. Costs one pass over the table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), COALESCE(max(seq), 0) FROM organisation_auditevent")
        rows, last_seq = cursor.fetchone()
        cursor.execute("SELECT encode(hash, 'hex') FROM organisation_auditevent WHERE seq = %s", [last_seq])
        found = cursor.fetchone()
        last_hash = found[0] if found else ""
        cursor.execute(_BROKEN)
        broken = cursor.fetchone()
        if broken is None and anchors is not None and anchors.exists():
            broken = _against_anchors(cursor, anchors)
    return Verification(rows, last_seq, last_hash, broken[0] if broken else None, broken[1] if broken else "")


def _against_anchors(cursor: Any, anchors: Path) -> tuple[int, str] | None:
    for line in anchors.read_text().splitlines():
        _, seq, expected = line.split()
        cursor.execute("SELECT encode(hash, 'hex') FROM organisation_auditevent WHERE seq = %s", [int(seq)])
        row = cursor.fetchone()
        if row is None or row[0] != expected:
            return int(seq), "anchor"
    return None


def anchor(anchors: Path, at: datetime) -> int:
    """Append the newest sequence number and hash to a file outside the database; returns the number."""
    last = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first()
    if last is None:
        return 0
    anchors.parent.mkdir(parents=True, exist_ok=True)
    with anchors.open("a") as file:
        file.write(f"{at.isoformat()} {last[0]} {bytes(last[1]).hex()}\n")
    return int(last[0])
