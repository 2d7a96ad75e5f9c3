"""How signals add up to scores: logistic weights, all of one sign, so that a worse signal never raises a score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple


class Weights(NamedTuple):
    """A score's recipe.

    Attributes:
        bias: The log odds of being good when every signal is 0.
        losses: By signal, how far one unit of it lowers the log odds; never negative.
    """

    bias: float
    losses: Mapping[str, float]


def combine(weights: Weights, signals: Mapping[str, float]) -> float:
    """Return a score from 0 to 100: the logistic of the bias less what each signal costs.

    Raises:
        KeyError: A signal that the weights ask for was not measured.
    """
    odds = weights.bias - sum(loss * signals[name] for name, loss in weights.losses.items())
    return 100 / (1 + math.exp(-max(-60.0, min(60.0, odds))))


FLUENCY = Weights(
    3.0,
    {
        "unknown_words": 2.0,
        "word_order": 6.0,
        "repetition": 8.0,
        "doubled_words": 2.0,
        "broken_marks": 1.5,
        "lower_case_start": 1.0,
        "no_final_mark": 1.0,
        "foreign_script": 8.0,
        "no_words": 6.0,
    },
)

ADEQUACY = Weights(
    5.0,
    {
        "uncovered_source": 6.0,
        "uncovered_target": 5.0,
        "gap_source": 1.0,
        "gap_target": 1.0,
        "too_short": 4.0,
        "too_long": 3.0,
        "negation_lost": 0.5,
        "negation_added": 1.0,
        "question": 0.5,
        "han_left": 10.0,
    },
)
