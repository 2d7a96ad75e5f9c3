"""The probability of each pair among all one-to-one matchings: sum-product message passing (Huang and Jebara 2009)."""

from __future__ import annotations

import numpy as np

from align.sides import Floats, Ints

_ROUNDS = 60
_DAMPING = 0.5
_SETTLED = 1e-6
_MOST_LOG_ODDS = 300.0  # e^300 squared is what a double still holds


def pair_probabilities(i: Ints, j: Ints, log_odds: Floats, sizes: tuple[int, int]) -> Floats:
    """Return the probability of each candidate pair, where each node has one partner or none.

    Args:
        i: The source node of each candidate.
        j: Its target node.
        log_odds: Of the candidate on its own, against both nodes staying alone.
        sizes: How many nodes there are on each side.

    Returns:
        Probabilities whose sum over the candidates of any node is at most 1: two candidates that share a node are never
        both above one half. Exact where the candidates make no cycle.
    """
    weight = np.exp(np.clip(log_odds, -_MOST_LOG_ODDS, _MOST_LOG_ODDS))
    to_target, to_source = np.ones(len(i)), np.ones(len(i))
    for _ in range(_ROUNDS):
        # How likely a node is free for this candidate, as far as its other candidates go.
        free_source = _free(i, weight * to_source, sizes[0])
        free_target = _free(j, weight * to_target, sizes[1])
        change = max(np.abs(free_source - to_target).max(initial=0), np.abs(free_target - to_source).max(initial=0))
        to_target = _DAMPING * to_target + (1 - _DAMPING) * free_source
        to_source = _DAMPING * to_source + (1 - _DAMPING) * free_target
        if change < _SETTLED:
            break
    at_source = weight * to_source / (1 + _sums(i, weight * to_source, sizes[0])[i])
    at_target = weight * to_target / (1 + _sums(j, weight * to_target, sizes[1])[j])
    return np.minimum(at_source, at_target)


def _free(node: Ints, value: Floats, size: int) -> Floats:
    """Return 1 / (1 + the sum of the other values of the same node), for each value."""
    total = _sums(node, value, size)[node]
    # Beside one that holds most of the sum, the others are added up without it: a difference would lose them.
    dominant = value > total / 2
    others = _sums(node, np.where(dominant, 0.0, value), size)[node]
    rest = np.where(dominant, others, total - value)
    free: Floats = 1 / (1 + rest)
    return free


def _sums(node: Ints, value: Floats, size: int) -> Floats:
    return np.bincount(node, weights=value, minlength=size).astype(np.float64)
