"""The first pass."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.anchors import Band, Chain, band_around, heaviest_chain

POINTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), max_size=9)


@given(POINTS)
def test_the_chain_is_the_heaviest_that_grows_on_both_sides(points: list[tuple[int, int, int]]) -> None:
    points = list({(i, j): (i, j, weight) for i, j, weight in points}.values())
    chains = (chain for size in range(len(points) + 1) for chain in combinations(sorted(points), size))
    growing = (chain for chain in chains if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain)))
    expected = max(sum(weight for _, _, weight in chain) for chain in growing)
    i, j, weight = (np.array([point[at] for point in points], np.int64) for at in range(3))
    chain = heaviest_chain(i, j, weight.astype(float), 7)
    weights = {(i, j): weight for i, j, weight in points}
    pairs = list(zip(chain.source.tolist(), chain.target.tolist(), strict=True))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert sum(weights[pair] for pair in pairs) == expected


@given(
    st.lists(st.tuples(st.integers(0, 299), st.integers(0, 399)), max_size=8),
    st.sampled_from([(300, 400), (300, 5000), (5000, 400)]),
)
def test_a_band_leads_from_the_first_boundary_to_the_last(
    points: list[tuple[int, int]], sizes: tuple[int, int]
) -> None:
    n, m = sizes
    source, target = sorted({i for i, _ in points}), sorted({j for _, j in points})
    both = min(len(source), len(target))
    band = band_around(Chain(np.array(source[:both], np.int64), np.array(target[:both], np.int64)), n, m)
    assert (int(band.low[0]), int(band.high[-1])) == (0, m)
    assert bool(np.all(np.diff(band.low) >= 0)) and bool(np.all(np.diff(band.high) >= 0))
    assert bool(np.all(band.low[1:] <= band.high[:-1]))


def test_a_band_around_close_anchors_is_narrow() -> None:
    places = np.arange(0, 10_000, 3)
    band = band_around(Chain(places, places), 10_000, 10_000)
    assert float((band.high - band.low).mean()) == pytest.approx(28, abs=1)


def test_a_band_narrowed_around_a_path_holds_it_and_reaches_eight_further() -> None:
    band = Band(np.zeros(201, np.int64), np.full(201, 200, np.int64))
    narrow = band.narrowed([(at, at + 1, at, at + 1) for at in range(200)])
    assert (narrow.low[0], narrow.high[-1]) == (0, 200)
    assert (narrow.low[100], narrow.high[100]) == (91, 109)


def test_a_small_table_is_searched_whole_again() -> None:
    band = Band(np.zeros(51, np.int64), np.full(51, 50, np.int64))
    assert band.narrowed([(at, at + 1, at, at + 1) for at in range(50)]) is band
