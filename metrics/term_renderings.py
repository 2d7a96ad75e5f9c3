"""Which English words render some words of a pair: the run that word links lead to from these and from no others.

As phrases are extracted for statistical translation (Och and Ney 2004), but for one run only, the one with most links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.words import Link
from corpora.model import Span
from corpora.tokens import Token
from corpora.wordforms import FUNCTION_WORDS

LONGEST_RENDERING = 12
"""Words and hyphens that a rendering has at most: the long English titles of laws have as many."""

_GAP = 2
"""Words without link that may stand between the words of one rendering, as in `Ministry of the Interior`."""

_BESIDE = 2
"""Words without link on either side that may belong to it as well: the pairs of a corpus tell whether they do."""

_INSIDE = frozenset({"-", "'", "’", "&", "/"})
"""Marks that a rendering may hold."""


_NAMES = frozenset({"US", "IT", "WHO"})
"""Abbreviations that are function words but for their capitals."""


class Place(NamedTuple):
    """Where a rendering may stand.

    Attributes:
        span: Target tokens.
        is_linked: Whether the links alone give it, no word beside them added.
    """

    span: Span
    is_linked: bool


def find_renderings(source: Span, links: Sequence[Link], target: Sequence[Token]) -> Iterator[Place]:
    """Yield where the rendering of some source words may stand, what the links give first.

    Args:
        source: The source tokens.
        links: The links of the pair.
        target: The pair's target tokens.
    """
    own: dict[int, float] = {}
    others: dict[int, float] = {}
    for link in links:
        words = own if source.start <= link.source < source.end else others
        words[link.target] = max(words.get(link.target, 0.0), link.probability)
    own = {at: sure for at, sure in own.items() if sure >= others.get(at, 0.0) and target[at].is_word}
    if not own:
        return
    run = max(_runs(sorted(own)), key=lambda run: (sum(own[at] for at in run), -run[0]))
    taken = {at for at in others if at not in own}
    start, end = run[0], run[-1] + 1
    if any(at in taken and not _is_function_word(target[at]) for at in range(start, end)):
        return
    told: set[Span] = set()
    ends = [*_outwards(end, 1, taken, target)]
    for first in _outwards(start, -1, taken, target):
        for last in ends:
            span = _trimmed(first, last, target)
            if span.end > span.start and span not in told and _is_phrase(target[span.slice]):
                told.add(span)
                yield Place(span, (first, last) == (start, end))


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for at in places:
        if run and at - run[-1] > _GAP + 1:
            yield run
            run = []
        run.append(at)
    yield run


def _outwards(edge: int, step: int, taken: set[int], target: Sequence[Token]) -> Iterator[int]:
    """Yield an edge of a run, and farther ones while the words beyond are nobody's; hyphens are jumped over."""
    yield edge
    added = 0
    while added < _BESIDE:
        at = edge if step > 0 else edge - 1
        if not 0 <= at < len(target) or at in taken:
            return
        edge += step
        if target[at].is_word:
            added += 1
            yield edge
        elif target[at].text != "-":
            return


def _trimmed(start: int, end: int, target: Sequence[Token]) -> Span:
    """Return a run of words without the function words and marks at its ends; `on` stays in `on-site`."""
    while start < end and _is_loose(target[start]) and not (start + 1 < end and _is_hyphen(target[start + 1])):
        start += 1
    while start < end and _is_loose(target[end - 1]) and not (end - 1 > start and _is_hyphen(target[end - 2])):
        end -= 1
    while start < end and not target[start].is_word:
        start += 1
    while start < end and not target[end - 1].is_word:
        end -= 1
    return Span(start, end)


def _is_loose(token: Token) -> bool:
    return not token.is_word or _is_function_word(token)


def _is_hyphen(token: Token) -> bool:
    return token.text == "-"


def _is_function_word(token: Token) -> bool:
    """Tell whether a word is an article, preposition or the like."""
    return token.key in FUNCTION_WORDS and token.text not in _NAMES


def _is_phrase(tokens: Sequence[Token]) -> bool:
    """Tell whether words may be a rendering: not too many, no other marks among them, and not numbers alone."""
    if len(tokens) > LONGEST_RENDERING or not any(token.text[0].isalpha() for token in tokens):
        return False
    return all(token.is_word or token.text in _INSIDE for token in tokens)
