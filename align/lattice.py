"""Dynamic programming over the beads in a band: the heaviest path, and how probable each bead is on all paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.anchors import Band
from align.sides import Floats, Ints

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

    def _neighbours(self, a: int, b: int) -> NDArray[np.int32]:
        """Return, for each cell, the one `a` source and `b` target sentences onward; the number of cells for none."""
        band, offsets = self.band, self.offsets
        rows, columns = band.places
        row, column = rows + a, columns + b
        inside = (row >= 0) & (row < len(band.low))
        row = np.where(inside, row, 0)
        inside &= (column >= band.low[row]) & (column <= band.high[row])
        return np.where(inside, offsets[row] + column - band.low[row], offsets[-1]).astype(np.int32)

    def _arrivals(self) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return where the beads that end in each cell start, and their scores."""
        starts = np.stack([self._neighbours(-a, -b) for a, b in self.kinds])
        arriving = np.stack([np.append(row, -np.inf)[of] for row, of in zip(self.scores, starts, strict=True)])
        return starts, arriving.astype(np.float32, copy=False)

    def best_path(self) -> list[Step]:
        """Return the heaviest path; of equally heavy beads the first kind's."""
        starts, arriving = self._arrivals()
        offsets, insertion = self.offsets, len(self.kinds) - 1
        best = np.full(int(offsets[-1]) + 1, -np.inf)
        back = np.full(int(offsets[-1]), -1, np.int8)
        for i in range(len(self.band.low)):
            row = slice(int(offsets[i]), int(offsets[i + 1]))
            reach = best[starts[:-1, row]] + arriving[:-1, row]
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
        cell, path = int(offsets[-1]) - 1, []
        i, j = len(self.band.low) - 1, int(self.band.high[-1])
        while i or j:
            k = int(back[cell])
            cell = int(starts[k, cell])
            a, b = self.kinds[k]
            path.append(Step(k, cell, i - a, i, j - b, j))
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
        a, b = self.kinds[kind]
        ends = self._neighbours(a, b)
        posterior: Floats = alpha + self.scores[kind] + np.append(beta, -np.inf)[ends] - beta[0]
        return posterior

    def _alpha(self) -> Floats:
        starts, arriving = self._arrivals()
        offsets = self.offsets
        alpha = np.full(int(offsets[-1]) + 1, -np.inf)
        for i in range(len(self.band.low)):
            row = slice(int(offsets[i]), int(offsets[i + 1]))
            value = _log_sum(alpha[starts[:-1, row]] + arriving[:-1, row])
            if i == 0:
                value[0] = 0.0
            ramp = self._ramp(row)
            alpha[row] = np.logaddexp.accumulate(value - ramp) + ramp
        return alpha[:-1]

    def _beta(self) -> Floats:
        ends = np.stack([self._neighbours(a, b) for a, b in self.kinds])
        offsets = self.offsets
        beta = np.full(int(offsets[-1]) + 1, -np.inf)
        for i in range(len(self.band.low) - 1, -1, -1):
            row = slice(int(offsets[i]), int(offsets[i + 1]))
            value = _log_sum(beta[ends[:-1, row]] + self.scores[:-1, row])
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
