"""Similarity of sentence vectors as evidence, weighed by how well it tells pairs from neighbours in these documents.

How much a model's similarity says differs from model to model and from text to text, so it is measured on the
documents themselves: on the sentence pairs that the words make sure of, against sentences near them. A model that
tells them apart no better than chance has no weight. As in the likelihood of words, each sentence counts once, by how
similar it is to the other side of its bead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.embeddings import Vectors
from align.lattice import Lattice, Step
from align.sides import Bools, Floats, Ints

# How much of the log odds counts: the words say much of it already, and parts of a bead are less similar than whole
# pairs. Fitted on mac-dev with a small English model (MiniLM-L6) on the machine translation as pivot, 0.3 of it.
_SHARE = 0.3
_SURE = 0.9  # probability of a pair that is learned from
FEWEST_PAIRS = 8
"""Sure pairs that a model is measured on at least."""
# Sentences so far from a pair's own are taken for no translation. The next one may belong to the same bead.
_NEARBY = (-3, -2, 2, 3)
_ROWS_AT_ONCE = 24


@dataclass(frozen=True)
class Vectored:
    """One side's sentence vectors.

    Attributes:
        vectors: [sentences, dimensions], of length 1, or 0 where a sentence has no vector.
        lengths: Characters of each sentence. In a span's vector a sentence counts by their root: the vector of a long
            sentence says more, but no neural one is longer for it.
    """

    vectors: Vectors
    lengths: Floats

    def spans(self, size: int) -> Vectors:
        """Return the vectors of all spans of so many sentences, [sentences - size + 1, dimensions]."""
        weighted = self.vectors * np.sqrt(self.lengths).astype(np.float32)[:, None]
        summed = np.zeros((max(len(weighted) - size + 1, 0), weighted.shape[1]), np.float32)
        for at in range(size):
            summed += weighted[at : at + len(summed)]
        norms = np.linalg.norm(summed, axis=1, keepdims=True)
        return (summed / np.where(norms > 0, norms, 1)).astype(np.float32, copy=False)

    @property
    def known(self) -> Bools:
        """Which sentences have a vector."""
        return _filled(self.vectors)


@dataclass(frozen=True)
class Similarity:
    """What sentence vectors say about beads.

    Attributes:
        source: The source's vectors.
        target: The target's.
        centre: The similarity that speaks neither for nor against a pair.
        slope: Log odds for each unit of similarity above it.
        separation: By how many standard deviations pairs are more similar than neighbours, for certain.
        pairs: How many sure pairs it was measured on.
    """

    source: Vectored
    target: Vectored
    centre: float
    slope: float
    separation: float
    pairs: int

    @classmethod
    def of(cls, source: Vectored, target: Vectored, pairs: tuple[Ints, Ints]) -> Similarity:
        """Measure on sure pairs of one source and one target sentence each.

        Similarities of pairs and of neighbours are taken for normal with one variance, so that the log odds are linear
        (linear discriminant). From the difference of the means twice its standard error is taken off, so that chance
        gives a model no weight.
        """
        known = source.known[pairs[0]] & target.known[pairs[1]]
        i, j = pairs[0][known], pairs[1][known]
        last = len(target.vectors) - 1
        near = [(i[inside], j[inside] + by) for by in _NEARBY for inside in [(j + by >= 0) & (j + by <= last)]]
        apart = np.concatenate([at[0] for at in near]), np.concatenate([at[1] for at in near])
        kept = target.known[apart[1]]
        apart = apart[0][kept], apart[1][kept]
        if len(i) < FEWEST_PAIRS or len(apart[0]) < FEWEST_PAIRS:
            return cls(source, target, 0.0, 0.0, 0.0, len(i))
        of_pairs, of_others = (
            np.einsum("nd,nd->n", source.vectors[z], target.vectors[e]).astype(np.float64) for z, e in ((i, j), apart)
        )
        sizes = np.array([len(of_pairs), len(of_others)])
        variance = float((sizes * [of_pairs.var(), of_others.var()]).sum() / sizes.sum()) + 1e-4
        error = float(np.sqrt(variance * (1 / sizes).sum()))
        difference = max(0.0, float(of_pairs.mean() - of_others.mean()) - 2 * error)
        centre = float(of_pairs.mean() + of_others.mean()) / 2
        return cls(source, target, centre, difference / variance, difference / float(np.sqrt(variance)), len(i))

    def weights(self, a: int, b: int, rows: Ints, columns: Ints) -> Floats:
        """Return the log odds of beads of `a` source and `b` target sentences.

        Args:
            a: Source sentences; 0 gives log odds of 0, as `b` does.
            b: Target sentences.
            rows: The first source sentence of each bead, never falling.
            columns: The first target sentence.
        """
        odds = np.zeros(len(rows))
        if not a or not b or not self.slope or not len(rows):
            return odds
        spans = self.source.spans(a), self.target.spans(b)
        cuts = np.searchsorted(rows, np.arange(rows[0], rows[-1] + _ROWS_AT_ONCE, _ROWS_AT_ONCE))
        for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True):
            if start == end:
                continue
            i, j = rows[start:end], columns[start:end]
            i0, i1, j0, j1 = int(i[0]), int(i[-1]), int(j.min()), int(j.max())
            # Each target sentence by its similarity to the source span, then each source sentence to the target span.
            forward = self._odds(spans[0][i0 : i1 + 1], self.target, j0, j1 + b)
            backward = self._odds(spans[1][j0 : j1 + 1], self.source, i0, i1 + a)
            odds[start:end] = (
                forward[i - i0, j - j0 + b] - forward[i - i0, j - j0]
                + backward[j - j0, i - i0 + a] - backward[j - j0, i - i0]
            ) / 2  # fmt: skip
        return _SHARE * odds

    def _odds(self, spans: Vectors, side: Vectored, start: int, end: int) -> Floats:
        """Return the log odds of spans with the sentences of a side, summed along the sentences."""
        similar = (spans @ side.vectors[start:end].T).astype(np.float64)
        said = _filled(spans)[:, None] & side.known[start:end]
        summed = np.zeros((len(spans), end - start + 1))
        np.cumsum(np.where(said, self.slope * (similar - self.centre), 0.0), axis=1, out=summed[:, 1:])
        return summed


def sure_pairs(lattice: Lattice, path: Sequence[Step]) -> tuple[Ints, Ints]:
    """Return the source and target sentences of the 1-1 beads on a path that are hardly in doubt."""
    found = [
        (step.i, step.j)
        for step, probability in zip(path, lattice.path_probabilities(path).beads, strict=True)
        if step.end_i - step.i == 1 and step.end_j - step.j == 1 and probability >= _SURE
    ]
    i, j = np.array(found, np.int64).reshape(-1, 2).T
    return i, j


def most_telling(versions: Sequence[Vectored], target: Vectored, pairs: tuple[Ints, Ints]) -> Similarity:
    """Return the similarity of that version of the source, itself or its pivot, which tells pairs apart best."""
    return max((Similarity.of(version, target, pairs) for version in versions), key=lambda one: one.separation)


def _filled(vectors: Vectors) -> Bools:
    return np.asarray(vectors.any(axis=1), np.bool_)
