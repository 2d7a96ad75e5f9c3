"""What each kind of evidence weighs: a log-linear model of bead sequences, fitted on hand-made and built alignments.

The weights maximise the conditional log-likelihood of the gold beads in the corpora of `benchmarks/alignment.py`
(literary, its machine translation, news with and without omissions and merges), the first 500 beads of each news
document; `benchmarks/alignment_weights.py` fits them again. Fitted without three chapters and the NTREX news, they
reach .925 on those chapters instead of .928. What depends on how well a document matches, and `null_length`, were
fitted on whole lines and kept when lines came to be taken apart: fitted on sentences they lose .002 on news.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from align.sides import Floats

KINDS: tuple[tuple[int, int], ...] = (
    (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1), (3, 1), (4, 1), (2, 2), (2, 3), (3, 2), (2, 4),
    (3, 3), (0, 1),
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
        null_wordless: 1 for a null bead without any word, a stray mark.
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
    null_wordless: float

    def vector(self) -> Floats:
        """Return the weights in order."""
        return np.array([getattr(self, field.name) for field in fields(self)])


WEIGHTS = Weights(
    forward_words=0.481, forward_marks=-0.189, forward_grammar=0.445, backward_words=0.344, backward_marks=1.301,
    backward_grammar=0.245, length_squared=-0.438, length=-0.582, tokens=0.039, null_length=0.685, quotation=-3.447,
    question=-0.532, quotation_end=-2.463, quotation_start=-0.097, null_wordless=-5.0,
)  # fmt: skip
KIND_WEIGHTS: tuple[float, ...] = (
    -6.13, 0.0, -1.59, -3.05, -4.39, -6.38, -5.53, -2.62, -5.77, -6.5, -3.59, -4.81, -4.41, -6.55, -6.98, -6.27,
)  # fmt: skip
"""Of each of `KINDS`."""

QUALITY_TOKENS = -0.064
"""Of a bead's tokens times the document's match quality: a token of a well-matched document has to match better."""

QUALITY_NULL = 3.752
"""Of the document's match quality for a null bead: where the rest matches well, what does not match is missing."""

USUAL_NULL_RATE = 0.02
"""The share of null beads that is taken for usual."""

NULL_RATE = 0.831
"""Of the logarithm of the share of null beads on the first path, against what is usual, for a null bead."""

OUTSIDE_NULL = 4.0
"""Of the probability that a sentence stands outside of parallel text, for a null bead.

With 0, 4 and 7 documents that share passages reach .34, .57 and .63 (novels), .60, .86 and .90 (news), and those that
lack a chapter .838, .843, .824 and .975, .978, .977 (`benchmarks/alignment_documents.py`, one pass).
"""
