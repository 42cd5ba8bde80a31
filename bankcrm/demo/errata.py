"""What goes wrong with a real bank's balances: a figure corrected by a later drop, and a row a drop late.

The first customers that can show one do, so that even a small bank has both; after that about one account
in five hundred has either.
"""

from random import Random

from bankcrm.demo.timeline import Timeline

Delivery = tuple[int, int, int]  # (drop number, day index, fen)
_SHARE = 0.002


class Errata:
    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._owed = ["restated", "late"]

    def deliver(self, rng: Random, balances: list[tuple[int, int]]) -> list[Delivery] | None:
        """How an account's rows arrive if something went wrong with one of them; None if all is well."""
        kind = self._kind(rng)
        if not kind:
            return None
        drop_of, last = self._timeline.drop_of, len(self._timeline.drops) - 1
        candidates = [row for row in balances if 1 <= drop_of[row[0]] < last and row[1]]
        if not candidates:
            return None
        if self._owed and self._owed[0] == kind:
            self._owed.pop(0)
        chosen = candidates[int(rng.random() * len(candidates))]
        arrivals = [(drop_of[day], day, fen) for day, fen in balances if (day, fen) != chosen]
        day, fen = chosen
        arrivals.append((drop_of[day] + 1, day, fen))
        if kind == "restated":
            arrivals.append((drop_of[day], day, fen + 100_00 * (1 + int(rng.random() * 50))))
        return sorted(arrivals)

    def _kind(self, rng: Random) -> str:
        draw = rng.random()
        if self._owed:
            return self._owed[0]
        if draw < _SHARE:
            return "restated" if draw < _SHARE / 2 else "late"
        return ""
