"""How likely words are to translate each other: the dictionary's t(e|z) against how frequent the words are anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from align.sides import Floats, Ints, Side
from corpora.lexicon import Lexicon

# Words of general text that are added to a document's own when word frequencies are estimated: 300 to 20,000 give the
# same strict F1 on the gold corpora within .005, 3,000 the best on literary chapters (`benchmarks/alignment.py`).
_GENERAL_WORDS = 3000.0


@dataclass(frozen=True)
class Rows:
    """Values of pairs of types, by the first type.

    Attributes:
        starts: Where each first type's entries begin, with the end of the last.
        ids: The second type of each entry.
        values: Its value.
    """

    starts: Ints
    ids: Ints
    values: Floats

    @classmethod
    def of(cls, keys: Ints, others: Ints, values: Floats, size: int) -> Rows:
        """Group entries by their key."""
        order = np.argsort(keys, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))]).astype(np.int64)
        return cls(starts, others[order], values[order])

    def entries(self, types: Ints) -> tuple[Ints, Ints]:
        """Return, for a list of types, the position in the list and the number of each of their entries."""
        return expand(self.starts, types)


def expand(starts: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Return which key each entry of the keys belongs to, and the entry: rows of a ragged table end to end."""
    counts = starts[keys + 1] - starts[keys]
    which = np.repeat(np.arange(len(keys)), counts)
    first = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - np.repeat(first - starts[keys], counts)


@dataclass(frozen=True)
class Table:
    """Translation probabilities between the types of two documents.

    Attributes:
        z: Source types.
        e: Target types.
        t: t(e|z).
    """

    z: Ints
    e: Ints
    t: Floats

    @classmethod
    def of(cls, source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> Table:
        """Look up all types of the source side, and keep what the target side holds."""
        known = {key: number for number, key in enumerate(target)}
        found = [
            (z, known[stem], probability)
            for z, key in enumerate(source)
            for stem, probability in lexicon.renderings(key).items()
            if stem in known
        ]
        columns = list(zip(*found, strict=True)) or [(), (), ()]
        return cls(np.array(columns[0], np.int64), np.array(columns[1], np.int64), np.array(columns[2], np.float64))


@dataclass(frozen=True)
class Likelihood:
    """Two documents with the translation ratios between their words.

    Attributes:
        source: The Chinese side.
        target: The English side.
        table: t(e|z) between their types.
        source_frequencies: p(z) of each source type.
        target_frequencies: p(e) of each target type.
        pivot: What another English version says, sentence by sentence of the source, instead of the Chinese; or None.
        pivot_share: How much of the target's translation is the pivot's.
    """

    source: Side
    target: Side
    table: Table
    source_frequencies: Floats
    target_frequencies: Floats
    pivot: Likelihood | None = None
    pivot_share: float = 0.0

    @classmethod
    def of(cls, source: Side, target: Side, lexicon: Lexicon) -> Likelihood:
        """Make the likelihood from a dictionary."""
        return cls(
            source,
            target,
            Table.of(source.types, target.types, lexicon),
            mixed_frequencies(source.counts, map(lexicon.word_probability, source.types)),
            mixed_frequencies(target.counts, map(lexicon.probability, target.types)),
        )

    def with_table(self, table: Table) -> Likelihood:
        """Return the same documents with other translation probabilities."""
        return replace(self, table=table)

    @cached_property
    def rows(self) -> Rows:
        """The table by source type."""
        return Rows.of(self.table.z, self.table.e, self.table.t, len(self.source.types))

    @cached_property
    def target_marginals(self) -> Floats:
        """The sum of p(z) t(e|z) over all z, for each target type: t(z|e) / p(z) is t(e|z) over it, by Bayes' rule.

        p(e) is added for the words of the document that the dictionary does not lead to.
        """
        z, e, t = self.table.z, self.table.e, self.table.t
        expected = np.bincount(e, weights=t * self.source_frequencies[z], minlength=len(self.target.types))
        return expected + self.target_frequencies


def mixed_frequencies(counts: Floats, general: Iterable[float]) -> Floats:
    """Return how frequent types are: their counts in a text, and their frequencies in general."""
    usual = np.fromiter(general, np.float64, len(counts))
    mixed: Floats = (counts + _GENERAL_WORDS * usual) / (counts.sum() + _GENERAL_WORDS)
    return mixed
