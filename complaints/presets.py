"""The presets of complaints: how each is parsed, and what the product ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from complaints.rules.deadlines import DeadlinePolicy
from organisation.rules.presets import Filled, PresetSpec, parser, specs_from

PRESETS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "complaints.deadlines": parser(DeadlinePolicy.read),
    "complaints.register": Filled.requiring("complaint"),
}


@cache
def shipped() -> Mapping[str, PresetSpec]:
    """The presets as the product ships them, by key."""
    text = Path(__file__).with_name("presets.yaml").read_text(encoding="utf-8")
    return specs_from(yaml.safe_load(text))
