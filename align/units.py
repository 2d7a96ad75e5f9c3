"""What is aligned: the segments that hold something, those of a whole paragraph taken apart into their sentences.

A file may have empty lines, and one side may have a paragraph on a line where the other has a sentence. Neither says
anything about which sentences belong together, so the search does not see it; its beads are put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from align.sides import Ints, Side
from corpora.characters import CLAUSE_MARKS, SENTENCE_ENDS
from corpora.model import Bead, Document, Language, Span
from corpora.sentences import split_sentences

# No writer writes longer sentences, nor so long ones without any mark: the longest lines of the gold corpora have 327
# and 1,646 characters. Texts without sentence marks are aligned in parts of about a sentence's length, since no bead of
# the search holds more than six; parts of 100 and 300 characters find less.
_LONGEST: dict[Language, int] = {"zh": 600, "en": 2000}
_LONGEST_UNMARKED: dict[Language, int] = {"zh": 150, "en": 500}
_PART: dict[Language, int] = {"zh": 40, "en": 120}
_MARKS = re.compile(f"[{CLAUSE_MARKS}{SENTENCE_ENDS}]")

# Where fewer segments than this share look like several sentences, the file has a sentence a line, and whoever divided
# it knew better: the few stay whole as far as one bead can hold them. The gold corpora have .01 at most, those with
# merged lines .05 and more.
_SENTENCE_A_LINE = 0.03
_WHOLE = 3  # sentences


class SureBead(NamedTuple):
    """A bead with the probabilities of its ends.

    Attributes:
        bead: The bead, with the probability that it is right as its score.
        start: The probability that any bead begins where it does.
        end: The probability that any bead ends where it does.
    """

    bead: Bead
    start: float
    end: float


@dataclass(frozen=True)
class Units:
    """The texts of a document that are aligned.

    Attributes:
        language: Of the texts.
        texts: Never empty.
        starts: The first unit of each segment, with the number of units at the end; empty segments have none.
    """

    language: Language
    texts: tuple[str, ...]
    starts: Ints

    @classmethod
    def of(cls, document: Document) -> Units:
        """Take a document's segments apart."""
        parts = [_sentences(segment.text, document) for segment in document.segments]
        if sum(len(found) > 1 for found in parts) < _SENTENCE_A_LINE * sum(map(bool, parts)):
            parts = [
                (segment.text,) if 1 < len(found) <= _WHOLE else found
                for segment, found in zip(document.segments, parts, strict=True)
            ]
        texts = tuple(text for found in parts for text in found)
        return cls(document.language, texts, np.cumsum([0, *map(len, parts)], dtype=np.int64))

    @property
    def side(self) -> Side:
        """The texts as numbers."""
        return Side.of(self.texts, self.language)

    def segments_before(self, boundary: int) -> tuple[int, int]:
        """Return the least and the greatest number of segments that end where so many units do.

        They differ where empty segments stand between; the first is greater where the boundary lies within a segment.
        """
        return int(np.searchsorted(self.starts, boundary)), int(np.searchsorted(self.starts, boundary, "right")) - 1


def _sentences(text: str, document: Document) -> Sequence[str]:
    spans = split_sentences(text, document.language)
    if len(spans) > 1:
        return [part for span in spans for part in _parts(text[span.slice], document.language)]
    return list(_parts(text, document.language)) if spans else ()


def _parts(text: str, language: Language) -> Iterator[str]:
    """Yield a sentence, or the parts of one that is none, cut behind a mark or a word where there is one."""
    at, size = 0, _PART[language]
    if len(text) > _LONGEST_UNMARKED[language] and _is_endless(text, language):
        while len(text) - at > size:
            end = at + size
            marked = max(text.rfind(mark, at + size // 2, end) for mark in CLAUSE_MARKS)
            cut = marked if marked >= 0 else text.rfind(" ", at + size // 2, end)
            end = cut + 1 if cut >= 0 else end
            yield text[at:end]
            at = end
    yield text[at:]


def _is_endless(text: str, language: Language) -> bool:
    longest = max(map(len, _MARKS.split(text)))
    return len(text) > _LONGEST[language] or longest > _LONGEST_UNMARKED[language]


def beads_of_segments(
    found: Sequence[SureBead], source: Units, target: Units, pins: Sequence[Bead] = ()
) -> Iterator[Bead]:
    """Yield beads of segments for beads of units, in order.

    Beads that share a segment become one, as probable as its two ends. Empty segments between beads face each other;
    where one side has more of them, they stand alone. Pins with two sides take the place of what was found in them.
    """
    i = j = at = 0
    ends = Span(len(source.starts) - 1, len(source.starts) - 1), Span(len(target.starts) - 1, len(target.starts) - 1)
    for pin in (*pins, Bead(*ends)):
        begin, at = at, _before(found, at, source.starts[pin.source.start], target.starts[pin.target.start])
        yield from _joined(found[begin:at], source, target, Span(i, pin.source.start), Span(j, pin.target.start))
        if pin.source:
            yield Bead(pin.source, pin.target)
        i, j = pin.source.end, pin.target.end
        at = _before(found, at, source.starts[i], target.starts[j])


def _before(found: Sequence[SureBead], at: int, end_i: int, end_j: int) -> int:
    """Return the first bead from `at` on that ends beyond two boundaries."""
    while at < len(found) and found[at].bead.source.end <= end_i and found[at].bead.target.end <= end_j:
        at += 1
    return at


def _joined(found: Iterable[SureBead], source: Units, target: Units, rows: Span, columns: Span) -> Iterator[Bead]:
    """Yield the beads that place the segments of a rectangle of the table."""
    i, j = rows.start, columns.start
    inside: list[SureBead] = []
    for one in found:
        if not inside:
            filled_i = min(source.segments_before(one.bead.source.start)[1], rows.end)
            filled_j = min(target.segments_before(one.bead.target.start)[1], columns.end)
            yield from _facing(Span(i, filled_i), Span(j, filled_j))
            i, j = filled_i, filled_j
        inside.append(one)
        first_i, last_i = source.segments_before(one.bead.source.end)
        first_j, last_j = target.segments_before(one.bead.target.end)
        if first_i <= last_i and first_j <= last_j:
            end_i, end_j = max(first_i, i), max(first_j, j)
            score = one.bead.score if len(inside) == 1 else min(inside[0].start, one.end)
            yield Bead(Span(i, end_i), Span(j, end_j), score)
            i, j, inside = end_i, end_j, []
    yield from _facing(Span(i, rows.end), Span(j, columns.end))


def _facing(source: Span, target: Span) -> Iterator[Bead]:
    both = min(len(source), len(target))
    for at in range(both):
        yield Bead(Span(source.start + at, source.start + at + 1), Span(target.start + at, target.start + at + 1))
    for i in range(source.start + both, source.end):
        yield Bead(Span(i, i + 1), Span(target.end, target.end))
    for j in range(target.start + both, target.end):
        yield Bead(Span(source.end, source.end), Span(j, j + 1))
