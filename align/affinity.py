"""How well the words of documents translate each other, whatever their order: IBM Model 1 over whole documents.

As a retrieval model it is Berger and Lafferty's (1999); here in both directions, with candidates from an inverted index
in which the rarest words come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from align.bags import Bags
from align.likelihood import Rows, Table, expand, mixed_frequencies
from align.sides import Floats, Ints
from corpora.lexicon import Lexicon

# How much of a word's probability comes from translation. In cuttings of five sentences .2 and .5 find the same
# partners within .01, .5 a few more; sentences, which repeat fewer words, want .2 (align.gains).
_TRANSLATION_SHARE = 0.5
_ODDS = _TRANSLATION_SHARE / (1 - _TRANSLATION_SHARE)
# Entries of the dictionary that make a word less than so many times likelier than it is anyway are noise, and many.
_LEAST_RATIO = 3.0
# How many entries of the index are looked at for a document: what keeps time linear where the folder is large.
_POSTINGS = 20_000


@dataclass(frozen=True)
class Direction:
    """How documents of one side lead to words of the other.

    Attributes:
        given: The documents that are translated.
        generated: The documents whose words are explained.
        ratios: For each word of the given side, how many times likelier it makes words of the other.
    """

    given: Bags
    generated: Bags
    ratios: Rows

    @cached_property
    def _spread(self) -> Ints:
        return np.diff(self.generated.postings.starts)

    def _gains(self, document: int) -> tuple[Ints, Floats]:
        """Return the words that a document makes likelier, and by how much: log odds against the background."""
        ids, weights = self.given.words_of(document)
        which, entry = self.ratios.entries(ids)
        words, place = np.unique(self.ratios.ids[entry], return_inverse=True)
        sums = np.bincount(place, weights=weights[which] * self.ratios.values[entry], minlength=len(words))
        return words, np.log1p(_ODDS * sums / self.given.sizes[document])

    def candidates(self, document: int, most: int) -> Ints:
        """Return the documents of the other side that a document's rarest words lead to, best first."""
        words, gains = self._gains(document)
        order = np.argsort(self._spread[words], kind="stable")
        few = order[: int(np.searchsorted(np.cumsum(self._spread[words[order]]), _POSTINGS, "right"))]
        postings = self.generated.postings
        which, entry = expand(postings.starts, words[few])
        found = np.bincount(
            postings.ids[entry], weights=gains[few][which] * postings.values[entry], minlength=len(self.generated)
        )
        top: Ints = np.argsort(-found, kind="stable")[:most]
        return top[found[top] > 0]

    def scores(self, document: int, others: Ints) -> Floats:
        """Return, for other documents, the gain of all their words."""
        words, gains = self._gains(document)
        if not len(words):
            return np.zeros(len(others))
        which, entry = expand(self.generated.starts, others)
        place = np.searchsorted(words, self.generated.ids[entry])
        place[place == len(words)] = 0
        known = words[place] == self.generated.ids[entry]
        values = np.where(known, gains[place], 0.0) * self.generated.weights[entry]
        return np.bincount(which, weights=values, minlength=len(others)).astype(np.float64)


def directions(source: Bags, target: Bags, lexicon: Lexicon) -> tuple[Direction, Direction]:
    """Return the target given the source, and the source given the target."""
    table = Table.of(source.types, target.types, lexicon)
    frequencies_e = mixed_frequencies(target.totals, map(lexicon.probability, target.types))
    frequencies_z = mixed_frequencies(source.totals, map(lexicon.word_probability, source.types))
    marginals = np.bincount(table.e, weights=table.t * frequencies_z[table.z], minlength=len(target.types))
    forward = table.t / frequencies_e[table.e]
    backward = table.t / (marginals + frequencies_e)[table.e]
    keep = forward >= _LEAST_RATIO
    z, e = table.z[keep], table.e[keep]
    return (
        Direction(source, target, Rows.of(z, e, forward[keep], len(source.types))),
        Direction(target, source, Rows.of(e, z, backward[keep], len(target.types))),
    )
