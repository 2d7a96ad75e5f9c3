"""How signals add up to scores: the odds of each kind of failure, by logistic weights of one sign, summed.

A worse signal never raises a score, and no strength in one respect makes up for a failure in another: a translation
whose second half is missing is not saved by a faithful first one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

MOST_ODDS = 30.0
"""Log odds beyond which nothing is surer: a score prints as 100 or 0 long before."""


class Weights(NamedTuple):
    """One way to fail.

    Attributes:
        bias: The log odds against the failure when every signal is 0.
        losses: By signal, how far one unit of it lowers these odds; never negative.
    """

    bias: float
    losses: Mapping[str, float]

    def odds(self, signals: Mapping[str, float]) -> float:
        """Return the odds of this failure.

        Raises:
            KeyError: A signal that the weights ask for was not measured.
        """
        against = self.bias - sum(loss * signals[name] for name, loss in self.losses.items())
        return math.exp(-max(-MOST_ODDS, min(MOST_ODDS, against)))


def combine(failures: Mapping[str, Weights], signals: Mapping[str, float]) -> float:
    """Return a score from 0 to 100: how likely it is that none of the failures happened."""
    return 100 / (1 + sum(weights.odds(signals) for weights in failures.values()))


# `python benchmarks/quality.py fit`: logistic loss on the translations of four systems of WMT21 and of WMT23's
# side-by-side evaluation (MQM), whole against broken (the next sentence's, cut by 20 and 40 per cent, 30 per cent
# lost in the middle, the next one appended, copied, half copied, shuffled, looped), and on the order of DEMETR's
# pairs and of translations whose MQM scores differ by 5. Trained on one year and half of DEMETR, tested on the other
# year and half: AUROC of adequacy .99 for wrong, .95 to .99 for cut by a fifth, .97 for appended; of fluency .99 for
# shuffled; quality puts 85 to 86 per cent of DEMETR's pairs in order.

ADEQUACY: Mapping[str, Weights] = {
    "omission": Weights(
        5.38,
        {
            "uncovered_source": 7.84,
            "gap_source": 0.87,
            "fewer_words": 6.61,
            "unfinished": 4.99,
            "numbers_lost": 2.56,
        },
    ),
    "addition": Weights(
        8.06,
        {
            "uncovered_target": 5.26,
            "gap_target": 2.50,
            "more_words": 3.97,
            "han_left": 8.36,
            "numbers_added": 3.15,
        },
    ),
    "alteration": Weights(
        6.23,
        {
            "uncovered_source": 2.64,
            "uncovered_target": 0.87,
            "numbers_lost": 0.10,
            "numbers_added": 0.11,
            "negation_lost": 5.54,
            "negation_added": 4.94,
            "tense": 4.50,
            "question": 8.71,
            "connectives_lost": 0.37,
        },
    ),
}

FLUENCY: Mapping[str, Weights] = {
    "order": Weights(
        8.41,
        {
            "word_order": 28.79,
        },
    ),
    "marks": Weights(
        4.92,
        {
            "unknown_words": 5.44,
            "repetition": 21.17,
            "doubled_words": 5.38,
            "wrong_article": 5.52,
            "broken_marks": 4.21,
            "lower_case_start": 4.65,
            "no_final_mark": 3.45,
            "foreign_script": 9.06,
            "no_words": 14.84,
        },
    ),
}
