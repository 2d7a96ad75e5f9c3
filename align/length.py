"""How well the lengths of two passages agree: a Gaussian on characters (Gale and Church 1993), scaled to the document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LengthModel:
    """The distribution of a target passage's length, given the source passage's.

    Attributes:
        ratio: Target characters for each source character in this document.
        variance: Of the target length, for each source character, in units of the squared ratio.
    """

    ratio: float
    variance: float

    @classmethod
    def of(cls, source: Floats, target: Floats, variance: float) -> LengthModel:
        """Estimate the ratio from all characters of both sides; 3.2, what news has, where one side is empty."""
        total, other = float(source.sum()), float(target.sum())
        return cls(other / total if total and other else 3.2, variance)

    def log_density(self, source: Floats, target: Floats) -> Floats:
        """Return minus half the squared, standardised difference; the arrays broadcast."""
        scaled = target / self.ratio
        mean = (source + scaled) / 2 + 1.0
        difference: Floats = (scaled - source) ** 2 / (mean * self.variance)
        return -0.5 * difference
