"""What a score is: a number that names its metric, its signals and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairScore:
    """Scores of one pair, from 0 to 100, higher is better.

    Attributes:
        adequacy: How much of the source's meaning the target carries, as far as offline signals see it.
        fluency: How well the target reads on its own; None when there is no target text.
        quality: Both together.
        signals: What they are made of, by name.
    """

    adequacy: float
    fluency: float | None
    quality: float
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Score:
    """A figure for a whole bitext.

    Attributes:
        metric: Its name.
        value: The figure.
        signature: Versions and settings: the same signature on the same input gives the same value.
        segments: How many pairs it is made of.
        interval: Its confidence interval, where one was asked for.
    """

    metric: str
    value: float
    signature: str
    segments: int
    interval: tuple[float, float] | None = None
