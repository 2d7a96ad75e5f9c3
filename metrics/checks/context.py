"""What a check may look at: the bitext, its pairs, and the knowledge that the run brought along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from corpora.glossary import Glossary
from corpora.lexicon import Lexicon
from corpora.model import Bitext, Pair
from metrics.scores import PairScore

IS_SURE = 0.8
"""A bead's confidence from which it is compared although its documents as a whole do not belong together."""


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

    @cached_property
    def comparable(self) -> tuple[Pair, ...]:
        """The pairs to which rules about both sides apply.

        Both sides hold text; where the documents are no translation of each other, only islands that the aligner is
        sure of are left, because every other pair compares unrelated sentences.
        """
        floor = 0.0 if self.bitext.is_translation else IS_SURE
        return tuple(
            pair for pair in self.pairs if pair.score >= floor and pair.source.text.strip() and pair.target.text.strip()
        )
