"""What stands in the place of a term whose renderings are all missing, by word links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpora.lexicon import Lexicon, tokenize
from corpora.model import Pair, Span

if TYPE_CHECKING:
    from align.words import Link
    from corpora.tokens import Token

LEAST_LINK = 0.7
"""How sure a link must be for its word to be named: most of the weaker ones belong to a neighbouring word."""

LEAST_LINKED = 0.6
"""The share of a term's words that must be linked."""


def find_stand_in(pair: Pair, term: Span, lexicon: Lexicon) -> Span | None:
    """Return the words of the target that render the words of a term, or None where they are not told reliably.

    They must be one run of words: a term whose words went to different places has no single stand-in.
    """
    source, target, links = _linked(pair.source.text, pair.target.text, lexicon)
    inside = {number for number, token in enumerate(source) if token.start >= term.start and token.end <= term.end}
    links = [link for link in links if link.source in inside]
    linked = sorted({link.target for link in links})
    if not linked or len({link.source for link in links}) < LEAST_LINKED * len(inside):
        return None
    between = [target[number] for number in range(linked[0], linked[-1] + 1) if number not in linked]
    if any(token.text.lower() not in _SMALL for token in between):
        return None
    return Span(target[linked[0]].start, target[linked[-1]].end)


@lru_cache(maxsize=1)  # a pair that lists terms may lack many, and its words are linked once for all of them
def _linked(source: str, target: str, lexicon: Lexicon) -> tuple[Sequence[Token], Sequence[Token], Sequence[Link]]:
    """Return the words of both sides with the links that are sure."""
    from align.words import link_words  # noqa: PLC0415 - needed only where a term is missing

    words = tokenize(source, "zh"), tokenize(target, "en")
    return *words, [link for link in link_words(*words, lexicon) if link.probability >= LEAST_LINK]


_SMALL = frozenset({"a", "an", "the", "of", "and", "for", "in", "on", "to", "'s", "’s", "-"})
"""What may stand between the words of one expression without being linked."""
