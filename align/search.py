"""The search for the best beads: sparse anchors, the heaviest increasing chain through them, and dynamic programming in a
band around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.anchors import Band
from align.length import LengthModel
from align.likelihood import Floats, Ints, Likelihood, span_gains


@dataclass(frozen=True, slots=True)
class Weights:
    kinds: Mapping[tuple[int, int], float]
    forward: float = 0.5
    backward: float = 0.5
    length: float = 2.0
    variance: float = 3.0
    share: float = 0.2


P = {
    (1, 0): 0.001,
    (1, 1): 0.62,
    (1, 2): 0.17,
    (1, 3): 0.045,
    (1, 4): 0.015,
    (1, 5): 0.004,
    (1, 6): 0.001,
    (2, 1): 0.06,
    (3, 1): 0.008,
    (4, 1): 0.002,
    (2, 2): 0.015,
    (2, 3): 0.008,
    (3, 2): 0.004,
    (2, 4): 0.002,
    (3, 3): 0.001,
    (0, 1): 0.001,
}
DEFAULT = Weights({kind: float(np.log(p)) for kind, p in P.items()})


def bead_scores(likelihood: Likelihood, lengths: LengthModel, band: Band, weights: Weights, chunk: int = 24) -> Floats:
    """Score every bead that starts in the band: [kinds, cells]; -inf where it would leave the documents."""
    source, target = likelihood.source, likelihood.target
    n, m = len(source), len(target)
    kinds = list(weights.kinds)
    spans_a, spans_b = max(a for a, _ in kinds), max(b for _, b in kinds)
    offsets = band.offsets
    scores = np.full((len(kinds), int(offsets[-1])), -np.inf, dtype=np.float32)
    sums_z, sums_e = np.concatenate([[0], np.cumsum(source.lengths)]), np.concatenate([[0], np.cumsum(target.lengths)])
    for i0 in range(0, n + 1, chunk):
        i1 = min(i0 + chunk, n + 1)
        j0, j1 = int(band.low[i0]), int(band.high[i1 - 1]) + 1
        widths = band.high[i0:i1] - band.low[i0:i1] + 1
        row = np.repeat(np.arange(i1 - i0), widths)
        column = (
            np.arange(len(row))
            - np.repeat(np.cumsum(widths) - widths, widths)
            + np.repeat(band.low[i0:i1], widths)
            - j0
        )
        rows, columns = range(i0, min(i1, n)), range(j0, min(j1, m))
        wide_rows, wide_columns = range(i0, min(i1 + spans_a - 1, n)), range(j0, min(j1 + spans_b - 1, m))
        if len(rows) and len(columns):
            forward = span_gains(source, target, likelihood.forward, rows, wide_columns, spans_a, weights.share)
            backward = span_gains(target, source, likelihood.backward, columns, wide_rows, spans_b, weights.share)
            forward = np.concatenate([np.zeros((*forward.shape[:2], 1)), np.cumsum(forward, axis=2)], axis=2)
            backward = np.concatenate([np.zeros((*backward.shape[:2], 1)), np.cumsum(backward, axis=2)], axis=2)
        for k, (a, b) in enumerate(kinds):
            height, width = max(min(i1, n - a + 1) - i0, 0), max(min(j1, m - b + 1) - j0, 0)
            if not height or not width:
                continue
            inside = (row < height) & (column < width)
            if a and b:
                value = weights.forward * (forward[a - 1, :height, b : b + width] - forward[a - 1, :height, :width])
                value += (
                    weights.backward * (backward[b - 1, :width, a : a + height] - backward[b - 1, :width, :height]).T
                )
                z = sums_z[i0 + a : i0 + a + height] - sums_z[i0 : i0 + height]
                e = sums_e[j0 + b : j0 + b + width] - sums_e[j0 : j0 + width]
                value += weights.length * lengths.log_density(z[:, None], e[None, :])
                value += weights.kinds[a, b]
            else:
                value = np.full((height, width), weights.kinds[a, b])
            scores[k, offsets[i0] : offsets[i1]][inside] = value[row[inside], column[inside]]
    return scores
