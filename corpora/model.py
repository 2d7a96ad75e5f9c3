"""The values that every part of duizhao passes to the next: spans, segments, documents, beads, bitexts, pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import polars as pl

Language = Literal["zh", "en"]
"""The language of a side, as a value: never part of a function's name."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval: code points in a finding, segment numbers in a bead."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must not run backwards, found {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def slice(self) -> slice:
        """The interval as an index: `text[span.slice]`."""
        return slice(self.start, self.end)


class Place(NamedTuple):
    """Where a character stands in the original file.

    `line` and `column` are 1-based, `offset` is 0-based; columns and offsets count code points of the decoded text
    without its byte order mark. A line ends at LF or CRLF and nowhere else.
    """

    line: int
    column: int
    offset: int


class BlockKind(StrEnum):
    """What a block is in the document's structure."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and where it stands in the original file.

    Attributes:
        text: The cleaned text.
        place: Where its first character stands.
        pieces: Runs of the text that stand together in the file, as (position in `text`, offset in the file), sorted,
            the first at position 0. Cleaning that drops or joins characters starts a new piece.
    """

    text: str
    place: Place
    pieces: tuple[tuple[int, int], ...]

    def offset_at(self, index: int) -> int:
        """Return the file offset of the character at `index`, which may be `len(text)` for the end."""
        if not 0 <= index <= len(self.text):
            raise IndexError(index)
        if index == len(self.text) and index > 0:
            # The end is one past the last character, wherever the next piece would begin.
            return self.offset_at(index - 1) + 1
        start, offset = self.pieces[bisect_right(self.pieces, index, key=lambda piece: piece[0]) - 1]
        return offset + index - start


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like: consecutive segments of a document.

    Attributes:
        kind: What it is.
        segments: Which segments of the document it holds; never empty.
        level: The depth of a heading (1 to 6) or of a list (1 and up), else 0.
    """

    kind: BlockKind
    segments: Span
    level: int = 0


@dataclass(frozen=True)
class Document:
    """One side of a bitext: its segments in order, and their structure.

    Attributes:
        name: The path as the user gave it, or a label.
        language: `"zh"` or `"en"`.
        segments: The sentences, in reading order.
        blocks: Consecutive blocks that cover all segments, each exactly once.
        line_starts: The file offset at which each line begins; `(0,)` for an empty text.
    """

    name: str
    language: Language
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...] = ()
    line_starts: Sequence[int] = field(default=(0,), repr=False)

    def __post_init__(self) -> None:
        if self.segments and not self.blocks:
            object.__setattr__(self, "blocks", (Block(BlockKind.PARAGRAPH, Span(0, len(self.segments))),))
        at = 0
        for block in self.blocks:
            if block.segments.start != at or block.segments.end <= at:
                raise ValueError(
                    f"{self.name}: blocks must cover the segments in order, found {block.segments} at {at}"
                )
            at = block.segments.end
        if at != len(self.segments):
            raise ValueError(f"{self.name}: blocks cover {at} of {len(self.segments)} segments")

    @classmethod
    def from_sentences(cls, sentences: Iterable[str], language: Language, name: str = "<text>") -> Document:
        """Make a document of sentences that come from no file, as if each stood on a line of its own."""
        segments, line_starts, offset = [], [], 0
        for line, text in enumerate(sentences, 1):
            segments.append(Segment(text, Place(line, 1, offset), ((0, offset),)))
            line_starts.append(offset)
            offset += len(text) + 1
        return cls(name, language, tuple(segments), line_starts=tuple(line_starts) or (0,))

    def place_of(self, offset: int) -> Place:
        """Return line and column of a file offset."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1, offset)

    def passage(self, span: Span) -> Passage:
        """Return the segments in `span` as one running text."""
        return Passage(self, span)


@dataclass(frozen=True)
class Passage:
    """Consecutive segments of a document read as one text: a bead's side.

    Attributes:
        document: Where the segments are.
        segments: Which of them; may be empty.
    """

    document: Document = field(repr=False)
    segments: Span

    @cached_property
    def _parts(self) -> tuple[str, tuple[int, ...]]:
        text, starts = "", []
        for segment in self.document.segments[self.segments.slice]:
            if text and segment.text and _needs_space(text[-1], segment.text[0], self.document.language):
                text += " "
            starts.append(len(text))
            text += segment.text
        return text, tuple(starts)

    @property
    def text(self) -> str:
        """The segments' texts joined: spaced in English, and in Chinese only between two Latin words."""
        return self._parts[0]

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each segment begins in `text`."""
        return self._parts[1]

    def place(self, index: int = 0) -> Place:
        """Return where the character at `index` of `text` stands in the file; for an empty passage, what it follows."""
        document, starts = self.document, self._parts[1]
        if not starts:
            nearby = document.segments[max(self.segments.start - 1, 0) : self.segments.start] or document.segments[:1]
            return nearby[0].place if nearby else Place(1, 1, 0)
        which = bisect_right(starts, index) - 1
        segment = document.segments[self.segments.start + which]
        # A joining space belongs to no segment: it stands where the segment before it ends.
        return document.place_of(segment.offset_at(min(index - starts[which], len(segment.text))))


def _needs_space(before: str, after: str, language: Language) -> bool:
    if before.isspace() or after.isspace():
        return False
    return language == "en" or (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


@dataclass(frozen=True, slots=True)
class Bead:
    """Source and target segments that translate each other; one side may be empty, never both.

    Attributes:
        source: Segment numbers, half-open.
        target: Segment numbers, half-open.
        score: The aligner's confidence from 0 to 1 that the bead is right, 1.0 where a user's file says so.
    """

    source: Span
    target: Span
    score: float = 1.0

    @property
    def kind(self) -> str:
        """The numbers of segments on both sides, as in `2-1`."""
        return f"{len(self.source)}-{len(self.target)}"


class Verdict(StrEnum):
    """What two documents are to each other."""

    TRANSLATION = "translation"
    PARTLY = "partly a translation"
    NOT = "not a translation"


IS_TRANSLATION = 0.5
"""A bitext's confidence from which its documents count as translations of each other: the aligner's even chance."""

_IS_LIKELY = 0.5
"""A pair's score from which its text counts as covered: more likely right than wrong."""

_MOST_COVERED = 0.5
"""The coverage below which documents translate each other only in part.

In `benchmarks/alignment_documents.py` whole documents have .88 or more, those that lack 40 % of one side .5 or more,
and comparable ones with shared passages .30 at most.
"""

_FEW_BEADS = 10
"""Beads below which the coverage says too little: documents of five sentences have .41 to 1 of it."""

_SHARED_BEADS, _SHARED_PAIRS, _SHARED_COVERAGE = 20, 5, 0.03
"""From so many beads, so many likely ones and such a coverage, unrelated documents count as sharing a passage.

Of 186 pairs of unrelated documents of 20 beads and more in that benchmark and beside it, one has more than both.
"""


@dataclass(frozen=True)
class Bitext:
    """Two documents and the beads that pair them.

    Attributes:
        source: The Chinese side.
        target: The English side.
        beads: Beads in order, which partition both sides: each segment stands in exactly one.
        confidence: From 0 to 1, how sure it is that these documents translate each other; 1.0 only where that is out of
            the question: for a file whose user paired it, and where a side is empty.
        moved: Passages that stand elsewhere in the target than in the source, in source order: segments that the beads
            leave alone on both sides, because the beads never cross.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    confidence: float = 1.0
    moved: tuple[Bead, ...] = ()

    def __post_init__(self) -> None:
        i = j = 0
        for bead in self.beads:
            if bead.source.start != i or bead.target.start != j:
                raise ValueError(f"beads must partition both sides in order: {bead} found at {i}, {j}")
            if not len(bead.source) and not len(bead.target):
                raise ValueError(f"a bead must hold a segment, found {bead}")
            i, j = bead.source.end, bead.target.end
        if (i, j) != (len(self.source.segments), len(self.target.segments)):
            raise ValueError(
                f"beads place {i} of {len(self.source.segments)} source "
                f"and {j} of {len(self.target.segments)} target segments"
            )

    @property
    def is_given(self) -> bool:
        """Whether nothing was searched: its user paired the segments, or one side is empty."""
        return self.confidence == 1.0

    @property
    def verdict(self) -> Verdict:
        """Whether the documents translate each other, or share passages only, as far as the aligner can tell."""
        if self.confidence >= IS_TRANSLATION:
            is_enough = self.is_given or self.coverage >= _MOST_COVERED or len(self.beads) < _FEW_BEADS
            return Verdict.TRANSLATION if is_enough else Verdict.PARTLY
        is_shared = (
            len(self.beads) >= _SHARED_BEADS
            and self._likely_pairs >= _SHARED_PAIRS
            and self.coverage >= _SHARED_COVERAGE
        )
        return Verdict.PARTLY if is_shared else Verdict.NOT

    @property
    def is_translation(self) -> bool:
        """Whether the documents translate each other as a whole."""
        return self.verdict is Verdict.TRANSLATION

    @cached_property
    def coverage(self) -> float:
        """The share of the text that stands in pairs more likely right than wrong or was moved, the mean of both sides.

        In characters; a side without text counts as covered.
        """
        placed = [*filter(_is_likely, self.beads), *self.moved]
        shares = []
        for document, spans in (
            (self.source, [bead.source for bead in placed]),
            (self.target, [bead.target for bead in placed]),
        ):
            sizes = [len(segment.text) for segment in document.segments]
            total = sum(sizes)
            shares.append(sum(sum(sizes[span.slice]) for span in spans) / total if total else 1.0)
        return sum(shares) / len(shares)

    @property
    def _likely_pairs(self) -> int:
        return sum(map(_is_likely, self.beads))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The beads as texts, numbered from 1."""
        return tuple(
            Pair(number, self.source.passage(bead.source), self.target.passage(bead.target), bead.score)
            for number, bead in enumerate(self.beads, 1)
        )

    def to_frame(self) -> pl.DataFrame:
        """Return one row a bead, in order, with the columns of `corpora.frames.COLUMNS`."""
        from corpora.frames import bitext_frame  # noqa: PLC0415 - polars takes its time to load

        return bitext_frame(self)


def _is_likely(bead: Bead) -> bool:
    return bool(bead.source) and bool(bead.target) and bead.score >= _IS_LIKELY


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead as two texts: what is scored and checked.

    Attributes:
        number: 1-based number of the bead, or of the row in a file of pairs.
        source: The Chinese passage.
        target: The English passage.
        score: The bead's confidence.
    """

    number: int
    source: Passage
    target: Passage
    score: float = 1.0
