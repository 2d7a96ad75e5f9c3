"""What stands in the place of a term whose renderings are all missing, by word links."""

from __future__ import annotations

from corpora.lexicon import Lexicon, tokenize
from corpora.model import Pair, Span

LEAST_LINK = 0.7
"""How sure a link must be for its word to be named: most of the weaker ones belong to a neighbouring word."""

LEAST_LINKED = 0.6
"""The share of a term's words that must be linked."""


def find_stand_in(pair: Pair, term: Span, lexicon: Lexicon) -> Span | None:
    """Return the words of the target that render the words of a term, or None where they are not told reliably.

    They must be one run of words: a term whose words went to different places has no single stand-in.
    """
    from align.words import link_words  # noqa: PLC0415 - needed only where a term is missing

    source, target = tokenize(pair.source.text, "zh"), tokenize(pair.target.text, "en")
    inside = {number for number, token in enumerate(source) if token.start >= term.start and token.end <= term.end}
    links = [
        link for link in link_words(source, target, lexicon) if link.source in inside and link.probability >= LEAST_LINK
    ]
    linked = sorted({link.target for link in links})
    if not linked or len({link.source for link in links}) < LEAST_LINKED * len(inside):
        return None
    between = [target[number] for number in range(linked[0], linked[-1] + 1) if number not in linked]
    if any(token.text.lower() not in _SMALL for token in between):
        return None
    return Span(target[linked[0]].start, target[linked[-1]].end)


_SMALL = frozenset({"a", "an", "the", "of", "and", "for", "in", "on", "to", "'s", "’s", "-"})
"""What may stand between the words of one expression without being linked."""
