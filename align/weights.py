"""What each kind of evidence weighs: a log-linear model of bead sequences, fitted on hand-made and built alignments.

The weights maximise the conditional log-likelihood of the gold beads in the corpora of `benchmarks/alignment.py`
(literary, its machine translation, news with omissions and merges); `benchmarks/alignment.py --fit` makes them again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from align.sides import Floats

KINDS: tuple[tuple[int, int], ...] = (
    (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1), (3, 1), (4, 1), (2, 2), (2, 3), (3, 2), (2, 4), (3, 3),
    (0, 1),
)  # fmt: skip
"""Numbers of source and target sentences that a bead may have."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each kind of evidence, in the order in which `align.evidence` gives it.

    Attributes:
        forward_words: Gain of content words and numbers of the target, given the source.
        forward_marks: The same of punctuation.
        forward_grammar: The same of function words.
        backward_words: Gain of content words and numbers of the source, given the target.
        backward_marks: The same of punctuation.
        backward_grammar: The same of function words.
        length_squared: The squared standardised difference of length.
        length: Its root.
        tokens: Tokens of a bead with two sides, the mean of both.
        null_length: log(1 + characters) of a sentence that has no counterpart.
        quotation: Difference between the shares of tokens that stand in quotation marks.
        question: 1 where only one side ends in a question.
        quotation_end: 1 where only one side ends with a closing quotation mark.
        quotation_start: 1 where only one side begins with an opening one.
    """

    forward_words: float
    forward_marks: float
    forward_grammar: float
    backward_words: float
    backward_marks: float
    backward_grammar: float
    length_squared: float
    length: float
    tokens: float
    null_length: float
    quotation: float
    question: float
    quotation_end: float
    quotation_start: float

    def vector(self) -> Floats:
        """Return the weights in order."""
        return np.array([getattr(self, field.name) for field in fields(self)])


WEIGHTS = Weights(
    forward_words=0.502, forward_marks=-0.014, forward_grammar=0.378, backward_words=0.391, backward_marks=1.516,
    backward_grammar=0.266, length_squared=-0.551, length=-0.434, tokens=0.016, null_length=-0.478, quotation=-3.199,
    question=-0.251, quotation_end=-2.695, quotation_start=0.158,
)  # fmt: skip
KIND_WEIGHTS: tuple[float, ...] = (
    -6.02, 0.0, -1.4, -2.89, -3.85, -5.59, -4.86, -2.0, -5.56, -6.19, -3.7, -4.68, -4.18, -6.18, -6.75, -6.73,
)  # fmt: skip
"""Of each of `KINDS`."""

QUALITY_TOKENS = -0.049
"""Of a bead's tokens times the document's match quality: a token of a well-matched document has to match better."""

QUALITY_NULL = 6.462
"""Of the document's match quality for a null bead: where the rest matches well, what does not match is missing."""
