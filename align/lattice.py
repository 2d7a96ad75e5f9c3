"""Dynamic programming over the beads in a band: the heaviest path, and how probable each bead is on all paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.anchors import Band
from align.sides import Floats, Ints

_CELLS_AT_ONCE = 1 << 14  # what is worked out about so many cells stays in a processor's cache

Kind = tuple[int, int]
"""Numbers of source and target sentences in a bead."""


class Step(NamedTuple):
    """A bead on a path.

    Attributes:
        kind: The number of its kind.
        cell: The cell it starts in.
        i: Its first source sentence.
        end_i: The one after its last.
        j: Its first target sentence.
        end_j: The one after its last.
    """

    kind: int
    cell: int
    i: int
    end_i: int
    j: int
    end_j: int

    @property
    def is_pair(self) -> bool:
        """Whether both sides hold a sentence."""
        return self.end_i > self.i and self.end_j > self.j


class PathProbabilities(NamedTuple):
    """How probable the beads of a path are, over all paths.

    Attributes:
        beads: Of each bead on the path.
        starts: That a path goes through the cell where that bead starts.
        ends: The same of the cell where it ends.
        alone_source: That a source sentence has no counterpart, for each.
        alone_target: The same of each target sentence.
    """

    beads: Floats
    starts: Floats
    ends: Floats
    alone_source: Floats
    alone_target: Floats


@dataclass(frozen=True)
class Lattice:
    """All beads that start in a band.

    Attributes:
        kinds: The bead kinds; (0, 1) comes last.
        band: The cells: a source boundary and a target boundary each.
        scores: [kinds, cells], the log weight of the bead of that kind that starts in that cell; -inf for none.
        gains: [kinds, cells], the log-likelihood gain of the words alone.
    """

    kinds: Sequence[Kind]
    band: Band
    scores: NDArray[np.float32]
    gains: NDArray[np.float16]

    def __post_init__(self) -> None:
        assert self.kinds[-1] == (0, 1), "insertions stay in their row of cells and are handled apart"

    @cached_property
    def offsets(self) -> Ints:
        """Return where each row's cells begin."""
        return self.band.offsets

    def _neighbours(self, a: int, b: int, cells: slice) -> NDArray[np.int32]:
        """Return, for some cells, the one `a` source and `b` target sentences onward; the number of cells for none."""
        band, offsets = self.band, self.offsets
        rows, columns = (places[cells] for places in band.places)
        row, column = rows + a, columns + b
        inside = (row >= 0) & (row < len(band.low))
        row = np.where(inside, row, 0)
        low = band.low[row]
        inside &= (column >= low) & (column <= band.high[row])
        return np.where(inside, offsets[row] + column - low, offsets[-1]).astype(np.int32)

    def _groups(self) -> list[tuple[range, slice]]:
        """Return consecutive rows with their cells, few enough for what is worked out about them to stay small."""
        offsets = self.offsets
        cuts = np.searchsorted(offsets, np.arange(_CELLS_AT_ONCE, int(offsets[-1]), _CELLS_AT_ONCE))
        rows = np.unique([0, *cuts.tolist(), len(self.band.low)]).tolist()
        return [(range(*ends), slice(*offsets[list(ends)].tolist())) for ends in pairwise(rows)]

    def _arrivals(self, cells: slice) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return where the beads that end in some cells start, but for insertions, and their scores."""
        kinds = self.kinds[:-1]
        starts = np.stack([self._neighbours(-a, -b, cells) for a, b in kinds])
        places = np.minimum(starts, self.scores.shape[1] - 1)
        arriving = self.scores[np.arange(len(kinds))[:, None], places]
        return starts, np.where(starts == places, arriving, np.float32(-np.inf))

    def best_path(self) -> list[Step]:
        """Return the heaviest path; of equally heavy beads the first kind's."""
        offsets, insertion = self.offsets, len(self.kinds) - 1
        best = np.full(int(offsets[-1]) + 1, -np.inf)
        back = np.full(int(offsets[-1]), -1, np.int8)
        for rows, cells in self._groups():
            starts, arriving = self._arrivals(cells)
            for i in rows:
                row = slice(int(offsets[i]), int(offsets[i + 1]))
                here = slice(row.start - cells.start, row.stop - cells.start)
                reach = best[starts[:, here]] + arriving[:, here]
                kind = reach.argmax(axis=0)
                value = reach.max(axis=0)
                if i == 0:
                    value[0] = 0.0
                ramp = self._ramp(row)
                level = value - ramp
                highest = np.maximum.accumulate(level)
                # Levels are compared, not sums: adding the ramp again may round an equal value up.
                back[row] = np.where(highest > level, insertion, kind)
                best[row] = np.where(highest > level, highest + ramp, value)
        return self._steps(back)

    def _steps(self, back: NDArray[np.int8]) -> list[Step]:
        """Return the path that ends in the last cell, by the kind of the bead that ends in each cell."""
        offsets, low = self.offsets.tolist(), self.band.low.tolist()
        i, j = len(low) - 1, int(self.band.high[-1])
        path = []
        while i or j:
            kind = int(back[offsets[i] + j - low[i]])
            a, b = self.kinds[kind]
            path.append(Step(kind, offsets[i - a] + j - b - low[i - a], i - a, i, j - b, j))
            i, j = i - a, j - b
        return path[::-1]

    def log_probabilities(self) -> Floats:
        """Return [kinds, cells], the log probability of each bead over all paths (forward-backward)."""
        alpha, beta = self._alpha(), self._beta()
        return np.stack([self._posterior(kind, alpha, beta) for kind in range(len(self.kinds))])

    def path_probabilities(self, path: Sequence[Step]) -> PathProbabilities:
        """Return how probable the parts of a path are."""
        alpha, beta = self._alpha(), self._beta()
        rows, columns = self.band.places
        deletions = np.exp(self._posterior(self.kinds.index((1, 0)), alpha, beta))
        insertions = np.exp(self._posterior(len(self.kinds) - 1, alpha, beta))
        kinds = np.array([step.kind for step in path], np.int64)
        cells = np.array([step.cell for step in path], np.int64)
        rows_after = np.array([step.end_i for step in path], np.int64)
        ends = self.offsets[rows_after] - self.band.low[rows_after] + np.array([step.end_j for step in path], np.int64)
        on_path = alpha[cells] + self.scores[kinds, cells] + beta[ends] - beta[0]
        alone_source = np.bincount(rows, weights=deletions).astype(np.float64)
        alone_target = np.bincount(columns, weights=insertions).astype(np.float64)
        before, after = (np.minimum(np.exp(alpha[at] + beta[at] - beta[0]), 1.0) for at in (cells, ends))
        return PathProbabilities(np.exp(on_path), before, after, alone_source, alone_target)

    def _posterior(self, kind: int, alpha: Floats, beta: Floats) -> Floats:
        ends = self._neighbours(*self.kinds[kind], slice(None))
        posterior: Floats = alpha + self.scores[kind] + np.append(beta, -np.inf)[ends] - beta[0]
        return posterior

    def _alpha(self) -> Floats:
        offsets = self.offsets
        alpha = np.full(int(offsets[-1]) + 1, -np.inf)
        for rows, cells in self._groups():
            starts, arriving = self._arrivals(cells)
            for i in rows:
                row = slice(int(offsets[i]), int(offsets[i + 1]))
                here = slice(row.start - cells.start, row.stop - cells.start)
                value = _log_sum(alpha[starts[:, here]] + arriving[:, here])
                if i == 0:
                    value[0] = 0.0
                ramp = self._ramp(row)
                alpha[row] = np.logaddexp.accumulate(value - ramp) + ramp
        return alpha[:-1]

    def _beta(self) -> Floats:
        offsets = self.offsets
        beta = np.full(int(offsets[-1]) + 1, -np.inf)
        for rows, cells in reversed(self._groups()):
            ends = np.stack([self._neighbours(a, b, cells) for a, b in self.kinds[:-1]])
            for i in reversed(rows):
                row = slice(int(offsets[i]), int(offsets[i + 1]))
                here = slice(row.start - cells.start, row.stop - cells.start)
                value = _log_sum(beta[ends[:, here]] + self.scores[:-1, row])
                if i == len(self.band.low) - 1:
                    value[-1] = 0.0
                ramp = self._ramp(row)
                beta[row] = np.logaddexp.accumulate((value + ramp)[::-1])[::-1] - ramp
        return beta[:-1]

    def _ramp(self, row: slice) -> Floats:
        """Return the score of inserting all target sentences from the row's first boundary up to each of its cells."""
        steps = self.scores[-1, row].astype(np.float64)
        return np.concatenate([[0.0], np.cumsum(steps[:-1])])


def _log_sum(values: Floats) -> Floats:
    top = values.max(axis=0)
    finite = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        total: Floats = np.log(np.exp(values - finite).sum(axis=0)) + finite
    return total
