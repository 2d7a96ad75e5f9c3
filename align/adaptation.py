"""What a document teaches about its own words: expectation maximisation on first beads, the dictionary as prior.

Names that a translator chose, terms of the field, and words that the dictionary lacks or renders otherwise are learned
where they recur. IBM Model 1 (Brown et al. 1993), with a Dirichlet prior as in Moore (2004).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.likelihood import Likelihood, Table
from align.sides import Ints, Side

Beads = Sequence[tuple[int, int, int, int]]
"""First source sentence, the one after the last, and the same of the target."""

# Strict F1 with 10 to 30 differs by less than .002; a chapter's words keep close to the dictionary, and a book's own
# counts outgrow the prior.
_PRIOR_STRENGTH = 20.0
# Taken off every expected count, so that a pair seen once teaches nothing: its bead would only confirm itself.
_DISCOUNT = 0.5
_ROUNDS = 4
# The first guess for a pair of words that share beads but no dictionary entry, times how exclusively they share them.
_FIRST_GUESS = 0.1
# Beads with more different words than this on a side are badly aligned, or make more pairs than they are worth.
_MOST_WORDS = 100
# More beads than this teach little more, and time and memory grow with them: a book learns from evenly spaced ones.
_MOST_BEADS = 8000
_NEGLIGIBLE = 1e-4


def adapted(likelihood: Likelihood, beads: Beads) -> Likelihood:
    """Return the likelihood with t(e|z) re-estimated on beads; unchanged where there is nothing to learn from."""
    source, target, prior = likelihood.source, likelihood.target, likelihood.table
    width = len(target.types)
    bead, z, e = _word_pairs(source, target, beads, prior)
    if not len(z):
        return likelihood
    pairs, number = np.unique(z * width + e, return_inverse=True)
    pair_z, pair_e = pairs // width, pairs % width
    known = np.searchsorted(pairs, prior.z * width + prior.e)
    known[known == len(pairs)] = 0
    seen = pairs[known] == prior.z * width + prior.e
    dictionary = np.zeros(len(pairs))
    dictionary[known[seen]] = prior.t[seen]
    occurrences_z = _bead_counts(bead, z, len(source.types))
    occurrences_e = _bead_counts(bead, e, width)
    together = np.bincount(number)
    generated, slot = np.unique(bead * width + e, return_inverse=True)
    words_in_bead = np.bincount(np.unique(bead * len(source.types) + z) // len(source.types))
    background = likelihood.target_frequencies[generated % width] * words_in_bead[generated // width]
    exclusive = together / occurrences_z[pair_z] * np.minimum(1.0, 2.0 / occurrences_e[pair_e] + 0.05)
    t = dictionary + _FIRST_GUESS * np.where(together >= 2, exclusive, 0.0)
    for _ in range(_ROUNDS):
        weight = t[number]
        total = np.bincount(slot, weights=weight, minlength=len(generated)) + background
        counts = np.bincount(number, weights=weight / total[slot], minlength=len(pairs))
        t = (np.maximum(counts - _DISCOUNT, 0.0) + _PRIOR_STRENGTH * dictionary) / (
            occurrences_z[pair_z] + _PRIOR_STRENGTH
        )
    kept, unseen = t > _NEGLIGIBLE, ~seen
    shrunk = prior.t[unseen] * _PRIOR_STRENGTH / (occurrences_z[prior.z[unseen]] + _PRIOR_STRENGTH)
    return likelihood.with_table(
        Table(
            np.concatenate([pair_z[kept], prior.z[unseen]]),
            np.concatenate([pair_e[kept], prior.e[unseen]]),
            np.concatenate([t[kept], shrunk]),
        )
    )


def _word_pairs(source: Side, target: Side, beads: Beads, prior: Table) -> tuple[Ints, Ints, Ints]:
    """Return bead, source type and target type of each pair of words in a bead that recurs or is in the dictionary."""
    width = len(target.types)
    numbers, keys = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for at, (first, last, start, end) in enumerate(beads[:: len(beads) // _MOST_BEADS + 1]):
        z = np.unique(source.ids[source.starts[first] : source.starts[last]])
        e = np.unique(target.ids[target.starts[start] : target.starts[end]])
        if 0 < len(z) <= _MOST_WORDS and 0 < len(e) <= _MOST_WORDS:
            numbers.append(np.full(len(z) * len(e), at))
            keys.append((z[:, None] * width + e[None, :]).ravel())
    bead, key = np.concatenate(numbers), np.concatenate(keys)
    kinds, number, times = np.unique(key, return_inverse=True, return_counts=True)
    keep = ((times >= 2) | np.isin(kinds, prior.z * width + prior.e))[number]
    return bead[keep], key[keep] // width, key[keep] % width


def _bead_counts(bead: Ints, types: Ints, size: int) -> Ints:
    """Return in how many beads each type occurs, at least 1."""
    once = np.unique(bead * size + types)
    return np.maximum(np.bincount(once % size, minlength=size), 1)
