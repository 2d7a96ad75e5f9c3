"""How well two passages' lengths agree: a Gaussian on characters (Gale and Church 1993), scaled to the document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Only a scale: what a standard deviation weighs is fitted with the other weights.
_VARIANCE = 3.0


@dataclass(frozen=True, slots=True)
class LengthModel:
    """The distribution of a target passage's length, given the source passage's.

    Attributes:
        ratio: Target characters for each source character in this document.
        variance: Of the target length in source characters, for each source character.
    """

    ratio: float
    variance: float

    @classmethod
    def of(cls, source: Floats, target: Floats) -> LengthModel:
        """Estimate the ratio from all characters of both sides; 3.2, what news has, where one side is empty."""
        total, other = float(source.sum()), float(target.sum())
        return cls(other / total if total and other else 3.2, _VARIANCE)

    def squared_difference(self, source: Floats, target: Floats) -> Floats:
        """Return the squared, standardised difference of lengths in characters; the arrays broadcast."""
        scaled = target / self.ratio
        mean = (source + scaled) / 2 + 1.0
        difference: Floats = (scaled - source) ** 2 / (mean * self.variance)
        return difference
