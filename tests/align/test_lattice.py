"""The search against a search that tries everything."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.anchors import Band
from align.lattice import Lattice

KINDS = ((1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (0, 1))


def lattices(narrow: bool, forbidden: float = 0.0) -> st.SearchStrategy[Lattice]:
    @st.composite
    def draw_lattice(draw: st.DrawFn) -> Lattice:
        n, m = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        low, high = np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64)
        if narrow:
            low[1:] = np.sort(draw(st.lists(st.integers(0, m), min_size=n, max_size=n)))
            high[:-1] = np.maximum(np.sort(draw(st.lists(st.integers(0, m), min_size=n, max_size=n))), low[1:])
        band = Band(low, high)
        cells = int(band.offsets[-1])
        seed = draw(st.integers(0, 2**32 - 1))
        random = np.random.default_rng(seed)
        scores = random.normal(0, 3, (len(KINDS), cells)).astype(np.float32)
        scores[random.random(scores.shape) < forbidden] = -1e6
        return Lattice(KINDS, band, scores, np.zeros_like(scores))

    return draw_lattice()


def all_paths(lattice: Lattice) -> list[tuple[float, tuple[tuple[int, int], ...]]]:
    """Return the weight and the (kind, cell) steps of every path."""
    band, offsets = lattice.band, lattice.offsets
    n, m = len(band.low) - 1, int(band.high[-1])

    @cache
    def onward(i: int, j: int) -> list[tuple[float, tuple[tuple[int, int], ...]]]:
        if (i, j) == (n, m):
            return [(0.0, ())]
        cell, paths = int(offsets[i] + j - band.low[i]), []
        for k, (a, b) in enumerate(KINDS):
            if i + a <= n and band.low[i + a] <= j + b <= band.high[i + a]:
                weight = float(lattice.scores[k, cell])
                paths += [(weight + rest, ((k, cell), *steps)) for rest, steps in onward(i + a, j + b)]
        return paths

    return onward(0, 0)


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.booleans(), st.sampled_from([0.0, 0.3])).flatmap(lambda chosen: lattices(*chosen)))
def test_the_path_is_the_heaviest_of_all(lattice: Lattice) -> None:
    expected = max(weight for weight, _ in all_paths(lattice))
    found = sum(float(lattice.scores[step.kind, step.cell]) for step in lattice.best_path())
    assert found == pytest.approx(expected, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(lattices))
def test_a_beads_probability_is_its_share_of_all_paths(lattice: Lattice) -> None:
    paths = all_paths(lattice)
    total = math.fsum(math.exp(weight) for weight, _ in paths)
    expected = np.zeros(lattice.scores.shape)
    for weight, steps in paths:
        for kind, cell in steps:
            expected[kind, cell] += math.exp(weight) / total
    assert np.exp(lattice.log_probabilities()) == pytest.approx(expected, abs=1e-4)


@given(st.integers(0, 4), st.integers(0, 4))
def test_a_path_places_every_sentence_once(n: int, m: int) -> None:
    band = Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    scores = np.zeros((len(KINDS), (n + 1) * (m + 1)), np.float32)
    path = Lattice(KINDS, band, scores, scores).best_path()
    assert [i for step in path for i in range(step.i, step.end_i)] == list(range(n))
    assert [j for step in path for j in range(step.j, step.end_j)] == list(range(m))
