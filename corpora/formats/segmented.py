"""Text that is segmented already: one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpora.formats.flow import Run, line_starts, whole
from corpora.model import Document, Language


def split_lines(text: str) -> Iterator[Run]:
    """Yield each line without its end, with its offset; only LF and CRLF end a line, and the last needs none."""
    for match in re.finditer(r"([^\n]*)(\n|\Z)", text):
        if match.start() == len(text) and match.start() > 0:
            return  # what follows the last line's end is no line
        line = match[1]
        yield line[:-1] if line.endswith("\r") and match[2] else line, match.start()


def parse_segmented(text: str, language: Language, name: str) -> Document:
    """Return a document with one segment for each line; an empty line is a segment with empty text."""
    starts = line_starts(text)
    segments = tuple(whole([line], starts) for line in split_lines(text))
    return Document(name, language, segments, line_starts=starts)
