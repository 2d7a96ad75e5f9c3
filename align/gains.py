"""How likely sentences are to translate each other: IBM Model 1 (Brown et al. 1993; Moore 2002).

Each token of one side is generated exactly once, by a token of the other side or by the background; likelihoods are
gains over the background alone, so that an unrelated pair scores below 0 and an untranslated sentence exactly 0.

Where several sentences are given, a clause usually comes from one of them, not from words of all: a mixture over the
sentences, clause by clause, stands beside Model 1 and tells sentences that cross or divide from strangers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.likelihood import Likelihood
from align.sides import GROUPS, MARKS, WORDS, Floats, Ints, Side

# How much of a token's probability comes from translation, the rest from the background; 0.12, 0.2 and 0.3 give the
# same strict F1 on the gold corpora within .004.
TRANSLATION_SHARE = 0.2

Matrix = NDArray[np.float32]


class Gains(NamedTuple):
    """The gains of one side's sentences given spans of the other's, each summed along the last axis.

    The gain of sentences j to k is the difference of two entries.

    Attributes:
        groups: [groups, spans, rows, sentences + 1], Model 1 with all words of the span, by group of token.
        clauses: [spans, rows, sentences + 1], of words without marks, when each clause comes from one sentence of the
            span, a longer one more likely; the same as Model 1 for spans of one sentence.
        repeated: [spans, rows, sentences + 1], what several sentences of the span say alike: the gain of content words
            that each would bring alone, without the most that one of them brings.
    """

    groups: Floats
    clauses: Floats
    repeated: Floats


def block_gains(likelihood: Likelihood, rows: range, columns: range, spans: tuple[int, int]) -> tuple[Gains, Gains]:
    """Return the log-likelihood gains between the sentences of a block of the table.

    Args:
        likelihood: Both documents.
        rows: Source sentences; not empty.
        columns: Target sentences; not empty.
        spans: The most source and target sentences of a bead.

    Returns:
        The gains of target sentences given spans of source sentences that begin in `rows`, and of source sentences
        given spans of target sentences that begin in `columns`. Spans and sentences past the end of the document count
        as empty.
    """
    source = _Window.of(likelihood.source, rows, spans[0])
    target = _Window.of(likelihood.target, columns, spans[1])
    table = _translations(likelihood, source, target)
    background = likelihood.target_frequencies.astype(np.float32)[target.types]
    marginals = likelihood.target_marginals.astype(np.float32)[target.types]
    forward = _Voice(source.sums(np.divide(table, background, dtype=np.float32)), source.sizes)
    backward = _Voice(target.sums(np.divide(table, marginals, dtype=np.float32).T), target.sizes)
    second = None
    if likelihood.pivot is not None:
        pivot = _Window.of(likelihood.pivot.source, rows, spans[0])
        words = _translations(likelihood.pivot, pivot, target)
        ratios = pivot.sums(np.divide(words, background, dtype=np.float32))
        second = _Voice(ratios, pivot.sizes, likelihood.pivot_share)
    return _gains(forward, target, len(rows), spans[0], second), _gains(backward, source, len(columns), spans[1])


@dataclass(frozen=True)
class _Window:
    """Some sentences of a document, padded with empty ones where it ends.

    Attributes:
        types: The types in the window, sorted.
        tokens: The place in `types` of each token.
        starts: Where each sentence's tokens begin.
        sizes: How many tokens each sentence has.
        groups: The group of each token.
        clauses: Where each clause's tokens begin; sentences begin one, and marks end one.
    """

    types: Ints
    tokens: Ints
    starts: Ints
    sizes: Ints
    groups: Ints
    clauses: Ints

    @classmethod
    def of(cls, side: Side, sentences: range, span: int) -> _Window:
        places = np.minimum(np.arange(sentences.start, sentences.stop + span), len(side))  # span - 1 more, and the end
        starts = side.starts[places]
        ids = side.ids[starts[0] : starts[-1]]
        types, tokens = np.unique(ids, return_inverse=True)
        sizes = np.diff(starts)
        clauses = np.flatnonzero(side.begins_clause[starts[0] : starts[-1]])
        return cls(types, tokens, starts[:-1] - starts[0], sizes, side.groups[ids], clauses)

    @cached_property
    def filled(self) -> Ints:
        """The sentences that have tokens."""
        return np.flatnonzero(self.sizes)

    def sums(self, table: Matrix) -> Matrix:
        """Return, for each sentence, the sum of its tokens' rows in a table by type."""
        sums = np.zeros((len(self.sizes), table.shape[1]), np.float32)
        if len(self.filled) and table.shape[1]:
            # Not as a product of matrices: most counts are 0, and sums in a fixed order are the same on any machine.
            sums[self.filled] = np.add.reduceat(table[self.tokens], self.starts[self.filled], axis=0)
        return sums

    def by_sentence(self, tokens: Matrix) -> Matrix:
        """Return the sums of tokens' columns for each sentence that has some."""
        sums: Matrix = np.add.reduceat(tokens, self.starts[self.filled], axis=1)
        return sums


def _translations(likelihood: Likelihood, source: _Window, target: _Window) -> Matrix:
    """Return [source types, target types] with t(e|z)."""
    table = np.zeros((len(source.types), len(target.types)), np.float32)
    if table.size:
        position, entry = likelihood.rows.entries(source.types)
        e = likelihood.rows.ids[entry]
        where = np.searchsorted(target.types, e)
        where[where == len(target.types)] = 0
        found = target.types[where] == e
        table[position[found], where[found]] = likelihood.rows.values[entry[found]]
    return table


class _Voice(NamedTuple):
    """Sentences as what the other side's tokens are generated by.

    Attributes:
        ratios: [sentences, types of the other side], t(type|token) over p(type), summed over the sentence's tokens.
        sizes: How many tokens each sentence has.
        share: How much of the translation is theirs, where there are two voices.
    """

    ratios: Matrix
    sizes: Ints
    share: float = 1.0


def _gains(voice: _Voice, other: _Window, height: int, spans: int, second: _Voice | None = None) -> Gains:
    shape = spans, height, len(other.sizes) + 1
    gains = Gains(np.zeros((GROUPS, *shape)), np.zeros(shape), np.zeros(shape))
    if not len(other.tokens):
        return gains
    masks = np.stack([other.groups == group for group in range(GROUPS)]).astype(np.float32)
    alone = _logs(next(_translated(voice, len(voice.sizes), 1, second)))
    for span, translated in enumerate(_translated(voice, height, spans, second)):
        tokens = (_logs(translated) if span else alone[:height])[:, other.tokens]
        for group in range(GROUPS):
            gains.groups[group, span][:, other.filled + 1] = other.by_sentence(tokens * masks[group])
    by_clause = np.add.reduceat(alone[:, other.tokens] * (1 - masks[MARKS]), other.clauses, axis=1)
    first_clauses = np.searchsorted(other.clauses, other.starts[other.filled])
    for span, mixed in enumerate(_mixed(by_clause, np.sqrt(voice.sizes + 1.0), height, spans)):
        gains.clauses[span][:, other.filled + 1] = np.add.reduceat(mixed, first_clauses, axis=1)
    lifted = alone - np.log(np.float32(1 - TRANSLATION_SHARE))
    every, most = lifted[:height], lifted[:height]
    for span in range(1, spans):
        rows = slice(span, span + height)
        every, most = every + lifted[rows], np.maximum(most, lifted[rows])
        repeated = (every - most)[:, other.tokens] * masks[WORDS]
        gains.repeated[span][:, other.filled + 1] = other.by_sentence(repeated)
    for sums in gains:
        np.cumsum(sums, axis=-1, out=sums)
    return gains


def _logs(translated: Matrix) -> Matrix:
    logs: Matrix = np.log(np.float32(1 - TRANSLATION_SHARE) + translated)
    return logs


def _mixed(gains: Matrix, weights: Floats, height: int, spans: int) -> Iterator[Matrix]:
    """Yield, for spans of 1, 2, … sentences, each clause's gain when it comes from one of them, by their weights."""
    logs = (gains + np.log(weights)[:, None]).astype(np.float32)
    mixed, total = logs[:height], weights[:height]
    for span in range(spans):
        if span:
            rows = slice(span, span + height)
            mixed, total = np.logaddexp(mixed, logs[rows]), total + weights[rows]
        yield mixed - np.log(total).astype(np.float32)[:, None]


def _translated(voice: _Voice, height: int, spans: int, second: _Voice | None) -> Iterator[Matrix]:
    """Yield, for spans of 1, 2, … sentences, the part of each type's probability ratio that is translation."""
    if second is None:
        for summed, total in _growing(voice, height, spans):
            yield (TRANSLATION_SHARE / (total + 1)).astype(np.float32)[:, None] * summed
        return
    heard = np.zeros((2, height))
    voices = zip(_growing(voice, height, spans), _growing(second, height, spans), strict=True)
    for span, ((summed, total), (other_summed, other_total)) in enumerate(voices):
        for side, sizes in enumerate((voice.sizes, second.sizes)):
            heard[side] += sizes[span : span + height] > 0
        # A sentence that the pivot leaves out is explained by the source alone.
        share = second.share * np.minimum(heard[1] / np.maximum(heard[0], 1), 1.0)
        scale = (TRANSLATION_SHARE * (1 - share) / (total + 1)).astype(np.float32)
        other_scale = (TRANSLATION_SHARE * share / (other_total + 1)).astype(np.float32)
        yield scale[:, None] * summed + other_scale[:, None] * other_summed


def _growing(voice: _Voice, height: int, spans: int) -> Iterator[tuple[Matrix, Floats]]:
    """Yield the sums and the token counts of spans of 1, 2, … sentences, by the first sentence."""
    summed, total = np.zeros((height, voice.ratios.shape[1]), np.float32), np.zeros(height)
    for span in range(spans):
        summed = summed + voice.ratios[span : span + height]
        total = total + voice.sizes[span : span + height]
        yield summed, total
