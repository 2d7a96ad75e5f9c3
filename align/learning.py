"""What aligned texts teach about words: expectation maximisation over word links, the dictionary as prior.

In each round, two hidden Markov models link the words of all pairs (Vogel, Ney and Tillmann 1996), their agreement is
counted (Liang, Taskar and Klein 2006), and the counts correct the dictionary, which weighs like so many occurrences
(Moore 2004). `align.adaptation` does the like within one document, without links.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from align.hmm import batches, both_ways
from align.sides import Bools, Floats, Ints
from corpora.errors import InputError
from corpora.learned import PRIOR_STRENGTH, LearnedLexicon
from corpora.lexicon import Lexicon
from corpora.tokens import tokenize

# One to three rounds give the same alignment error rate of word links (denero150) within .002, four one .005 higher.
_ROUNDS = 2
# Taken off every count, so that what was seen once teaches nothing: it would only confirm itself. Half as much gives
# strict F1 .0015 lower on novels.
_DISCOUNT = 1.0
# Stricter than for links, where these are .3 and .3: what is linked by its place alone teaches mistakes. With .05 for
# the unknown, the alignment error rate is .007 higher.
_NO_PARTNER = 0.5
_UNKNOWN_SHARE = 0.02
# Renderings that the dictionary lacks are found among the words that it does not render by a word of the other side
# with this probability. Without such a first guess, one that twenty pairs agree on is not learned where other words
# without rendering stand beside it.
_RENDERED = 0.01
# Two such words must meet so often; the first guess is this times how exclusively they meet. With .1 the alignment
# error rate is .002 higher, strict F1 the same within .001.
_LEAST_MEETINGS = 3
_FIRST_GUESS = 0.02
# Links less likely than this are not counted.
_LEAST_LINK = 0.02
# Words of general text that are added to the corpus's own when frequencies are estimated, as the aligner does.
_GENERAL_WORDS = 3000.0
# Beads less sure than this are wrong more often than right.
LEAST_SCORE = 0.5
# Texts with more words than this on a side are paragraphs, in which place says little.
_MOST_WORDS = 150
# So many counted links are kept before they are added up: 64 MB.
_MOST_LINKS = 4_000_000

Progress = Callable[[str, int], None]
Words = NDArray[np.int32]


def learn(
    pairs: Iterable[tuple[str, str, float]],
    lexicon: Lexicon,
    *,
    progress: Progress = lambda what, count: None,
) -> LearnedLexicon:
    """Learn how words are rendered.

    Args:
        pairs: Chinese, English, and how sure it is that they translate each other: from 0 to 1, the weight of what the
            pair teaches; nothing below 0.5. Pairs that occur again teach nothing more. The same pairs in the same
            order give the same result.
        lexicon: The dictionary, without anything learned.
        progress: Told what is being done, and on how many.

    Raises:
        InputError: Nothing could be learned.
    """
    corpus = _Corpus.of(pairs)
    progress("learning from sentence pairs", len(corpus.weights))
    if not len(corpus.weights):
        raise InputError(None, None, "expected sentence pairs to learn from, found none that is sure enough and short")
    keys, values = _dictionary(corpus, lexicon)
    general = np.array([lexicon.probability(stem) for stem in corpus.target.types])
    occurrences = np.bincount(corpus.target.ids, minlength=len(general))
    background = (occurrences + _GENERAL_WORDS * general) / (occurrences.sum() + _GENERAL_WORDS)
    table = _with_guesses((keys, values), _strangers(corpus, (keys, values)))
    for number in range(_ROUNDS):
        counted, counts = _count_links(corpus, table, background)
        progress(f"round {number + 1} of {_ROUNDS}: linked words in pairs", len(corpus.weights))
        table = _corrected(keys, values, counted, counts, len(corpus.target.types))
    if not len(counted):
        problem = "expected words that recur with the same rendering, found none; give more text"
        raise InputError(None, None, problem)
    return corpus.lexicon(lexicon.digest, counted, counts)


class _Reading:
    """One side of a corpus while it is read: a million sentences of 25 words are 100 MB."""

    def __init__(self) -> None:
        self._types: dict[str, int] = {}
        self._ids, self._starts = array("i"), array("q", [0])

    def add(self, keys: Iterable[str]) -> None:
        """Add a sentence's words."""
        self._ids.extend([self._types.setdefault(key, len(self._types)) for key in keys])
        self._starts.append(len(self._ids))

    def done(self) -> _Side:
        """Return what was added."""
        return _Side(tuple(self._types), np.frombuffer(self._ids, np.int32), np.frombuffer(self._starts, np.int64))


@dataclass(frozen=True, eq=False)
class _Side:
    """One side of a corpus.

    Attributes:
        types: The different words.
        ids: All words, as numbers of types, end to end.
        starts: Where each sentence's begin, with the end of the last.
    """

    types: tuple[str, ...]
    ids: Words
    starts: Ints

    def padded(self, batch: list[int]) -> Ints:
        """Return the words of some sentences as a rectangle, -1 where one is shorter than the longest."""
        first, sizes = self.starts[batch], np.diff(self.starts)[batch]
        columns = np.arange(sizes.max())
        inside = columns < sizes[:, None]
        return np.where(inside, self.ids[np.where(inside, first[:, None] + columns, 0)], -1).astype(np.int64)


@dataclass(frozen=True, eq=False)
class _Corpus:
    """Sentence pairs as numbers, with how much each counts."""

    source: _Side
    target: _Side
    weights: Floats

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str, float]]) -> _Corpus:
        source, target, weights = _Reading(), _Reading(), array("d")
        known = set[bytes]()
        for chinese, english, weight in pairs:
            mark = blake2b(f"{chinese}\t{english}".encode(), digest_size=8).digest()
            if weight < LEAST_SCORE or mark in known:
                continue
            known.add(mark)
            z, e = [token.key for token in tokenize(chinese, "zh")], [token.key for token in tokenize(english, "en")]
            if 0 < len(z) <= _MOST_WORDS and 0 < len(e) <= _MOST_WORDS:
                source.add(z)
                target.add(e)
                weights.append(weight)
        return cls(source.done(), target.done(), np.frombuffer(weights))

    def sizes(self) -> list[tuple[int, int]]:
        """Return how many words both sides of each pair have."""
        both = np.diff(self.source.starts), np.diff(self.target.starts)
        return list(zip(*(sizes.tolist() for sizes in both), strict=True))

    def lexicon(self, base: str, counted: Ints, counts: Floats) -> LearnedLexicon:
        """Return the counts of pairs of types by their words."""
        rows: dict[str, dict[str, float]] = {}
        width = len(self.target.types)
        for key, count in zip(counted.tolist(), counts.tolist(), strict=True):
            row = rows.setdefault(self.source.types[key // width], {})
            row[self.target.types[key % width]] = count
        return LearnedLexicon.of(base, len(self.weights), rows)


_Table = tuple[Ints, Floats]
"""Pairs of types as one number, source * targets + target, in order; and a value for each."""


def _dictionary(corpus: _Corpus, lexicon: Lexicon) -> _Table:
    """Return t(e|z) of the dictionary between the words of the corpus."""
    known = {key: number for number, key in enumerate(corpus.target.types)}
    keys, values = array("q"), array("d")
    for z, word in enumerate(corpus.source.types):
        for stem, probability in lexicon.renderings(word).items():
            if stem in known:
                keys.append(z * len(known) + known[stem])
                values.append(probability)
    order = np.argsort(np.frombuffer(keys, dtype=np.int64), kind="stable")
    return np.frombuffer(keys, dtype=np.int64)[order], np.frombuffer(values)[order]


def _looked_up(table: _Table, keys: Ints) -> Floats:
    """Return the values of keys, 0 where the table has none."""
    if not len(table[0]):
        return np.zeros(keys.shape)
    places = np.minimum(np.searchsorted(table[0], keys), len(table[0]) - 1)
    return np.where(table[0][places] == keys, table[1][places], 0.0)


def _strangers(corpus: _Corpus, dictionary: _Table) -> _Table:
    """Return pairs of types that meet again and again where the dictionary renders neither, with how exclusively.

    That is the share of the meetings in the source word's occurrences without rendering, times that in the target's.
    """
    parts: list[_Table] = []
    waiting = 0
    alone_z, alone_e = np.zeros(len(corpus.source.types)), np.zeros(len(corpus.target.types))
    for batch in batches(corpus.sizes()):
        keys, inside = _batch_keys(corpus, batch)
        rendered = _looked_up(dictionary, keys) >= _RENDERED
        known = rendered & inside
        strange = inside & ~known.any(axis=2, keepdims=True) & ~known.any(axis=1, keepdims=True)
        pair, z, e = np.nonzero(strange)
        # Once a sentence pair, however often the words stand in it.
        met = np.unique(np.stack([pair, keys[pair, z, e]]), axis=1)
        width = len(alone_e)
        alone_z += np.bincount(np.unique(np.stack([met[0], met[1] // width]), axis=1)[1], minlength=len(alone_z))
        alone_e += np.bincount(np.unique(np.stack([met[0], met[1] % width]), axis=1)[1], minlength=len(alone_e))
        parts.append((met[1], np.ones(met.shape[1])))
        waiting += met.shape[1]
        if waiting > _MOST_LINKS:
            # What met only once so far is forgotten, as in lossy counting (Manku and Motwani 2002).
            keys_so_far, times = _summed(parts)
            parts, waiting = [(keys_so_far[times > 1], times[times > 1])], 0
    keys, times = _summed(parts)
    kept = times >= _LEAST_MEETINGS
    keys, times = keys[kept], times[kept]
    return keys, times * times / (alone_z[keys // len(alone_e)] * alone_e[keys % len(alone_e)])


def _with_guesses(dictionary: _Table, strangers: _Table) -> _Table:
    keys = np.union1d(dictionary[0], strangers[0])
    return keys, _looked_up(dictionary, keys) + _FIRST_GUESS * _looked_up(strangers, keys)


def _count_links(corpus: _Corpus, table: _Table, background: Floats) -> _Table:
    """Return how often each pair of types is linked, less the discount; what is left of nothing is left out."""
    parts: list[_Table] = []
    waiting = 0
    for batch in batches(corpus.sizes()):
        part = _batch_links(corpus, batch, table, background)
        parts.append(part)
        waiting += len(part[0])
        if waiting > _MOST_LINKS:
            parts, waiting = [_summed(parts)], 0
    keys, counts = _summed(parts)
    kept = counts > _DISCOUNT
    return keys[kept], counts[kept] - _DISCOUNT


def _summed(parts: list[_Table]) -> _Table:
    keys, number = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    counts = np.bincount(number, weights=np.concatenate([part[1] for part in parts]))
    return keys, counts.astype(np.float64)


def _batch_links(corpus: _Corpus, batch: list[int], table: _Table, background: Floats) -> _Table:
    """Return the pairs of types that are linked in some sentence pairs, and how likely each time."""
    keys, inside = _batch_keys(corpus, batch)
    shares = (1 - _UNKNOWN_SHARE) * _looked_up(table, keys) / background[keys % len(background)] + _UNKNOWN_SHARE
    heights, widths = inside[:, :, 0].sum(axis=1), inside[:, 0].sum(axis=1)
    forward, backward = both_ways(np.where(inside, shares, 0.0), heights, widths, no_partner=_NO_PARTNER)
    agreed = np.sqrt(forward * backward)
    pair, z, e = np.nonzero(agreed > _LEAST_LINK)
    return keys[pair, z, e], agreed[pair, z, e] * corpus.weights[batch][pair]


def _batch_keys(corpus: _Corpus, batch: list[int]) -> tuple[Ints, Bools]:
    """Return the pairs of types of some sentence pairs, [pairs, source, target], and which are no padding."""
    source, target = corpus.source.padded(batch), corpus.target.padded(batch)
    inside = (source >= 0)[:, :, None] & (target >= 0)[:, None, :]
    return np.where(inside, source[:, :, None] * len(corpus.target.types) + target[:, None, :], 0), inside


def _corrected(keys: Ints, values: Floats, counted: Ints, counts: Floats, width: int) -> _Table:
    """Return the dictionary's table with the counts, each row by how much was counted of its word."""
    every = np.union1d(keys, counted)
    found, prior = _looked_up((counted, counts), every), _looked_up((keys, values), every)
    words = every // width
    total = np.bincount(words, weights=found)
    return every, (found + PRIOR_STRENGTH * prior) / (total[words] + PRIOR_STRENGTH)
