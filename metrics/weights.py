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
        5.64,
        {"uncovered_source": 8.24, "gap_source": 0.85, "fewer_words": 6.09, "unfinished": 4.97, "numbers_lost": 2.43},
    ),
    "addition": Weights(
        8.25,
        {"uncovered_target": 5.26, "gap_target": 2.62, "more_words": 4.02, "han_left": 8.00, "numbers_added": 3.33},
    ),
    "alteration": Weights(
        6.46,
        {
            "uncovered_source": 2.89,
            "uncovered_target": 0.99,
            "numbers_lost": 0.12,
            "numbers_added": 0.11,
            "negation_lost": 5.61,
            "negation_added": 4.98,
            "tense": 4.54,
            "question": 8.72,
            "connectives_lost": 0.34,
        },
    ),
}

FLUENCY: Mapping[str, Weights] = {
    "order": Weights(8.44, {"word_order": 28.75}),
    "marks": Weights(
        4.96,
        {
            "unknown_words": 5.43,
            "repetition": 21.04,
            "doubled_words": 5.16,
            "wrong_article": 5.54,
            "broken_marks": 4.22,
            "lower_case_start": 4.65,
            "no_final_mark": 3.43,
            "foreign_script": 9.15,
            "no_words": 14.84,
        },
    ),
}
