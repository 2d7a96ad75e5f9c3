"""The first pass: sentence pairs that share rare words, and the heaviest chain of them that goes forward in both texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.likelihood import Floats, Ints, Likelihood, Side

# A word in more sentences than this says little about where it belongs, and makes too many pairs.
_MOST_SENTENCES = 30
# Renderings less probable than this are too weak for an anchor.
_LEAST_PROBABILITY_RATIO = 20.0
_CANDIDATES = 4  # of each source sentence, as in Bertalign and in the trial that alignment.md reports
_ENTRIES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Band:
    """Which target boundaries the second pass looks at, for each source boundary.

    Attributes:
        low: The first, for each source boundary from 0 to n; never decreases.
        high: The last, included; never decreases.
    """

    low: Ints
    high: Ints

    @property
    def offsets(self) -> Ints:
        """Return where each row's cells begin in an array of all cells, with the end of the last."""
        return np.concatenate([[0], np.cumsum(self.high - self.low + 1)]).astype(np.int64)


def find_band(likelihood: Likelihood, radius: int = 12, everything: int = 40_000) -> Band:
    """Return the band of the second pass.

    Args:
        likelihood: Both documents.
        radius: How many boundaries to look beyond the anchors on each side.
        everything: Up to this many pairs of boundaries, the band is the whole table.
    """
    n, m = len(likelihood.source), len(likelihood.target)
    if (n + 1) * (m + 1) <= everything:
        return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    return band_around(heaviest_chain(*candidates(likelihood), m), n, m, radius)


def candidates(likelihood: Likelihood) -> tuple[Ints, Ints, Floats]:
    """Return the most similar target sentences of each source sentence, as source numbers, target numbers and weights."""
    source, target = likelihood.source, likelihood.target
    sentence, kind = _occurrences(target)
    postings = np.bincount(kind, minlength=len(target.types))
    order = np.argsort(kind, kind="stable")
    posted, posting_starts = sentence[order], np.concatenate([[0], np.cumsum(postings)])
    ratios = likelihood.forward
    useful = (ratios.values >= _LEAST_PROBABILITY_RATIO) & (postings[ratios.ids] <= _MOST_SENTENCES)
    found: list[tuple[Ints, Ints, Floats]] = []
    source_sentence, source_kind = _occurrences(source)
    expansion = np.bincount(
        np.repeat(np.arange(len(source.types)), np.diff(ratios.starts)),
        weights=useful * postings[ratios.ids],
        minlength=len(source.types),
    )
    load = np.cumsum(np.bincount(source_sentence, weights=expansion[source_kind], minlength=len(source)))
    cuts = np.searchsorted(load, np.arange(_ENTRIES_AT_ONCE, load[-1] + _ENTRIES_AT_ONCE, _ENTRIES_AT_ONCE)) + 1
    lengths = np.sqrt(np.maximum(np.diff(target.starts), 1))
    begin = 0
    for end in np.minimum(cuts, len(source)).tolist():
        tokens = slice(*np.searchsorted(source_sentence, [begin, end]))
        position, entry = ratios.entries(source_kind[tokens])
        keep = useful[entry]
        position, entry = position[keep], entry[keep]
        which, posting = _expand(posting_starts, ratios.ids[entry])
        i, j = source_sentence[tokens][position[which]], posted[posting]
        weight = np.log(ratios.values[entry[which]])
        pairs, inverse = np.unique(i * len(target) + j, return_inverse=True)
        total = np.bincount(inverse, weights=weight, minlength=len(pairs))
        i, j = pairs // len(target), pairs % len(target)
        found.append(_top(i, j, total / lengths[j], _CANDIDATES))
        begin = end
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    i, j, weight = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return i, j, weight


def _occurrences(side: Side) -> tuple[Ints, Ints]:
    """Return the sentence and the type of each different word of each sentence, in order."""
    sentence = np.repeat(np.arange(len(side)), np.diff(side.starts))
    once = np.unique(sentence * max(len(side.types), 1) + side.ids)
    return once // max(len(side.types), 1), once % max(len(side.types), 1)


def _expand(starts: Ints, keys: Ints) -> tuple[Ints, Ints]:
    counts = starts[keys + 1] - starts[keys]
    which = np.repeat(np.arange(len(keys)), counts)
    first = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - np.repeat(first - starts[keys], counts)


def _top(i: Ints, j: Ints, weight: Floats, most: int) -> tuple[Ints, Ints, Floats]:
    order = np.lexsort((j, -weight, i))
    i, j, weight = i[order], j[order], weight[order]
    rank = np.arange(len(i)) - np.searchsorted(i, i)
    keep = rank < most
    return i[keep], j[keep], weight[keep]


def heaviest_chain(i: Ints, j: Ints, weight: Floats, m: int) -> list[tuple[int, int]]:
    """Return the heaviest sequence of pairs that grows strictly on both sides, by a Fenwick tree of maxima."""
    best = [0.0] * (m + 1)
    holder = [-1] * (m + 1)
    previous = [-1] * len(i)
    # Within one source sentence larger targets go first, so that no pair follows another of its own sentence.
    order = np.lexsort((-j, i)).tolist()
    columns, weights = j.tolist(), weight.tolist()
    top, end = 0.0, -1
    for at in order:
        position, value, before = columns[at], 0.0, -1
        while position > 0:
            if best[position] > value:
                value, before = best[position], holder[position]
            position &= position - 1
        value += weights[at]
        previous[at] = before
        if value > top:
            top, end = value, at
        position = columns[at] + 1
        while position <= m:
            if value > best[position]:
                best[position], holder[position] = value, at
            position += position & -position
    chain = []
    while end >= 0:
        chain.append((int(i[end]), int(j[end])))
        end = previous[end]
    return chain[::-1]


def band_around(chain: list[tuple[int, int]], n: int, m: int, radius: int) -> Band:
    """Return a band around anchors; between two anchors it holds their whole rectangle, up to a limit."""
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    corners = [(0, 0), *chain, (n, m)]
    for (i, j), (k, l) in zip(corners, corners[1:], strict=False):
        rows = np.arange(i, k + 1)
        line = np.linspace(j, l, len(rows))
        gap = max(k - i, l - j)
        reach = radius + min(gap, 40) + max(gap - 40, 0) // 4
        low[i : k + 1] = np.minimum(low[i : k + 1], np.maximum(j - radius, line - reach).astype(np.int64))
        high[i : k + 1] = np.maximum(high[i : k + 1], np.minimum(l + radius, line + reach).astype(np.int64))
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[-1] = 0, m
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))
