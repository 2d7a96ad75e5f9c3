"""Short forms that a translation introduces for its terms: abbreviations, defined names, surnames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from corpora.english import DROPPED, find_words
from corpora.glossary import Term
from corpora.model import Pair
from metrics.checks.term_target import Match, TargetText, find_accepted, find_phrases

LEAST_INITIALS = 3
"""Initials from this many letters on need no bracket that introduces them: shorter ones often mean something else."""

LONGEST_INTRODUCED = 4
"""How many words a name in brackets may have that stands for a term from there on."""

# "… (SCIO)", "… (the "Measures")", "… (hereinafter referred to as the Measures)"
_INTRODUCED = re.compile(
    r"\W{0,2}\s?\((?:hereinafter |hereafter |referred to as |known as |or |the |“|\"|'|‘)*([A-Z][\w&/ -]*)[”\"'’]*\)"
)
_ABBREVIATED = re.compile(r"([A-Z][A-Za-z&-]*[A-Z]s?)\s?\([^()]*$")
_TITLE_WORDS = (
    "president chairman chairwoman premier minister secretary governor mayor director general professor king queen "
    "emperor empress prince princess duke lord lady master"
)
_TITLES = frozenset(_TITLE_WORDS.split())
"""Titles that stand before a name, and for the person once the name was said."""

_MINOR = DROPPED | {"and", "for", "on", "in", "to", "&"}


class ShortForms:
    """Knows what stands for a term in one document once the document has introduced it."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._known: dict[tuple[Term, ...], tuple[str, ...]] = {}
        self._used: dict[tuple[Term, ...], tuple[str, ...]] = {}

    @cached_property
    def _text(self) -> TargetText:
        return TargetText("\n\n".join(pair.target.text for pair in self._pairs))

    def stand_in(self, text: TargetText, terms: tuple[Term, ...]) -> bool:
        """Tell whether a short form of a term stands in a text."""
        found = find_phrases(text, terms[0], self.of(terms))
        heads = {head for head in map(_head, self._used[terms]) if head}
        return bool(found) or any(_is_definite(text, head) for head in sorted(heads))

    @cached_property
    def _bracketed(self) -> frozenset[str]:
        return frozenset(re.findall(r"\(([A-Z][A-Za-z&-]*[A-Z])s?\)", self._text.text))

    def of(self, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Return the short forms of a term; none unless a rendering of it stands somewhere in the document."""
        if terms not in self._known:
            matches = find_accepted(self._text, terms)
            self._used[terms] = tuple(dict.fromkeys(match.rendering for match in matches))
            self._known[terms] = tuple(dict.fromkeys(self._find(terms, matches))) if matches else ()
        return self._known[terms]

    def _find(self, terms: tuple[Term, ...], matches: Sequence[Match]) -> Iterator[str]:
        text = self._text.text
        for match in matches:
            after = _INTRODUCED.match(text, match.span.end)
            if after and len(after[1].split()) <= LONGEST_INTRODUCED:
                yield after[1].strip()
            before = _ABBREVIATED.search(text, max(0, match.span.start - 40), match.span.start)
            if before:
                yield before[1]
        for rendering in dict.fromkeys(match.rendering for match in matches):
            for initials in _initials(rendering):
                if len(initials) >= LEAST_INITIALS or initials in self._bracketed:
                    yield initials
        if any(term.type == "person" for term in terms):
            for match in matches:
                yield from (word.text for word in find_words(match.rendering) if word.text[0].isupper())


def _initials(rendering: str) -> Iterator[str]:
    """Yield the abbreviations that the words of a rendering suggest, with and without the small words.

    >>> list(_initials("Ministry of Industry and Information Technology"))
    ['MIIT', 'MIAIT', 'MOIAIT']
    """
    words = [word.text for word in find_words(rendering)]
    for small in (_MINOR, DROPPED, frozenset[str]()):
        letters = "".join(word[0] for word in words if word.lower() not in small).upper()
        if len(letters) > 1:
            yield letters


def _head(rendering: str) -> str:
    """Return the word that a name of several words is called by, `Fund` for Exchange Fund; a title before a person."""
    first, *others = rendering.removeprefix("the ").split()
    if first.lower() in _TITLES and 0 < len(others) < 3:
        return first.lower()
    phrase = re.split(r" (?:of|for|on|in|and) ", rendering)[0]
    words = phrase.split()
    is_name = len(rendering.split()) > 1 and words and words[-1][:1].isupper()
    return words[-1] if is_name else ""


def _is_definite(text: TargetText, head: str) -> bool:
    """Tell whether a text names something by its head alone: `the Fund`, `this Ordinance`."""
    return re.search(rf"\b(?:[Tt]he|[Tt]h(?:is|ese|ose|at)|[Oo]ur|[Ii]ts) {re.escape(head)}\b", text.text) is not None
