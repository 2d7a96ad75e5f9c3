"""Find glossary terms in Chinese text: the longest at each place, never half of another word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from corpora.glossary import Glossary, Term
from corpora.model import Span
from corpora.simplified import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = 2
"""Terms up to this many characters need the segmenter's vote: longer ones hardly ever straddle two words."""

FREQUENCY = 1000
"""How common a short term counts in the segmenter's vote when its dictionary lacks it: as a usual word, so that a name
wins over two rare ones but 大会 never over 扩大 and 会议; from 100 to 20,000 nothing changes on WMT23's novels."""

COMPOUND = 4
"""Words from this many characters on are made of words: a known word that begins or ends one counts, as in 人大代表."""

LEAST_GAPPED = 3
"""Terms from this many characters on are found with spaces or quotes inside; in shorter ones the mark parts words."""

_SKIPPED = re.compile("[\\s\"'\u201c\u201d\u2018\u2019「」『』\u200b\u200d\ufeff]+")
_LATIN_PAIR = re.compile(r"[A-Za-z0-9]{2}")

Found = tuple[int, int, str]
"""Start, end and form of a match in the squeezed text."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term found in a text.

    Attributes:
        span: Where.
        terms: The rows that may be meant: senses of one term, or rows that share a form.
    """

    span: Span
    terms: tuple[Term, ...]


class SourceMatcher:
    """Finds the approved terms of a glossary in Chinese text."""

    def __init__(self, glossary: Glossary) -> None:
        self._terms: dict[str, list[Term]] = {}
        self._guards: dict[str, set[str]] = {}
        for term in glossary.terms:
            if term.status == "approved":
                for form in dict.fromkeys(map(_pattern, (term.source, *term.variants))):
                    self._terms.setdefault(form, []).append(term)
                    self._guards.setdefault(form, set()).update(map(_pattern, term.not_in))
        self.unknown: set[str] = set()  # short terms that the segmenter had to be told, once it is there
        self._patterns = sorted({*self._terms, *(guard for guards in self._guards.values() for guard in guards)} - {""})

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 - loaded only where terms are looked for

        # Every overlapping match, because a guard may refuse the longest one at a place and leave it to a shorter one.
        return AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    @cached_property
    def segmenter(self) -> Any:
        """The segmenter, which knows the short terms as words."""
        import rjieba  # noqa: PLC0415 - 0.1 s, needed only where a short term is found

        segmenter = rjieba.Jieba()
        self.unknown = {form for form in self._terms if 1 < len(form) <= SHORT and not segmenter.has_word(form)}
        for form in sorted(self.unknown):
            segmenter.add_word(form, FREQUENCY, None)
        return segmenter

    def find(self, text: str) -> list[Occurrence]:
        """Return the terms in a text, in order; no two overlap, and at each place the longest that counts is taken."""
        if not self._patterns:
            return []
        squeezed, places = _squeeze(simplify(text))
        found = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        if not found:
            return []
        matches = [(start, end, self._patterns[number]) for number, start, end in found]
        sight = _Squeezed(squeezed, places, self)
        chosen = choose_longest(match for match in matches if self._counts(match, matches, sight))
        return [
            Occurrence(Span(places[start], places[end - 1] + 1), tuple(self._terms[form]))
            for start, end, form in chosen
        ]

    def _counts(self, match: Found, matches: Sequence[Found], text: _Squeezed) -> bool:
        start, end, form = match
        if form not in self._terms:
            return False
        guards = self._guards[form]
        if any(other in guards and a <= start and end <= b and b - a > end - start for a, b, other in matches):
            return False
        if text.cuts_latin_word(start, end):
            return False
        if form.isascii():
            return True
        if text.has_gap(start, end):
            return len(form) >= LEAST_GAPPED
        return len(form) > SHORT or text.is_word(start, end)


@lru_cache(maxsize=4)
def load_matcher(glossary: Glossary) -> SourceMatcher:
    """Return the matcher of a glossary, the same one for the same terms: the segmenter takes 0.1 s to make."""
    return SourceMatcher(glossary)


class _Squeezed:
    """A text without spaces and quotes, which knows where its characters stood and where its words begin."""

    def __init__(self, text: str, places: Sequence[int], matcher: SourceMatcher) -> None:
        self._text = text
        self._places = places
        self._matcher = matcher

    @cached_property
    def _boundaries(self) -> list[int]:
        words: list[str] = self._matcher.segmenter.cut(self._text, False)
        return list(accumulate(map(len, words), initial=0))

    def is_word(self, start: int, end: int) -> bool:
        """Tell whether words begin and end here, or a compound is made of what stands here and another word."""
        begin = bisect_right(self._boundaries, start) - 1
        finish = bisect_left(self._boundaries, end)
        a, b = self._boundaries[begin], self._boundaries[finish]
        if (a, b) == (start, end):
            return True
        is_compound = finish == begin + 1 and b - a >= COMPOUND and (a == start or b == end)
        return is_compound and self._text[start:end] not in self._matcher.unknown

    def has_gap(self, start: int, end: int) -> bool:
        """Tell whether spaces or quotes stood inside."""
        return self._places[end - 1] - self._places[start] >= end - start

    def cuts_latin_word(self, start: int, end: int) -> bool:
        """Tell whether a Latin word or number goes on beyond one of the ends, as in `FFO` inside `IFFO`."""
        return self._joins(start) or self._joins(end)

    def _joins(self, at: int) -> bool:
        pair = self._text[at - 1 : at + 1] if at else ""
        return len(pair) == 2 and self._places[at - 1] == self._places[at] - 1 and bool(_LATIN_PAIR.match(pair))


def choose_longest(matches: Iterable[Found]) -> Iterator[Found]:
    """Yield matches from left to right, at each place the longest, none overlapping one before it."""
    at = 0
    for start, end, form in sorted(matches, key=lambda match: (match[0], -match[1])):
        if start >= at:
            yield start, end, form
            at = end


def _pattern(form: str) -> str:
    return _SKIPPED.sub("", simplify(form))


def _squeeze(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without spaces and quotes, and where each of its characters stood."""
    if not _SKIPPED.search(text):
        return text, range(len(text))
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for gap in _SKIPPED.finditer(text):
        parts.append(text[at : gap.start()])
        places.extend(range(at, gap.start()))
        at = gap.end()
    parts.append(text[at:])
    places.extend(range(at, len(text)))
    return "".join(parts), places
