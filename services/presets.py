"""The presets of the service side: how each is parsed, and what the product ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from organisation.rules.presets import Filled, PresetSpec, parser, specs_from
from services.rules.contacts import ContactPolicy
from services.rules.norms import NormPolicy

PRESETS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "services.norms": parser(NormPolicy.read),
    "services.contacts": parser(ContactPolicy.read),
    "services.flows": Filled.requiring("sixth", "seventh", "eighth"),
}


@cache
def shipped() -> Mapping[str, PresetSpec]:
    """The presets as the product ships them, by key."""
    text = Path(__file__).with_name("presets.yaml").read_text(encoding="utf-8")
    return specs_from(yaml.safe_load(text))
