"""The evidence for each bead in a band: words, lengths, punctuation and quotations of both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.anchors import Band, Chain
from align.constraints import Constraints
from align.gains import Gains, block_gains
from align.habits import kind_log_odds
from align.lattice import Lattice
from align.length import FARTHEST, LengthModel
from align.likelihood import Likelihood
from align.sides import GRAMMAR, WORDS, Floats, Ints, Side
from align.similarity import Similarity
from align.structure import Structure
from align.weights import (
    KIND_ODDS,
    KIND_WEIGHTS,
    KINDS,
    NULL_RATE,
    OUTSIDE_NULL,
    QUALITY_NULL,
    QUALITY_TOKENS,
    USUAL_NULL_RATE,
    WEIGHTS,
)

_ROWS_AT_ONCE = 24  # source sentences: fewer waste calls, more waste cells beside the band
_SPANS = max(a for a, _ in KINDS), max(b for _, b in KINDS)
_FEATURES = len(WEIGHTS.vector())
_TOKENS = 8  # the place of `Weights.tokens`
_NULL = KINDS.index((1, 0)), KINDS.index((0, 1))
_ONE_TO_ONE = KINDS.index((1, 1))

# The document's match quality lies between 0.1 and 0.5 for literary translation, up to 1 for news.
_BEST_QUALITY = 1.5
_MOST_GAIN = 60_000.0  # what half precision holds
_FORBIDDEN = -1e6  # finite, because sums over insertions are taken apart again


@dataclass(frozen=True)
class Evidence:
    """Everything that speaks for or against the beads of two documents.

    Attributes:
        likelihood: The words' translation probabilities.
        lengths: The model of the document's lengths in characters.
        marks: The same of the number of punctuation marks.
        band: The cells that beads may start in.
        quotations: From 0 to 1, how well quotations agree between the sides around each source sentence, the end
            included; 0 where one side has none.
        null_rate: The share of null beads that the document seems to have.
        kind_odds: How much more often than usual the document seems to have each bead kind, as log odds.
        structure: What the structures of both documents say, where they have any.
        similarity: What sentence vectors say, where there is a model for them.
        null_shift: Taken off the weight of every null bead, as the user wishes.
        constraints: What pins forbid.
        outside: Of each source and each target sentence, how likely it stands outside of parallel text.
    """

    likelihood: Likelihood
    lengths: LengthModel
    marks: LengthModel
    band: Band
    quotations: Floats
    null_rate: float = USUAL_NULL_RATE
    kind_odds: tuple[float, ...] = (0.0,) * len(KINDS)
    structure: Structure | None = None
    similarity: Similarity | None = None
    null_shift: float = 0.0
    constraints: Constraints | None = None
    outside: tuple[Floats, Floats] | None = None

    @classmethod
    def of(
        cls,
        likelihood: Likelihood,
        band: Band,
        chain: Chain,
        *,
        constraints: Constraints | None = None,
    ) -> Evidence:
        """Estimate what depends on the whole document."""
        source, target = likelihood.source, likelihood.target
        lengths = LengthModel.of_characters(source.lengths, target.lengths)
        marks = LengthModel.of_marks(np.diff(source.marks), np.diff(target.marks))
        quotations = _agreement(source, target, chain)
        return cls(likelihood, lengths, marks, band, quotations, constraints=constraints)

    def learned_from(self, pairs: Sequence[tuple[int, int, int, int]], *, alone: bool = False) -> Evidence:
        """Return the evidence with what pairs teach about lengths, marks and the kinds of beads.

        Args:
            pairs: First source sentence, the one after the last, and the same of the target.
            alone: Whether only they tell the ratio of lengths, not the rest of the documents.
        """
        i, end_i, j, end_j = np.array(pairs, np.int64).reshape(-1, 4).T
        source, target = self.likelihood.source, self.likelihood.target
        lengths = source.characters[end_i] - source.characters[i], target.characters[end_j] - target.characters[j]
        marks = source.marks[end_i] - source.marks[i], target.marks[end_j] - target.marks[j]
        by_length = LengthModel.of_characters(*lengths) if alone else self.lengths
        by_marks = LengthModel.of_marks(*marks) if alone else self.marks
        return replace(
            self,
            lengths=by_length.with_variance_of(*lengths),
            marks=by_marks.with_variance_of(*marks),
            kind_odds=tuple(kind_log_odds(KINDS, pairs).tolist()),
        )

    def lattice(self) -> Lattice:
        """Weigh the evidence of every bead."""
        cells = int(self.band.offsets[-1])
        scores = np.full((len(KINDS), cells), -np.inf, np.float32)
        # Half precision: gains are only averaged, and this is a large array.
        gains = np.zeros((len(KINDS), cells), np.float16)
        weights = WEIGHTS.vector()
        for kind, where, features in self.features():
            scores[kind, where] = weights @ features + KIND_WEIGHTS[kind]
            gains[kind, where] = np.clip(features[:6].sum(axis=0) / 2, -_MOST_GAIN, _MOST_GAIN)
        quality = self._quality(np.where(np.isfinite(scores[_ONE_TO_ONE]), gains[_ONE_TO_ONE], -np.inf))
        null = QUALITY_NULL * quality + NULL_RATE * np.log(self.null_rate / USUAL_NULL_RATE)
        for kind, (a, b) in enumerate(KINDS):
            scores[kind] += QUALITY_TOKENS * quality * self._tokens(a, b) if a and b else null
            scores[kind] += KIND_ODDS * self.kind_odds[kind]
        scores[list(_NULL)] -= self.null_shift
        if self.outside is not None:
            for kind, outside, places in zip(_NULL, self.outside, self.band.places, strict=True):
                scores[kind] += (OUTSIDE_NULL * np.append(outside, 0.0)[places]).astype(np.float32)
        self._weigh_places(scores)
        return Lattice(KINDS, self.band, scores, gains)

    def _weigh_places(self, scores: NDArray[np.float32]) -> None:
        """Add what the structure and sentence vectors say, and rule out what pins forbid."""
        if self.structure is None and self.similarity is None and self.constraints is None:
            return
        rows, columns = self.band.places
        for kind, (a, b) in enumerate(KINDS):
            inside = np.flatnonzero(
                (rows + a <= len(self.likelihood.source)) & (columns + b <= len(self.likelihood.target))
            )
            places = rows[inside], columns[inside], rows[inside] + a, columns[inside] + b
            if self.structure is not None:
                scores[kind, inside] += self.structure.weights(*places).astype(np.float32)
            if self.similarity is not None:
                scores[kind, inside] += self.similarity.weights(a, b, *places[:2]).astype(np.float32)
            if self.constraints is not None:
                scores[kind, inside[~self.constraints.allows(*places)]] = _FORBIDDEN

    def _quality(self, gains: NDArray[np.float16]) -> float:
        """Return how well source sentences match their best target sentence: the mean gain of a token."""
        if not len(self.likelihood.source) or not len(self.likelihood.target):
            return 0.0
        matches = gains / np.maximum(self._tokens(1, 1), 1)
        best = np.maximum.reduceat(matches, self.band.offsets[:-1])[: len(self.likelihood.source)]
        return float(np.clip(np.where(np.isfinite(best), best, -0.3).mean(), 0.0, _BEST_QUALITY))

    def _tokens(self, a: int, b: int) -> NDArray[np.float32]:
        rows, columns = self.band.places
        z, e = self.likelihood.source.starts, self.likelihood.target.starts
        count = z[np.minimum(rows + a, len(z) - 1)] - z[rows] + e[np.minimum(columns + b, len(e) - 1)] - e[columns]
        return (count / 2).astype(np.float32)

    def features(self) -> Iterator[tuple[int, Ints, Floats]]:
        """Yield, block by block, a bead kind, the cells its beads start in, and their evidence [kinds of it, beads]."""
        rows_all = len(self.band.low)
        for begin in range(0, rows_all, _ROWS_AT_ONCE):
            yield from _Block(self, begin, min(begin + _ROWS_AT_ONCE, rows_all)).features()


class _Block:
    """Some rows of the band, computed as one rectangle."""

    def __init__(self, evidence: Evidence, begin: int, end: int) -> None:
        self.evidence, self.i0, self.i1 = evidence, begin, end
        band = evidence.band
        self.j0, self.j1 = int(band.low[begin]), int(band.high[end - 1]) + 1
        rows, columns = (places[band.offsets[begin] : band.offsets[end]] for places in band.places)
        self.rows, self.columns = rows - begin, columns - self.j0
        self.source, self.target = evidence.likelihood.source, evidence.likelihood.target
        self.forward, self.backward = self._gains()

    def _gains(self) -> tuple[Gains | None, Gains | None]:
        rows = range(self.i0, min(self.i1, len(self.source)))
        columns = range(self.j0, min(self.j1, len(self.target)))
        return block_gains(self.evidence.likelihood, rows, columns, _SPANS) if rows and columns else (None, None)

    def features(self) -> Iterator[tuple[int, Ints, Floats]]:
        offset = int(self.evidence.band.offsets[self.i0])
        for kind, (a, b) in enumerate(KINDS):
            height = min(self.i1, len(self.source) - a + 1) - self.i0
            width = min(self.j1, len(self.target) - b + 1) - self.j0
            inside = np.flatnonzero((self.rows < height) & (self.columns < width))
            if len(inside):
                row, column = self.rows[inside], self.columns[inside]
                yield kind, inside + offset, self._evidence(a, b, row, column)

    def _evidence(self, a: int, b: int, row: Ints, column: Ints) -> Floats:
        i, j = row + self.i0, column + self.j0
        source, target = self.source, self.target
        sides = (source, i, a), (target, j, b)
        values = np.zeros((_FEATURES, len(row)))
        z = source.characters[i + a] - source.characters[i]
        e = target.characters[j + b] - target.characters[j]
        if not a or not b:
            values[9] = np.log1p(z / 10 + e / 30)
            words = source.words[i + a] - source.words[i] + target.words[j + b] - target.words[j]
            values[14] = words == 0
            return values
        forward, backward = self.forward, self.backward
        assert forward is not None and backward is not None, "a bead with two sides has sentences on both"
        values[:3] = forward.groups[:, a - 1, row, column + b] - forward.groups[:, a - 1, row, column]
        values[3:6] = backward.groups[:, b - 1, column, row + a] - backward.groups[:, b - 1, column, row]
        if a > 1:
            clauses = forward.clauses[a - 1, row, column + b] - forward.clauses[a - 1, row, column]
            values[15] = clauses - values[WORDS] - values[GRAMMAR]
            values[17] = forward.repeated[a - 1, row, column + b] - forward.repeated[a - 1, row, column]
        if b > 1:
            clauses = backward.clauses[b - 1, column, row + a] - backward.clauses[b - 1, column, row]
            values[16] = clauses - values[3 + WORDS] - values[3 + GRAMMAR]
        difference = np.minimum(self.evidence.lengths.squared_difference(z, e), FARTHEST)
        values[6], values[7] = difference, np.sqrt(difference)
        marks = source.marks[i + a] - source.marks[i], target.marks[j + b] - target.marks[j]
        values[21] = np.minimum(self.evidence.marks.squared_difference(*marks), FARTHEST)
        tokens_z, tokens_e = source.starts[i + a] - source.starts[i], target.starts[j + b] - target.starts[j]
        values[_TOKENS] = (tokens_z + tokens_e) / 2
        values[11] = source.asks[i + a - 1] != target.asks[j + b - 1]
        if a > 1 or b > 1:
            questions = (side.questions[first + size - 1] - side.questions[first] for side, first, size in sides)
            values[22] = np.abs(np.subtract(*questions))
            values[20] = source.wordless[i].astype(int) + target.wordless[j]
        agreement = self.evidence.quotations[i]
        if agreement.any():
            inside_z = (source.quoted[i + a] - source.quoted[i]) / np.maximum(tokens_z, 1)
            inside_e = (target.quoted[j + b] - target.quoted[j]) / np.maximum(tokens_e, 1)
            values[10] = np.abs(inside_z - inside_e)
            values[12] = source.ends_quoted[i + a - 1] != target.ends_quoted[j + b - 1]
            values[13] = source.starts_quoted[i] != target.starts_quoted[j]
            for side, first, size in sides:
                values[18] += side.quotes_opened[first + size] - side.quotes_opened[first + 1]
                values[19] += side.quotes_closed[first + size - 1] - side.quotes_closed[first]
            values[[10, 12, 13, 18, 19]] *= agreement
        return values


# Anchors on each side of a sentence that tell whether quotations agree: chapters of one file may be by several hands.
# Six novels as one file reach .917 with all anchors, .921 with 50 and .919 with 100, each by itself .931 with any.
_NEIGHBOURS = 50


def _agreement(source: Side, target: Side, chain: Chain) -> Floats:
    """Return how well the shares of quoted text agree over the anchors around each source sentence and the end.

    It is their correlation, shrunk where they are few.
    """
    z = np.diff(source.quoted)[chain.source] / np.maximum(source.sizes[chain.source], 1)
    e = np.diff(target.quoted)[chain.target] / np.maximum(target.sizes[chain.target], 1)
    at = np.searchsorted(chain.source, np.arange(len(source) + 1))
    first, end = np.clip(at - _NEIGHBOURS, 0, len(z)), np.clip(at + _NEIGHBOURS, 0, len(z))
    count = np.maximum(end - first, 1)

    def around(values: Floats) -> Floats:
        sums = np.concatenate([[0.0], np.cumsum(values)])
        total: Floats = sums[end] - sums[first]
        return total

    together = around(z * e) - around(z) * around(e) / count
    spreads = (around(side * side) - around(side) ** 2 / count for side in (z, e))
    # Half a sentence's worth of variance stands for no agreement.
    agreement: Floats = together / (np.sqrt(np.maximum(np.multiply(*spreads), 0.0)) + 0.5)
    return np.where((agreement > 0.1) & (count >= 3), agreement, 0.0)
