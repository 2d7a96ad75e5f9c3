"""What pins forbid: beads that would cut across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.anchors import Chain
from align.sides import Bools, Ints
from align.units import Units
from corpora.model import Bead


@dataclass(frozen=True)
class Constraints:
    """Boundaries that every path goes through, and units that have no counterpart; in units.

    Attributes:
        source: Source boundaries, never falling.
        target: The target boundaries that go with them, never falling.
        alone_source: How many source units without counterpart stand before each boundary.
        alone_target: The same of target units.
        closed_source: 2 for a source boundary inside a segment that has no counterpart, 1 inside another one, else 0.
        closed_target: The same of target boundaries.
    """

    source: Ints
    target: Ints
    alone_source: Ints
    alone_target: Ints
    closed_source: Ints
    closed_target: Ints

    @classmethod
    def of(cls, pins: Sequence[Bead], source: Units, target: Units) -> Constraints:
        """Translate pins of segments, which do not contradict each other, to units."""
        paired = [pin for pin in pins if pin.source and pin.target]
        corners = [
            [int(units.starts[at]) for span in spans for at in (span.start, span.end)]
            for units, spans in ((source, [pin.source for pin in paired]), (target, [pin.target for pin in paired]))
        ]
        alone_source, closed_source = _alone(source, [pin for pin in pins if not pin.target], 0)
        alone_target, closed_target = _alone(target, [pin for pin in pins if not pin.source], 1)
        starts, ends = (np.array(side, np.int64) for side in corners)
        return cls(starts, ends, alone_source, alone_target, closed_source, closed_target)

    def allows(self, i: Ints, j: Ints, end_i: Ints, end_j: Ints) -> Bools:
        """Return which beads may be.

        Corners cut the table into rectangles; a bead lies in one of them. Because the rectangles meet in their corners
        alone, a path of such beads goes through each corner.
        """
        first = np.maximum(np.searchsorted(self.source, end_i), np.searchsorted(self.target, end_j))
        last = np.minimum(np.searchsorted(self.source, i, "right"), np.searchsorted(self.target, j, "right"))
        alone_i = self.alone_source[end_i] > self.alone_source[i]
        alone_j = self.alone_target[end_j] > self.alone_target[j]
        down, right = end_i > i, end_j > j
        # Beads that share a segment become one: between two units of a segment that stands alone nothing may come, and
        # nothing that stands alone between two units of another.
        cut = (right & (self.closed_source[i] + alone_j >= 2)) | (down & (self.closed_target[j] + alone_i >= 2))
        allowed: Bools = (first <= last) & ~((alone_i | alone_j) & down & right) & ~cut
        return allowed

    def chain(self, chain: Chain) -> Chain:
        """Return the pairs of a chain that may be, with the corners among them."""
        kept = self.allows(chain.source, chain.target, chain.source + 1, chain.target + 1)
        points = np.stack([
            np.concatenate([chain.source[kept], self.source]), np.concatenate([chain.target[kept], self.target])
        ])  # fmt: skip
        return Chain(*np.unique(points, axis=1))


def _alone(units: Units, pins: Sequence[Bead], side: int) -> tuple[Ints, Ints]:
    size = len(units.texts)
    alone, closed = np.zeros(size, np.int64), np.ones(size + 1, np.int64)
    closed[units.starts] = 0
    for pin in pins:
        for at in range(*((pin.source, pin.target)[side].slice.indices(len(units.starts) - 1))):
            start, end = int(units.starts[at]), int(units.starts[at + 1])
            alone[start:end] = 1
            closed[start + 1 : end] = 2
    return np.concatenate([[0], np.cumsum(alone)]), closed
