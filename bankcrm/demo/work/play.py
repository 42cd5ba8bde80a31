"""The scenes in their order, each played once and whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bankcrm.demo.work import (
    alerts,
    assignments,
    certificates,
    duplicates,
    files,
    handovers,
    households,
    lists,
    premises,
    prospects,
    referrals,
    sayings,
)
from bankcrm.demo.work.stage import Stage
from organisation import audit
from organisation.models import AuditEvent

PLAYED = "demo.work"


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    play: Callable[[Stage], None]


# Handovers first: the other scenes go by who looks after whom now.
SCENES: Sequence[Scene] = (
    Scene("handovers", handovers.play),
    Scene("assignments", assignments.play),
    Scene("referrals", referrals.play),
    Scene("prospects", prospects.play),
    Scene("alerts", alerts.play),
    Scene("files", files.play),
    Scene("sayings", sayings.play),
    Scene("households", households.play),
    Scene("lists", lists.play),
    Scene("duplicates", duplicates.play),
    Scene("certificates", certificates.play),
    Scene("premises", premises.play),
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
