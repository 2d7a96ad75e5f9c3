"""The first pass: pairs that share rare words, and the heaviest chain of them that goes forward in both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from align.likelihood import Likelihood, expand
from align.sides import Floats, Ints, Side

# A word in more sentences than this says little about where it belongs, and makes too many pairs.
_MOST_SENTENCES = 30
_MOST_SENTENCES_SHARE = 1 / 1000  # of a long document's sentences, where even names recur often
# Renderings less probable than this are too weak for an anchor.
_LEAST_PROBABILITY_RATIO = 20.0
_CANDIDATES = 6  # of each source sentence; Bertalign takes 3, and repeated text needs more
_ENTRIES_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Band:
    """Which target boundaries the second pass looks at, for each source boundary.

    Attributes:
        low: The first, for each source boundary from 0 to n; never decreases.
        high: The last, included; never decreases.
    """

    low: Ints
    high: Ints

    @cached_property
    def offsets(self) -> Ints:
        """Where each row's cells begin in an array of all cells, with the end of the last."""
        return np.concatenate([[0], np.cumsum(self.high - self.low + 1)]).astype(np.int64)

    def narrowed(self, path: Sequence[tuple[int, int, int, int]]) -> Band:
        """Return the part of the band around a path that is nearly right.

        Args:
            path: The path's beads: first source boundary, last one, and the same of the target.
        """
        if len(self.low) * (int(self.high.max()) + 1) <= _WHOLE_TABLE:
            return self
        low, high = self.high.copy(), self.low.copy()
        for i, end_i, j, end_j in path:
            low[i : end_i + 1] = np.minimum(low[i : end_i + 1], j - _SECOND_RADIUS)
            high[i : end_i + 1] = np.maximum(high[i : end_i + 1], end_j + _SECOND_RADIUS)
        low, high = np.maximum(low, self.low), np.minimum(high, self.high)
        return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))

    @cached_property
    def places(self) -> tuple[Ints, Ints]:
        """The source and the target boundary of each cell."""
        rows = np.repeat(np.arange(len(self.low)), self.high - self.low + 1)
        return rows, np.arange(len(rows)) - self.offsets[rows] + self.low[rows]


@dataclass(frozen=True, slots=True)
class Chain:
    """Sentence pairs that go forward in both texts.

    Attributes:
        source: Source sentences, growing.
        target: Their target sentences, growing.
    """

    source: Ints
    target: Ints


def find_chain(likelihood: Likelihood) -> Chain:
    """Return the heaviest chain of similar sentences."""
    return heaviest_chain(*candidates(likelihood), len(likelihood.target))


def candidates(likelihood: Likelihood) -> tuple[Ints, Ints, Floats]:
    """Return the most similar target sentences of each source sentence: source, target and weight of each pair."""
    source, target = likelihood.source, likelihood.target
    nothing = np.zeros(0, np.int64)
    if not len(source.ids) or not len(target.ids):
        return nothing, nothing, np.zeros(0)
    sentence, kind = _occurrences(target)
    postings = np.bincount(kind, minlength=len(target.types))
    order = np.argsort(kind, kind="stable")
    posted, posting_starts = sentence[order], np.concatenate([[0], np.cumsum(postings)])
    rows = likelihood.rows
    ratio = rows.values / likelihood.target_frequencies[rows.ids]
    useful = (ratio >= _LEAST_PROBABILITY_RATIO) & (
        postings[rows.ids] <= max(_MOST_SENTENCES, len(target) * _MOST_SENTENCES_SHARE)
    )
    found: list[tuple[Ints, Ints, Floats]] = [(nothing, nothing, np.zeros(0))]
    source_sentence, source_kind = _occurrences(source)
    expansion = np.bincount(
        np.repeat(np.arange(len(source.types)), np.diff(rows.starts)),
        weights=useful * postings[rows.ids],
        minlength=len(source.types),
    )
    load = np.cumsum(np.bincount(source_sentence, weights=expansion[source_kind], minlength=len(source)))
    cuts = np.searchsorted(load, np.arange(_ENTRIES_AT_ONCE, load[-1] + _ENTRIES_AT_ONCE, _ENTRIES_AT_ONCE)) + 1
    lengths = np.sqrt(np.maximum(np.diff(target.starts), 1))
    begin = 0
    for end in np.minimum(cuts, len(source)).tolist():
        tokens = slice(*np.searchsorted(source_sentence, [begin, end]))
        position, entry = rows.entries(source_kind[tokens])
        keep = useful[entry]
        position, entry = position[keep], entry[keep]
        which, posting = expand(posting_starts, rows.ids[entry])
        i, j = source_sentence[tokens][position[which]], posted[posting]
        weight = np.log(ratio[entry[which]])
        pairs, inverse = np.unique(i * len(target) + j, return_inverse=True)
        total = np.bincount(inverse, weights=weight, minlength=len(pairs))
        i, j = pairs // len(target), pairs % len(target)
        # Of sentences that repeat, as refrains and boilerplate do, the one at the like place is meant.
        away = np.abs((i + 0.5) / len(source) - (j + 0.5) / len(target))
        found.append(_top(i, j, total / lengths[j] * (1 - away) ** 2, _CANDIDATES))
        begin = end
    i, j, weight = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return i, j, weight


def _occurrences(side: Side) -> tuple[Ints, Ints]:
    """Return the sentence and the type of each different word of each sentence, in order."""
    sentence = np.repeat(np.arange(len(side)), np.diff(side.starts))
    once = np.unique(sentence * len(side.types) + side.ids)
    return once // len(side.types), once % len(side.types)


def _top(i: Ints, j: Ints, weight: Floats, most: int) -> tuple[Ints, Ints, Floats]:
    """Return the heaviest pairs of each `i`, heaviest first, of equal ones the least `j`; the pairs come sorted."""
    if not len(i):
        return i, j, weight
    starts = np.flatnonzero(np.concatenate([[True], i[1:] != i[:-1]]))
    row = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(i)))
    left, taken = weight.copy(), []
    for _ in range(most):  # a few passes over all pairs take a tenth of the time of sorting them
        highest = np.maximum.reduceat(left, starts)
        equal = np.flatnonzero(left == highest[row])
        first = equal[np.concatenate([[True], row[equal[1:]] != row[equal[:-1]]])]
        taken.append(first[np.isfinite(left[first])])
        left[first] = -np.inf
    kept = np.sort(np.concatenate(taken))
    kept = kept[np.lexsort((-weight[kept], i[kept]))]
    return i[kept], j[kept], weight[kept]


def heaviest_chain(i: Ints, j: Ints, weight: Floats, m: int) -> Chain:
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
        chain.append(end)
        end = previous[end]
    return Chain(i[chain[::-1]], j[chain[::-1]])


# Boundaries beyond the anchors on each side. On the gold corpora no gold bead lies outside a band of 12, and 12 costs
# little more than 8.
_RADIUS = 12
# The same around a first path, where both documents are parallel throughout: every figure of the gold corpora is the
# same to the fourth place as with the whole band, and 42,687 x 30,066 lines of news take a fifth less time.
_SECOND_RADIUS = 8
# Between anchors no farther apart than this the band holds the whole rectangle; beyond, it follows the diagonal, never
# farther from it than the second figure.
_WHOLE_GAP = 40
_FARTHEST = 300
# How many cells that may cost, over all gaps of a document: so many and so many for each row. Texts that share no rare
# word, such as one sentence 3,000 times, are one gap; there is nothing in it that a wider band could find.
_GAP_CELLS, _GAP_CELLS_A_ROW = 200_000, 40
# Up to so many cells the band is the whole table, and the search exact.
_WHOLE_TABLE = 10_000


def band_around(chain: Chain, n: int, m: int) -> Band:
    """Return a band around anchors, wider where they are far apart."""
    if (n + 1) * (m + 1) <= _WHOLE_TABLE:
        return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    corners = [(0, 0), *zip(chain.source.tolist(), chain.target.tolist(), strict=True), (n, m)]
    gaps = [(end_i - i, max(end_i - i, end_j - j)) for (i, j), (end_i, end_j) in pairwise(corners)]
    wished = sum(2 * rows * _beyond(gap) for rows, gap in gaps)
    share = min(1.0, (_GAP_CELLS + _GAP_CELLS_A_ROW * n) / max(wished, 1))
    for (i, j), (end_i, end_j) in pairwise(corners):
        line = np.linspace(j, end_j, end_i - i + 1)
        gap = max(end_i - i, end_j - j)
        # A steep line needs as much again, so that each row meets the next.
        slope = (end_j - j) / max(end_i - i, 1)
        reach = _RADIUS + min(gap, _WHOLE_GAP) + share * _beyond(gap) + slope
        rows = slice(i, end_i + 1)
        low[rows] = np.minimum(low[rows], np.maximum(j - _RADIUS, line - reach).astype(np.int64))
        high[rows] = np.maximum(high[rows], np.minimum(end_j + _RADIUS, np.ceil(line + reach)).astype(np.int64))
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[-1] = 0, m
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def _beyond(gap: int) -> int:
    """Return how much farther than over a whole rectangle the band reaches where anchors are so far apart."""
    return min(max(gap - _WHOLE_GAP, 0) // 4, _FARTHEST)
