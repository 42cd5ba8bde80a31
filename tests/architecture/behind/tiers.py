"""Tiers: the radar speaks of amounts in full, which only managers and heads hold."""

from __future__ import annotations

from tests.architecture.behind import Topic

TOPIC = Topic()
