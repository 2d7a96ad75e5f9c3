"""What each kind of evidence weighs: a log-linear model of bead sequences, fitted on hand-made and built alignments.

The weights maximise the conditional log-likelihood of the gold beads in the corpora of `benchmarks/alignment.py`
(literary, its machine translation, news with and without omissions and merges), less a quadratic penalty;
`benchmarks/alignment_weights.py` fits them again. Fitted without the chapter in question and its machine translation,
they reach .926 on the six literary chapters together, the weights below .931; the model before clauses, marks, speeches
inside beads, repetitions and habits reached .911 and .925.
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
        forward_clauses: What is gained when each clause of the target comes from one of several source sentences.
        backward_clauses: The same of clauses of the source, given several target sentences.
        repeated: Gain of content words that several source sentences would each bring: a headline and its repetition.
        quotation_opens: Sentences, the first of each side aside, that begin with an opening quotation mark.
        quotation_closed: Sentences, the last of each side aside, that end with a closing one.
        wordless_start: Sides of a bead of several sentences whose first sentence is nothing but marks: it is the tail
            of what stands before it.
        marks_squared: The squared standardised difference of the number of punctuation marks.
        questions_inside: Difference of the numbers of sentences, the last of each side aside, that end in a question.
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
    forward_clauses: float
    backward_clauses: float
    repeated: float
    quotation_opens: float
    quotation_closed: float
    wordless_start: float
    marks_squared: float
    questions_inside: float

    def vector(self) -> Floats:
        """Return the weights in order."""
        return np.array([getattr(self, field.name) for field in fields(self)])


WEIGHTS = Weights(
    forward_words=0.286, forward_marks=-0.335, forward_grammar=0.402, backward_words=0.574, backward_marks=0.829,
    backward_grammar=0.700, length_squared=-0.274, length=-0.455, tokens=0.068, null_length=0.937, quotation=-2.673,
    question=-1.163, quotation_end=-2.216, quotation_start=-1.497, null_wordless=-5.000, forward_clauses=0.167,
    backward_clauses=0.525, repeated=-0.151, quotation_opens=-1.570, quotation_closed=-1.103, wordless_start=-5.000,
    marks_squared=-0.226, questions_inside=-1.714,
)  # fmt: skip
KIND_WEIGHTS: tuple[float, ...] = (
    -6.67, 0.00, -2.02, -3.28, -4.39, -6.66, -5.25, -2.40, -5.47, -6.50, -3.78, -4.77, -4.82, -6.14, -6.18, -6.60,
)  # fmt: skip
"""Of each of `KINDS`."""

QUALITY_TOKENS = -0.091
"""Of a bead's tokens times the document's match quality: a token of a well-matched document has to match better."""

QUALITY_NULL = 3.510
"""Of the document's match quality for a null bead: where the rest matches well, what does not match is missing."""

USUAL_NULL_RATE = 0.02
"""The share of null beads that is taken for usual."""

NULL_RATE = 0.596
"""Of the logarithm of the share of null beads on the first path, against what is usual, for a null bead."""

OUTSIDE_NULL = 4.0
"""Of the probability that a sentence stands outside of parallel text, for a null bead.

With 0, 4 and 7 documents that share passages reach .34, .57 and .63 (novels), .60, .86 and .90 (news), and those that
lack a chapter .838, .843, .824 and .975, .978, .977 (`benchmarks/alignment_documents.py`, one pass).
"""

KIND_ODDS = 0.539
"""Of the log odds of a bead kind on the first path, against what is usual."""
