"""Second opinions that a user brings along, another English version and sentence vectors, and what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from align.adaptation import Beads
from align.embeddings import Embeddings, unit_vectors
from align.lattice import Lattice, Step
from align.likelihood import Likelihood
from align.pivot import with_pivot
from align.sides import Ints
from align.similarity import FEWEST_PAIRS, Similarity, Vectored, most_telling, sure_pairs
from align.units import Units
from corpora.lexicon import Lexicon

_WORTHLESS = 0.01  # a share of the translation, of which a pivot in the wrong order has less


@dataclass(frozen=True)
class Opinions:
    """What speaks about beads besides the two texts and the dictionary.

    Attributes:
        pivot: Another English version of the source by unit, or None.
        embeddings: A model of sentence vectors, or None.
        notice: Called with a line that says what each is worth.
    """

    pivot: Sequence[str] | None
    embeddings: Embeddings | None
    notice: Callable[[str], None]

    def likelihood(self, learned: Likelihood, beads: Beads, lexicon: Lexicon) -> Likelihood:
        """Return the likelihood of words with the pivot's, weighed on the first beads."""
        if self.pivot is None:
            return learned
        heard = with_pivot(learned, self.pivot, beads, lexicon)
        if heard.pivot_share < _WORTHLESS:
            self.notice("pivot: explains nothing of the translation; is it in the order of the source?")
        else:
            self.notice(f"pivot: explains {heard.pivot_share:.0%} of the words, the dictionary the rest")
        return heard

    def similarity(self, units: tuple[Units, Units], lattice: Lattice, path: Sequence[Step]) -> Similarity | None:
        """Return the similarity of sentence vectors, weighed on the sure pairs of the first path."""
        if self.embeddings is None:
            return None
        versions = [units[0].texts, *([] if self.pivot is None else [self.pivot]), units[1].texts]
        *sources, target = (
            Vectored(unit_vectors(self.embeddings, texts), np.array([len(text) for text in texts], np.float64))
            for texts in versions
        )
        found = most_telling(sources, target, _different(sure_pairs(lattice, path), units))
        if found.separation:
            self.notice(f"embeddings: pairs are {found.separation:.1f} standard deviations closer than neighbours")
        elif found.pairs < FEWEST_PAIRS:
            self.notice(f"embeddings: {found.pairs} sure pairs are too few to measure them on; they do not count")
        else:
            self.notice("embeddings: cannot tell pairs from neighbours here; do they know both languages?")
        return found

    def unheard(self) -> None:
        """Say that what a user brought along was not looked at."""
        if self.pivot is not None or self.embeddings is not None:
            self.notice("pivot and embeddings do not count for documents that do not translate each other")


def _different(pairs: tuple[Ints, Ints], units: tuple[Units, Units]) -> tuple[Ints, Ints]:
    """Return the first of each pair of equal texts: what repeats is no further evidence."""
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for i, j in zip(*(side.tolist() for side in pairs), strict=True):
        first.setdefault((units[0].texts[i], units[1].texts[j]), (i, j))
    i, j = np.array([*first.values()], np.int64).reshape(-1, 2).T
    return i, j
