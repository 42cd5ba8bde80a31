"""Dying on purpose, for the tests of resumption: BANKCRM_FAULT=kill:<step>:<moment>, never in production."""

from __future__ import annotations

import os
import signal

from django.conf import settings

VARIABLE = "BANKCRM_FAULT"


def refuse_in_production() -> None:
    """A run with the variable set does not start in production."""
    if os.environ.get(VARIABLE) and not settings.DEMO:
        raise SystemExit(f"{VARIABLE} is for tests: unset it, production does not run with it")


def reach(step: str, moment: str) -> None:
    """End this process at once, as a power cut would, if the environment asks for it here."""
    if os.environ.get(VARIABLE) == f"kill:{step}:{moment}" and settings.DEMO:
        os.kill(os.getpid(), signal.SIGKILL)
