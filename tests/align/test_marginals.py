"""Probabilities of pairs among all matchings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.marginals import pair_probabilities


def matchings(weights: np.ndarray, row: int = 0, used: frozenset[int] = frozenset()) -> Iterator[tuple[float, list]]:
    """Yield the weight and the pairs of every one-to-one matching, by trying them all."""
    if row == len(weights):
        yield 1.0, []
        return
    yield from matchings(weights, row + 1, used)
    for column in range(weights.shape[1]):
        if column not in used and weights[row, column]:
            for weight, pairs in matchings(weights, row + 1, used | {column}):
                yield weight * weights[row, column], [(row, column), *pairs]


def exact(weights: np.ndarray) -> np.ndarray:
    found, total = np.zeros_like(weights), 0.0
    for weight, pairs in matchings(weights):
        total += weight
        for pair in pairs:
            found[pair] += weight
    return found / total


def test_without_cycles_the_probabilities_are_those_of_all_matchings() -> None:
    # 0-0, 0-1, 1-1, 1-2, 2-2 is a chain.
    i, j, odds = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 2]), np.array([1.0, 2.0, -0.5, 3.0, 0.2])
    weights = np.zeros((3, 3))
    weights[i, j] = np.exp(odds)
    np.testing.assert_allclose(pair_probabilities(i, j, odds, (3, 3)), exact(weights)[i, j], atol=1e-4)


def test_with_cycles_they_come_near() -> None:
    odds = np.random.default_rng(7).normal(-1, 2, (4, 4))
    i, j = (axis.ravel() for axis in np.indices((4, 4)))
    found = pair_probabilities(i, j, odds[i, j], (4, 4))
    np.testing.assert_allclose(found, exact(np.exp(odds))[i, j], atol=0.1)


@given(st.lists(st.floats(-400, 400), min_size=9, max_size=9))
def test_a_node_has_at_most_one_likely_partner(values: list[float]) -> None:
    i, j = (np.array(axis) for axis in zip(*product(range(3), range(3)), strict=True))
    found = pair_probabilities(i, j, np.array(values), (3, 3))
    assert np.bincount(i, weights=found).max() <= 1 + 1e-9
    assert np.bincount(j, weights=found).max() <= 1 + 1e-9


@pytest.mark.parametrize("level", [0.0, 35.0, 200.0])
def test_only_the_difference_decides_between_rivals_that_both_fit(level: float) -> None:
    # Both fit so well that a file without partner is out of the question.
    found = pair_probabilities(np.array([0, 1]), np.array([0, 0]), np.array([level + 60, level + 57]), (2, 1))
    assert found[0] / found[1] == pytest.approx(np.exp(3))


def test_no_candidates_give_no_probabilities() -> None:
    nothing = np.zeros(0, np.int64)
    assert pair_probabilities(nothing, nothing, np.zeros(0), (2, 3)).tolist() == []
