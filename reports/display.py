"""Text for a terminal: nothing that a file holds can move the cursor, and Chinese characters take two cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

DEFAULT_WIDTH = 100
"""Cells a line where the caller knows no terminal: what fits a pane beside an editor."""

CLOSING = frozenset("，。、；：？！）」』】》〉〕”’…—,.;:?!)]}%％")
"""Characters that do not begin a line (the Chinese layout requirements' line-start prohibition, and English's)."""

OPENING = frozenset("（「『【《〈〔“‘([{")
"""Characters that do not end a line."""


@lru_cache(maxsize=4096)
def visible_character(char: str) -> str:
    """Return the character, or a visible stand-in for one that a terminal would obey or not show."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures stand in the order of the controls
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    # Controls, formats (bidi, zero-width, soft hyphen), surrogates, private use, unassigned, and the two separators
    # that are no line ends here but may be for a terminal.
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"):
        return f"<U+{code:04X}>"
    return char


def visible(text: str) -> str:
    r"""Return a text as one line that a terminal can only show, never obey.

    >>> visible("一\x1b[31m二\n")
    '一␛[31m二␊'
    >>> visible("a\u202eb")
    'a<U+202E>b'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(visible_character, text))


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width_of(text: str) -> int:
    """Return how many terminal cells a visible text takes.

    >>> width_of("20.5亿元")
    8
    >>> width_of("2 billion")
    9
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def pad(text: str, width: int) -> str:
    """Fill a visible text with spaces up to `width` cells."""
    return text + " " * max(width - width_of(text), 0)


class Glyph(NamedTuple):
    """One character as it is shown.

    Attributes:
        text: What is printed.
        cells: How wide that is.
        at: Which character of the original text it is, -1 for an ellipsis.
    """

    text: str
    cells: int
    at: int


def glyphs(text: str) -> list[Glyph]:
    """Return the characters of a text as they are shown, one glyph a character."""
    shown = (visible_character(char) for char in text)
    return [Glyph(char, width_of(char), index) for index, char in enumerate(shown)]


ELLIPSIS = Glyph(" … ", 3, -1)
"""Stands for what is left out."""


def windowed(row: Sequence[Glyph], marks: Iterable[tuple[int, int]], room: int, context: int) -> list[Glyph]:
    """Leave out what is far from every mark, where a text is too long to be read whole.

    Args:
        row: The whole text.
        marks: Where the marks are, as half-open intervals of its characters.
        room: Cells up to which a text, or a mark, is left as it is.
        context: Cells kept around a mark; a text without marks keeps its beginning.
    """
    at = [0, *accumulate(glyph.cells for glyph in row)]
    if at[-1] <= room:
        return list(row)
    zones = []
    for start, end in sorted(marks) or [(0, 0)]:
        left, right = at[start], at[end]
        if right - left <= room:
            zones.append((left - context, right + context))
        else:  # a mark that is itself too long shows its two ends
            zones += [(left - context, left + context), (right - context, right + context)]
    kept: list[Glyph] = []
    for glyph, cell in zip(row, at, strict=False):
        if any(left <= cell < right for left, right in zones):
            kept.append(glyph)
        elif not kept or kept[-1] is not ELLIPSIS:
            kept.append(ELLIPSIS)
    return kept


def wrap(row: Sequence[Glyph], width: int) -> Iterator[list[Glyph]]:
    """Break a row into lines of at most `width` cells: at spaces, and between Chinese characters.

    A line keeps the space at which it was broken, so that the lines joined are the row; no line begins with closing
    punctuation where that can be helped.
    """
    line: list[Glyph] = []
    cells = 0
    for glyph in row:
        if line and cells + glyph.cells > width:
            cut = _last_break(line, glyph)
            yield line[:cut]
            line = line[cut:]
            cells = sum(kept.cells for kept in line)
        line.append(glyph)
        cells += glyph.cells
    if line:
        yield line


def _last_break(line: Sequence[Glyph], after: Glyph) -> int:
    """Return how many glyphs of a full line stay on it; at least one."""
    following = after
    for cut in range(len(line), len(line) // 2, -1):  # a line is not left half empty for the sake of a break
        before = line[cut - 1]
        if before.text.endswith(" ") or (
            (before.cells > 1 or following.cells > 1) and following.text not in CLOSING and before.text not in OPENING
        ):
            return cut
        following = before
    return len(line)


def wrapped_text(text: str, width: int) -> list[str]:
    """Return a text as visible lines of at most `width` cells; an empty text is one empty line."""
    lines = ["".join(glyph.text for glyph in line).rstrip() for line in wrap(glyphs(text), width)]
    return lines or [""]
