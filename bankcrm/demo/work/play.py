"""The scenes in their order, each played once and whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bankcrm.demo.work import alerts, prospects, referrals
from bankcrm.demo.work.stage import Stage
from organisation import audit
from organisation.models import AuditEvent

PLAYED = "demo.work"


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    play: Callable[[Stage], None]


SCENES: Sequence[Scene] = (
    Scene("referrals", referrals.play),
    Scene("prospects", prospects.play),
    Scene("alerts", alerts.play),
)


def play(*, clock: datetime) -> list[str]:
    """Play what was not played yet; answers the names. A scene that fails leaves nothing of it behind."""
    stage = Stage(clock)
    done = set(AuditEvent.objects.filter(action=PLAYED).values_list("entity_id", flat=True))
    played = []
    for scene in SCENES:
        if scene.name in done:
            continue
        with transaction.atomic():
            scene.play(stage)
            audit.record(by=None, action=PLAYED, target=f"bankcrm.demo:{scene.name}", at=stage.now)
        played.append(scene.name)
    return played
