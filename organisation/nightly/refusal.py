"""How a run stops before it has changed anything."""

from __future__ import annotations

from typing import Any

from organisation import night_words


class Refused(Exception):
    """The drop cannot be taken. `code` and `params` make a sentence that says what, where and what to do."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return night_words.refusal_sentence(self.code, self.params)


class AlreadyRunning(Refused):
    """Another process holds the night."""
