"""Interpolated modified Kneser-Ney n-gram models over integers (Chen & Goodman 1999), counted and estimated in numpy.

An n-gram is known by one 64-bit key: the row of its first n - 1 words among the (n - 1)-grams, then its last word in
the low bits. Keys are sorted, so that counting is sorting, a look-up is a binary search, and a whole batch of texts is
looked up at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Rows = NDArray[np.uint32]
Floats = NDArray[np.float64]

WORD_BITS = 16
ABSENT = np.uint32(0xFFFFFFFF)
"""The row of an n-gram that was never seen."""

CHUNK = 1 << 22
"""Words that are counted at a time: 32 MB of keys."""

_PLAIN_DISCOUNTS = (0.5, 1.0, 1.5)
"""Where a text is too small for the counts that discounts are estimated from; what KenLM falls back to."""


@dataclass(frozen=True)
class Table:
    """The n-grams of one order, sorted by key.

    Attributes:
        keys: Row of the prefix, shifted by 16 bits, and the last word; for single words the words themselves.
        probability: log10 of the interpolated probability of the last word after the others.
        backoff: log10 of what is left for words that never followed this n-gram; empty for the highest order.
    """

    keys: Keys
    probability: NDArray[np.float32]
    backoff: NDArray[np.float32]


def estimate(
    words: Words,
    vocabulary: int,
    order: int,
    *,
    start: int,
    least: Sequence[int] = (),
    progress: Callable[[int], None] = lambda order: None,
) -> list[Table]:
    """Count n-grams and estimate their probabilities.

    Memory: 6 bytes for each word of the text, about 60 for each different n-gram.

    Args:
        words: The sentences, one after the other, each opened by `start` and closed by a word of its own.
        vocabulary: How many words there are; `start`, which nothing predicts, is one of them.
        order: The longest n-grams.
        start: The word that opens a sentence.
        least: By order, from 1 on, how often an n-gram must occur to be kept; 1 where nothing is said. Must not fall.
            What is dropped is counted all the same, and backed off to.
        progress: Told each order when its n-grams have been counted.

    Returns:
        The tables of order 1, 2, and so on.

    Raises:
        ValueError: The vocabulary does not fit into 16 bits, or `order` is below 2.
    """
    if vocabulary > 1 << WORD_BITS or order < 2:
        raise ValueError(f"expected at most {1 << WORD_BITS} words and an order of 2 or more")
    thresholds = [least[at] if at < len(least) else 1 for at in range(order)]
    counted = _count(words, vocabulary, order, start, progress)
    _continue(counted, start)
    return _smooth(counted, thresholds, start)


@dataclass
class _Counts:
    keys: Keys
    raw: NDArray[np.int64]
    suffix: Rows  # the row, one order below, of the n-gram without its first word
    opens: NDArray[np.bool_]  # it begins with the start of a sentence
    adjusted: NDArray[np.int64]

    @property
    def prefix(self) -> NDArray[np.int64]:
        return (self.keys >> np.uint64(WORD_BITS)).astype(np.int64)

    @property
    def last(self) -> Keys:
        return self.keys & np.uint64((1 << WORD_BITS) - 1)


def join(prefix: NDArray[np.integer], last: NDArray[np.integer]) -> Keys:
    """Return the keys of n-grams from the rows of their prefixes and their last words."""
    return (prefix.astype(np.uint64) << np.uint64(WORD_BITS)) | last.astype(np.uint64)


def find(keys: Keys, wanted: Keys) -> Rows:
    """Return the rows of the wanted keys, `ABSENT` where there is none."""
    if not len(keys):
        return np.full(len(wanted), ABSENT, np.uint32)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return np.where(keys[at] == wanted, at, ABSENT).astype(np.uint32)


def _count(words: Words, vocabulary: int, order: int, start: int, progress: Callable[[int], None]) -> list[_Counts]:
    raw = np.bincount(words, minlength=vocabulary).astype(np.int64)
    everything = np.arange(vocabulary, dtype=np.uint64)
    counted = [_Counts(everything, raw, np.empty(0, np.uint32), everything == start, raw)]
    rows = words.astype(np.uint32)  # of the n-gram that ends here
    progress(1)
    for n in range(2, order + 1):
        keys, raw = np.empty(0, np.uint64), np.empty(0, np.int64)
        for at in range(0, len(words), CHUNK):
            new, often = np.unique(_keys_at(words, rows, start, at)[1], return_counts=True)
            keys, raw = _merge(keys, raw, new, often)
        if n < order:
            _move_on(words, rows, keys, start)
        below = counted[-1]
        prefix, last = (keys >> np.uint64(WORD_BITS)).astype(np.int64), keys & np.uint64((1 << WORD_BITS) - 1)
        suffix = last.astype(np.uint32) if n == 2 else find(below.keys, join(below.suffix[prefix], last))
        counted.append(_Counts(keys, raw, suffix, below.opens[prefix], raw))
        progress(n)
    return counted


def _keys_at(words: Words, rows: Rows, start: int, at: int) -> tuple[NDArray[np.int64], Keys]:
    """Return the places in a chunk where an n-gram ends, and the n-grams' keys."""
    end = min(len(words), at + CHUNK)
    places = np.arange(max(at, 1), end)
    places = places[(words[places] != start) & (rows[places - 1] != ABSENT)]
    return places, join(rows[places - 1], words[places])


def _move_on(words: Words, rows: Rows, keys: Keys, start: int) -> None:
    """Replace the rows of n-grams by those of n-grams one word longer, from the end on: each needs the one before."""
    for at in reversed(range(0, len(words), CHUNK)):
        places, wanted = _keys_at(words, rows, start, at)
        rows[at : at + CHUNK] = ABSENT
        rows[places] = find(keys, wanted)


def _merge(keys: Keys, raw: NDArray[np.int64], new: Keys, often: NDArray[np.int64]) -> tuple[Keys, NDArray[np.int64]]:
    if not len(keys):
        return new, often
    both = np.concatenate([keys, new])
    turn = np.argsort(both, kind="stable")
    both, counts = both[turn], np.concatenate([raw, often])[turn]
    first = np.concatenate([[True], both[1:] != both[:-1]])
    return both[first], np.add.reduceat(counts, np.flatnonzero(first))


def _continue(counted: Sequence[_Counts], start: int) -> None:
    """Below the highest order, count by how many different words an n-gram is preceded; nothing precedes a start."""
    for table, above in pairwise(counted):
        preceded = np.bincount(above.suffix, minlength=len(table.keys)).astype(np.int64)
        table.adjusted = np.where(table.opens, table.raw, preceded)
    counted[0].adjusted[start] = 0


def _smooth(counted: Sequence[_Counts], least: Sequence[int], start: int) -> list[Table]:
    size = len(counted[0].keys)
    uniform = np.full(size, 1 / (size - 1))
    uniform[start] = 0.0
    probability, kept, tables = uniform, np.arange(1), list[Table]()
    for n, table in enumerate(counted, 1):
        prefix = table.prefix if n > 1 else np.zeros(size, np.int64)
        contexts = len(counted[n - 2].keys) if n > 1 else 1
        keep = (table.raw >= least[n - 1]) if n > 1 else np.ones(size, bool)
        loss = _discounts(table.adjusted)[np.minimum(table.adjusted, 3)]
        loss = np.where(keep, loss, table.adjusted)
        total = np.bincount(prefix, table.adjusted, contexts)
        left = np.bincount(prefix, loss, contexts) / np.maximum(total, 1)
        left[total == 0] = 1.0
        shorter = probability[table.suffix] if n > 1 else probability
        probability = (table.adjusted - loss) / np.maximum(total, 1)[prefix] + left[prefix] * shorter
        if n > 1:
            previous = tables[-1]
            tables[-1] = Table(previous.keys, previous.probability, _log10(left[kept]))
        keys = join(_new_rows(kept, contexts)[prefix[keep]], table.last[keep]) if n > 1 else table.keys
        tables.append(Table(keys, _log10(probability[keep]), np.empty(0, np.float32)))
        kept = np.flatnonzero(keep)
    return tables


def _new_rows(kept: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    rows = np.zeros(size, np.int64)
    rows[kept] = np.arange(len(kept))
    return rows


def _discounts(adjusted: NDArray[np.int64]) -> Floats:
    """Return what is taken from counts of 0, 1, 2, and 3 or more (Chen & Goodman 1999, equation 26)."""
    once, twice, thrice, four = (int((adjusted == count).sum()) for count in (1, 2, 3, 4))
    if not (once and twice and thrice):
        return np.array([0.0, *_PLAIN_DISCOUNTS])
    share = once / (once + 2 * twice)
    found = (1 - 2 * share * twice / once, 2 - 3 * share * thrice / twice, 3 - 4 * share * four / thrice)
    if any(not 0 < value <= count for count, value in enumerate(found, 1)):
        return np.array([0.0, *_PLAIN_DISCOUNTS])
    return np.array([0.0, *found])


def _log10(values: Floats) -> NDArray[np.float32]:
    # The start of a sentence has no probability: nothing predicts it, and nothing asks for it.
    return np.log10(np.maximum(values, 1e-30)).astype(np.float32)


def look_up(tables: Sequence[Table], words: Words, start: int) -> NDArray[np.float32]:
    """Return log10 of each word's probability after the words before it in its sentence; 0 for the starts.

    Args:
        tables: As `estimate` returns them.
        words: Sentences one after the other, each opened by `start`.
        start: The word that opens a sentence.
    """
    result = tables[0].probability[words]
    rows = words.astype(np.uint32)  # of the n-gram that ends here, one order below
    before = np.concatenate([[ABSENT], rows[:-1]]).astype(np.uint32)
    opening = words == start
    for below, table in pairwise(tables):
        known = np.flatnonzero(before != ABSENT)
        found = find(table.keys, join(before[known], words[known]))
        hit = found != ABSENT
        result[known[hit]] = table.probability[found[hit]]
        result[known[~hit]] += below.backoff[before[known[~hit]]]
        rows = np.full(len(words), ABSENT, np.uint32)
        rows[known] = found
        before = np.concatenate([[ABSENT], rows[:-1]]).astype(np.uint32)
    result[opening] = 0.0
    return result
