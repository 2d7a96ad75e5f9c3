"""What every format yields, runs of text with their file offsets, and the way from there to a document's segments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpora.characters import INVISIBLE, count_columns, fold_radicals, is_wide
from corpora.errors import InputError
from corpora.model import Block, BlockKind, Document, Language, Place, Segment, Span
from corpora.sentences import split_sentences

Run = tuple[str, int]
"""Text as it stands in the file, and the offset of its first character."""

# White space that is not one plain space, or characters that show nothing. A joiner stays where it joins emoji.
_JOINER = r"(?<![\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d"
_EMOJI_SELECTOR = r"(?<=[\u2600-\u27bf\U0001f000-\U0001faff])\ufe0f"
_NOISE = re.compile(
    rf"(?!{_EMOJI_SELECTOR})(?:[^\S ]| (?=[\s{INVISIBLE}])|[{INVISIBLE}]|{_JOINER})(?:[\s{INVISIBLE}]|{_JOINER})*"
)
_HYPHENATED = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,40})([-\u2010\u00ad])[^\S\n]*\r?\n\s*([a-z]{2,})")
_LONG_HEADING_COLUMNS = 160
"""Wider than this, what is marked as a heading is running text, and its sentences are told apart."""


@dataclass(slots=True)
class RawBlock:
    """A block as a format found it.

    Attributes:
        kind: What it is.
        lines: Its lines, each a list of runs; no sentence goes on from one to the next.
        level: As in `Block`.
    """

    kind: BlockKind
    lines: list[list[Run]] = field(default_factory=list)
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and where its runs stand in the file, as in `Segment`."""

    text: str
    pieces: tuple[tuple[int, int], ...]

    def piece(self, span: Span) -> tuple[tuple[int, int], ...]:
        """Return the pieces of a part of the text, relative to its start."""
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece[0]) - 1
        start, offset = self.pieces[first]
        pieces = [(0, offset + span.start - start)]
        for start, offset in self.pieces[first + 1 :]:
            if start >= span.end:
                break
            pieces.append((start - span.start, offset))
        return tuple(pieces)


def clean(runs: Sequence[Run]) -> Cleaned:
    """Join runs and clean the text: what a reader cannot see goes, and every character keeps its place.

    Invisible characters are dropped; white space becomes one space, between wide characters nothing where a line broke;
    a lone full-width space stays; radicals become ideographs; an English word hyphenated at a line's end is joined
    where that makes a word. Nothing else changes, and never by NFKC.
    """
    raw = "".join(text for text, _ in runs)
    copied: list[Run] = []  # parts of the cleaned text, with offsets in `raw`
    at = 0
    for start, end, replacement in _changes(raw):
        if start > at:
            copied.append((raw[at:start], at))
        if replacement:
            copied.append(replacement)
        at = end
    copied.append((raw[at:], at))
    return Cleaned(fold_radicals("".join(text for text, _ in copied)), _located(copied, runs))


def _changes(raw: str) -> Iterable[tuple[int, int, Run | None]]:
    """Yield what cleaning replaces: from, to, and the replacement with the offset it stands for."""
    hyphens = {match.start(2): match for match in _HYPHENATED.finditer(raw)} if "\n" in raw else {}
    at = 0
    for start, match in hyphens.items():
        yield from _noise(raw, at, start)
        at = match.start(3)
        yield start, at, None if _is_one_word(match) else ("-", start)
    yield from _noise(raw, at, len(raw))


def _noise(raw: str, start: int, end: int) -> Iterable[tuple[int, int, Run | None]]:
    for match in _NOISE.finditer(raw, start, end):
        run = match.group()
        if run == "\u3000":
            continue
        space = next((index for index, char in enumerate(run) if char.isspace()), None)
        if space is None:
            yield match.start(), match.end(), None
            continue
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        joins = "\n" in run and before and after and _joins_wide(before, after)
        yield match.start(), match.end(), None if joins else (" ", match.start() + space)


def _joins_wide(before: str, after: str) -> bool:
    # Quotes and dashes are wide in Chinese and narrow in English: the other side tells.
    neutral = "“”‘’—…·"
    return (is_wide(before) and (is_wide(after) or after in neutral)) or (before in neutral and is_wide(after))


def _is_one_word(match: re.Match[str]) -> bool:
    """Tell whether a hyphen at a line's end only divided a word: `inter-national`, but not `well-known`."""
    if match[2] == "\u00ad":
        return True
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - most texts divide no word

    words = get_frequency_dict("en", wordlist="best")
    joined = (match[1] + match[3]).lower()
    return joined in words and not (match[1].lower() in words and match[3].lower() in words and words[joined] < 1e-6)


def _located(copied: list[Run], runs: Sequence[Run]) -> tuple[tuple[int, int], ...]:
    """Turn offsets in the joined runs into offsets in the file."""
    starts, at = [], 0
    for text, _ in runs:
        starts.append(at)
        at += len(text)
    pieces: list[tuple[int, int]] = []
    position = 0
    for text, raw_start in copied:
        if not text:
            continue
        which = bisect_right(starts, raw_start) - 1
        raw_end = raw_start + len(text)
        while which < len(starts) and starts[which] < raw_end:
            begin = max(raw_start, starts[which])
            piece = (position + begin - raw_start, runs[which][1] + begin - starts[which])
            is_empty = which + 1 < len(starts) and starts[which + 1] <= begin
            if not is_empty and (not pieces or piece[1] - piece[0] != pieces[-1][1] - pieces[-1][0]):
                pieces.append(piece)
            which += 1
        position += len(text)
    return tuple(pieces) or ((0, runs[0][1] if runs else 0),)


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line begins; a line ends at LF or CRLF and nowhere else."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def build_document(name: str, language: Language, text: str, blocks: Iterable[RawBlock]) -> Document:
    """Clean blocks, split them into sentences, and place every sentence in the file.

    Raises:
        InputError: If there is no sentence in it.
    """
    starts = line_starts(text)
    segments: list[Segment] = []
    kept: list[Block] = []
    for block in blocks:
        first = len(segments)
        for line in block.lines:
            segments.extend(_segments(clean(line), block.kind, language, starts))
        if len(segments) > first:
            kept.append(Block(block.kind, Span(first, len(segments)), block.level))
    if not any(re.search(r"\w", segment.text) for segment in segments):
        raise InputError(name, None, "holds no text to compare")
    return Document(name, language, tuple(segments), tuple(kept), starts)


def _segments(cleaned: Cleaned, kind: BlockKind, language: Language, starts: Sequence[int]) -> Iterable[Segment]:
    spans = split_sentences(cleaned.text, language)
    if kind is BlockKind.HEADING and len(spans) > 1 and count_columns(cleaned.text) <= _LONG_HEADING_COLUMNS:
        spans = [Span(spans[0].start, spans[-1].end)]
    for span in spans:
        yield locate(cleaned, span, starts)


def locate(cleaned: Cleaned, span: Span, starts: Sequence[int]) -> Segment:
    """Make a segment of a part of a cleaned text."""
    pieces = cleaned.piece(span)
    offset = pieces[0][1]
    line = bisect_right(starts, offset)
    return Segment(cleaned.text[span.slice], Place(line, offset - starts[line - 1] + 1, offset), pieces)


def whole(runs: Sequence[Run], starts: Sequence[int]) -> Segment:
    """Make one segment of runs, trimmed; its text may be empty."""
    cleaned = clean(runs)
    left = len(cleaned.text) - len(cleaned.text.lstrip())
    return locate(cleaned, Span(left, max(left, len(cleaned.text.rstrip()))), starts)
