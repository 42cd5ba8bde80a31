"""How often masked data may be revealed, how often one may search, and how large a file may be."""

from __future__ import annotations

from dataclasses import dataclass

from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class RevealPolicy:
    """Reveals per person and hour, seconds a value stays on the screen, shortest reason in characters; the share of
    the hour's reveals (in percent) from which the head is told, and for how many minutes a sign-in is proof
    enough of who is asking.

    With 30 an hour and 50 %, the fifteenth is told to the head and the thirty-first is refused.
    """

    per_hour: int
    seconds_shown: int
    reason_min_length: int
    alert_pct: int
    proof_minutes: int

    @classmethod
    def read(cls, preset: Reader) -> RevealPolicy:
        return cls(
            per_hour=preset.integer("per_hour", minimum=1),
            seconds_shown=preset.integer("seconds_shown", minimum=1),
            reason_min_length=preset.integer("reason_min_length", minimum=1),
            alert_pct=preset.integer("alert_pct", minimum=1),
            proof_minutes=preset.integer("proof_minutes", minimum=1),
        )

    def spent(self, in_the_last_hour: int) -> bool:
        """Whether no further reveal is allowed after so many in the last hour."""
        return in_the_last_hour >= self.per_hour

    def unusual(self, in_the_last_hour: int) -> bool:
        """Whether the newest of so many reveals is the one that reaches the share: it is told once."""
        line = self.per_hour * self.alert_pct
        return in_the_last_hour * 100 >= line > (in_the_last_hour - 1) * 100


@dataclass(frozen=True, slots=True)
class UsePolicy:
    """Searches per person and minute, and the most rows of a file of customers."""

    searches_per_minute: int
    export_rows: int

    @classmethod
    def read(cls, preset: Reader) -> UsePolicy:
        return cls(
            searches_per_minute=preset.integer("searches_per_minute", minimum=1),
            export_rows=preset.integer("export_rows", minimum=1),
        )


@dataclass(frozen=True, slots=True)
class ChoosingPolicy:
    """How many customers one person may put on a list, pass on or take out at once. Of 5001, with 5000, none."""

    most_customers: int

    @classmethod
    def read(cls, preset: Reader) -> ChoosingPolicy:
        return cls(most_customers=preset.integer("most_customers", minimum=1))
