"""What pairing keeps of the documents of a folder: how often each uses each content word, and how it begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np

from align.likelihood import Rows
from align.sides import WORDS, Floats, Ints, Side
from corpora.model import Document, Language
from corpora.numerals import Number, Strength, find_numbers

# How much of a document's beginning is kept in order, for a look at its sentences: enough to tell a translation from a
# text on the same subject (benchmarks/pairing.py), and little memory.
_HEAD_SENTENCES = 60
_HEAD_TOKENS = 4000
_LEAST_VALUE = 3  # one and two number lists


@dataclass(frozen=True, slots=True)
class _Entry:
    """One document: its words and how often it uses them, its numbers, and the tokens of its first sentences."""

    ids: Ints
    counts: Floats
    values: Ints
    figures: Ints
    digest: bytes
    sentences: int
    head: Ints
    head_starts: Ints
    head_lengths: Floats


@dataclass
class Collection:
    """Documents of one language, each taken once and then forgotten but for its words.

    Attributes:
        language: Of all of them.
        names: Their names, in order.
    """

    language: Language
    names: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict, repr=False)
    _types: list[str] = field(default_factory=list, repr=False)
    _entries: list[_Entry] = field(default_factory=list, repr=False)

    def __len__(self) -> int:
        return len(self.names)

    def add(self, document: Document) -> None:
        """Take a document's words."""
        side = Side.of((segment.text for segment in document.segments), document.language)
        numbers = self._numbers
        self._types += [key for key in side.types if key not in numbers]
        types = np.array([numbers.setdefault(key, len(numbers)) for key in side.types], np.int64)
        words = np.flatnonzero(side.groups == WORDS)
        sentences = min(len(side), _HEAD_SENTENCES, int(np.searchsorted(side.starts, _HEAD_TOKENS, "right")) - 1)
        self._entries.append(
            _Entry(
                types[words].astype(np.int32),
                side.counts[words].astype(np.float32),
                *_numbers(document),
                blake2b(types[side.ids].tobytes(), digest_size=16).digest(),
                len(side),
                types[side.ids[: side.starts[sentences]]].astype(np.int32),
                side.starts[: sentences + 1].copy(),
                side.lengths[:sentences].copy(),
            )
        )
        self.names.append(document.name)

    def groups(self) -> list[list[int]]:
        """Return the documents by their text: those of a group hold the same words and marks in the same order."""
        found: dict[bytes, list[int]] = {}
        for at, entry in enumerate(self._entries):
            found.setdefault(entry.digest, []).append(at)
        return list(found.values())

    def bags(self, documents: Sequence[int]) -> Bags:
        """Return the words of some of the documents."""
        entries = [self._entries[at] for at in documents]
        return Bags(
            tuple(self._types),
            np.cumsum([0, *(len(entry.ids) for entry in entries)], dtype=np.int64),
            np.concatenate([np.zeros(0, np.int64), *(entry.ids for entry in entries)]).astype(np.int64),
            np.concatenate([np.zeros(0), *(entry.counts for entry in entries)]),
            tuple(entry.values for entry in entries),
            tuple(entry.figures for entry in entries),
        )

    def head(self, document: int, share: float) -> Side:
        """Return the first sentences of a document, as many as make up a share of it; none beyond those kept."""
        entry = self._entries[document]
        sentences = min(round(share * entry.sentences), len(entry.head_lengths))
        ids = entry.head[: entry.head_starts[sentences]]
        kinds, local = np.unique(ids, return_inverse=True)
        return Side(
            tuple(self._types[kind] for kind in kinds.tolist()),
            local.astype(np.int64),
            entry.head_starts[: sentences + 1],
            entry.head_lengths[:sentences],
        )

    def kept_share(self, document: int) -> float:
        """Return which share of a document's sentences is kept in order."""
        entry = self._entries[document]
        return len(entry.head_lengths) / max(entry.sentences, 1)

    def likeness(self, one: int, other: int) -> float:
        """Return how far two documents use the same words as often: the occurrences shared by all, from 0 to 1."""
        counts = np.zeros((2, len(self._numbers)))
        for row, at in enumerate((one, other)):
            counts[row, self._entries[at].ids] = self._entries[at].counts
        return float(np.minimum(*counts).sum() / max(np.maximum(*counts).sum(), 1.0))


def _numbers(document: Document) -> tuple[Ints, Ints]:
    """Return the values that a document names, and those of them whose absence would mean much."""
    numbers = [n for segment in document.segments for n in find_numbers(segment.text, document.language)]
    strong = (n for n in numbers if n.strength is Strength.STRONG and n.value >= _LEAST_VALUE and not n.is_vague)
    return _hashes(numbers), _hashes(strong)


def _hashes(numbers: Iterable[Number]) -> Ints:
    # Python hashes equal numbers alike, on every machine.
    return np.array(sorted({hash(number.value) for number in numbers}), np.int64)


@dataclass(frozen=True)
class Bags:
    """The words of some documents.

    Attributes:
        types: All words of the collection.
        starts: Where each document's entries begin, with the end of the last.
        ids: The word of each entry.
        counts: How often the document uses it.
        values: The different numbers that each document names, as hashes of their values, sorted.
        figures: Those of them that a translation has to name too.
    """

    types: tuple[str, ...]
    starts: Ints
    ids: Ints
    counts: Floats
    values: tuple[Ints, ...]
    figures: tuple[Ints, ...]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def weights(self) -> Floats:
        """The root of each count: a word's second use says less than its first."""
        roots: Floats = np.sqrt(self.counts)
        return roots

    @cached_property
    def sizes(self) -> Floats:
        """The sum of each document's weights, at least 1."""
        sums = np.concatenate([[0.0], np.cumsum(self.weights)])
        sizes: Floats = np.maximum(sums[self.starts[1:]] - sums[self.starts[:-1]], 1.0)
        return sizes

    @cached_property
    def totals(self) -> Floats:
        """How often each word occurs."""
        totals: Floats = np.bincount(self.ids, weights=self.counts, minlength=len(self.types)).astype(np.float64)
        return totals

    @cached_property
    def postings(self) -> Rows:
        """The documents that use each word, with its weight there over the root of the document's size."""
        documents = np.repeat(np.arange(len(self)), np.diff(self.starts))
        return Rows.of(self.ids, documents, self.weights / np.sqrt(self.sizes)[documents], len(self.types))

    def words_of(self, document: int) -> tuple[Ints, Floats]:
        """Return a document's words and their weights."""
        entries = slice(self.starts[document], self.starts[document + 1])
        return self.ids[entries], self.weights[entries]
