"""The presets of the floor: how each is parsed, and what the product ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from organisation.rules.imports import ImportPolicy
from organisation.rules.norms import ServicePointPolicy, StaffingPolicy
from organisation.rules.presets import PresetSpec, parser, specs_from
from organisation.rules.sanctions import BanPolicy, SuspensionPolicy, ViolationPolicy

PRESETS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "organisation.staffing": parser(StaffingPolicy.read),
    "organisation.service_point": parser(ServicePointPolicy.read),
    "organisation.violations": parser(ViolationPolicy.read),
    "organisation.bans": parser(BanPolicy.read),
    "organisation.suspension_points": parser(SuspensionPolicy.read),
    "organisation.imports": parser(ImportPolicy.read),
}


@cache
def shipped() -> Mapping[str, PresetSpec]:
    """The presets as the product ships them, by key."""
    text = Path(__file__).with_name("presets.yaml").read_text(encoding="utf-8")
    return specs_from(yaml.safe_load(text))
