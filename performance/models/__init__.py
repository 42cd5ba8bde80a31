"""How well the work was done."""

from performance.models.measure import Measure
from performance.models.scorecard import Scorecard, ScoreLine

__all__ = ["Measure", "ScoreLine", "Scorecard"]
