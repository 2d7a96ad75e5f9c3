"""What a check may look at: the bitext, its pairs, and the knowledge that the run brought along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from corpora.glossary import Glossary
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Pair
from metrics.scores import PairScore


@dataclass(frozen=True)
class Context:
    """One bitext to be checked, with what is known about it.

    Attributes:
        bitext: The documents and their beads.
        scores: Adequacy and fluency of each pair, in the order of `pairs`.
        lexicon: The bilingual dictionary.
        glossary: The terms to enforce; None when the user turned them off.
    """

    bitext: Bitext
    scores: tuple[PairScore, ...]
    lexicon: Lexicon
    glossary: Glossary | None

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, null beads included."""
        return self.bitext.pairs
