"""How likely sentences are to translate each other: IBM Model 1 in both directions (Brown et al. 1993; Moore 2002).

Each token of one side is generated exactly once, by a token of the other side or by the background; likelihoods are
gains over the background alone, so that an unrelated pair scores below 0 and an untranslated sentence exactly 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.lexicon import Lexicon, Token, tokenize
from corpora.model import Document

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """One document's tokens as numbers.

    Attributes:
        types: The distinct keys, in order of first use.
        ids: The key number of each token of the document.
        starts: Where each sentence's tokens begin in `ids`, with the end of the last.
        lengths: Each sentence's characters that are not white space.
    """

    types: tuple[str, ...]
    ids: Ints
    starts: Ints
    lengths: Floats

    def __len__(self) -> int:
        return len(self.lengths)

    @classmethod
    def of(cls, document: Document) -> Side:
        """Tokenise a document."""
        return cls.of_tokens(
            [tokenize(segment.text, document.language) for segment in document.segments],
            [sum(map(len, segment.text.split())) for segment in document.segments],
        )

    @classmethod
    def of_tokens(cls, sentences: Sequence[Sequence[Token]], lengths: Sequence[int]) -> Side:
        """Number the tokens of sentences."""
        numbers: dict[str, int] = {}
        ids = [numbers.setdefault(token.key, len(numbers)) for sentence in sentences for token in sentence]
        starts = np.cumsum([0, *map(len, sentences)], dtype=np.int64)
        return cls(tuple(numbers), np.array(ids, dtype=np.int64), starts, np.array(lengths, dtype=np.float64))

    def counts(self) -> Floats:
        """Return how often each type occurs."""
        return np.bincount(self.ids, minlength=len(self.types)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Ratios:
    """For each type of one side, which types of the other side it generates, and how much likelier than the background.

    Attributes:
        starts: Where each type's entries begin.
        ids: Types of the other side.
        values: t(other | type) / p(other).
    """

    starts: Ints
    ids: Ints
    values: Floats

    def entries(self, types: Ints) -> tuple[Ints, Ints]:
        """Return, for a list of types, the position in the list and the entry of each of their entries."""
        counts = self.starts[types + 1] - self.starts[types]
        position = np.repeat(np.arange(len(types)), counts)
        first = np.cumsum(counts) - counts
        return position, np.arange(len(position)) - np.repeat(first - self.starts[types], counts)


BACKGROUND_SMOOTHING = 500.0


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Both documents with the translation ratios between their types.

    Attributes:
        source: The Chinese side.
        target: The English side.
        forward: From source types to target types.
        backward: From target types to source types.
    """

    source: Side
    target: Side
    forward: Ratios
    backward: Ratios

    @classmethod
    def of(cls, source: Side, target: Side, lexicon: Lexicon) -> Likelihood:
        """Look up all words of both sides."""
        known = {key: number for number, key in enumerate(target.types)}
        rows, columns, values = [], [], []
        for z, key in enumerate(source.types):
            for stem, probability in lexicon.renderings(key).items():
                e = known.get(stem)
                if e is not None:
                    rows.append(z)
                    columns.append(e)
                    values.append(probability)
        z, e, t = np.array(rows, np.int64), np.array(columns, np.int64), np.array(values, np.float64)
        general_e = np.array([lexicon.probability(key) for key in target.types])
        general_z = np.array([lexicon.word_probability(key) for key in source.types])
        p_e, p_z = _background(target.counts(), general_e), _background(source.counts(), general_z)
        forward = t / p_e[e]
        # Bayes: t(z|e)/p(z) = t(e|z) / sum over z' of p(z') t(e|z').
        marginal = np.bincount(e, weights=t * p_z[z], minlength=len(target.types))
        backward = t / (marginal[e] + p_e[e])
        return cls(
            source, target, _ratios(z, e, forward, len(source.types)), _ratios(e, z, backward, len(target.types))
        )


def _background(counts: Floats, general: Floats) -> Floats:
    """Mix a document's word frequencies with general ones."""
    smooth = BACKGROUND_SMOOTHING
    mixed: Floats = (counts + smooth * general) / (counts.sum() + smooth)
    return mixed


def _ratios(keys: Ints, others: Ints, values: Floats, size: int) -> Ratios:
    order = np.argsort(keys, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))]).astype(np.int64)
    return Ratios(starts, others[order], values[order])


def span_gains(
    given: Side, other: Side, ratios: Ratios, rows: range, columns: range, spans: int, share: float
) -> Floats:
    """Return the log-likelihood gain of each sentence of one side given each span of sentences of the other.

    Args:
        given: The side that generates.
        other: The side whose sentences are generated.
        ratios: From the types of `given` to those of `other`.
        rows: First sentences of the spans in `given`.
        columns: Sentences of `other`.
        spans: The longest span.
        share: How much of a token's probability comes from translation, the rest from the background.

    Returns:
        Array [spans, rows, columns]; spans that reach past the end hold what is there.
    """
    last = min(rows.stop + spans - 1, len(given))
    tokens = given.ids[given.starts[rows.start] : given.starts[last]]
    sentence = np.repeat(np.arange(last - rows.start), np.diff(given.starts[rows.start : last + 1]))
    first, end = other.starts[columns.start], other.starts[columns.stop]
    window = other.ids[first:end]
    local, inverse = np.unique(window, return_inverse=True)
    position, entry = ratios.entries(tokens)
    where = np.searchsorted(local, ratios.ids[entry])
    where[where == len(local)] = 0
    found = local[where] == ratios.ids[entry] if len(local) else np.zeros(0, bool)
    size = max(len(local), 1)
    cells = sentence[position[found]] * size + where[found]
    table = np.bincount(cells, weights=ratios.values[entry[found]], minlength=(len(rows) + spans) * size)
    table = table[: (len(rows) + spans) * size].reshape(len(rows) + spans, size).astype(np.float32)
    counts = np.zeros(len(rows) + spans)
    counts[: last - rows.start] = np.diff(given.starts[rows.start : last + 1])
    starts = other.starts[columns.start : columns.stop] - first
    empty = np.diff(other.starts[columns.start : columns.stop + 1]) == 0
    gains = np.zeros((spans, len(rows), len(columns)))
    summed, total = np.zeros((len(rows), size), np.float32), np.zeros(len(rows))
    for span in range(spans):
        summed = summed + table[span : span + len(rows)]
        total = total + counts[span : span + len(rows)]
        scale = (share / (total + 1)).astype(np.float32)
        logs = np.log((1 - share) + scale[:, None] * summed)
        if len(window):
            spread = np.concatenate([logs[:, inverse], np.zeros((len(rows), 1), np.float32)], axis=1)
            gains[span] = np.add.reduceat(spread, starts, axis=1)
            gains[span][:, empty] = 0
    return gains
