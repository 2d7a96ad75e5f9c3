"""Texts for a page: cut where findings begin and end, escaped, and with invisible characters shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from corpora.model import Span
from reports.display import visible_character


class Run(NamedTuple):
    """A part of a text on which the same findings lie.

    Attributes:
        text: The part; empty for findings that mark a place between two characters.
        findings: Which findings lie on it, by their position in what was given, ascending.
        ends: Which of them end with it.
    """

    text: str
    findings: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def runs(text: str, spans: Sequence[Span | None]) -> list[Run]:
    """Cut a text into runs, so that spans may overlap; the runs joined are the text.

    >>> [(run.text, run.findings) for run in runs("abcd", [Span(0, 3), Span(2, 4)])]
    [('ab', (0,)), ('c', (0, 1)), ('d', (1,))]
    """
    found = [(index, span) for index, span in enumerate(spans) if span is not None]
    if not found:
        return [Run(text)] if text else []
    cuts = sorted({0, len(text), *(cut for _, span in found for cut in (span.start, span.end))})
    result = [_point(found, 0)]
    for start, end in pairwise(cuts):
        inside = [(index, span) for index, span in found if span.start <= start and end <= span.end]
        ends = tuple(index for index, span in inside if span.end == end)
        result.append(Run(text[start:end], tuple(index for index, _ in inside), ends))
        result.append(_point(found, end))
    return [run for run in result if run.text or run.findings]


def _point(found: Sequence[tuple[int, Span]], at: int) -> Run:
    here = tuple(index for index, span in found if span.start == span.end == at)
    return Run("", here, here)


def shown(text: str) -> Markup:
    """Return a text as HTML whose text content is the text, with characters that nobody would see made visible.

    Each invisible character stands in an element of its own, which isolates bidirectional controls and carries the
    code point for the style sheet to print. A NUL and a lone surrogate, which no page can hold, become a stand-in.
    """
    if text.isprintable():
        return escape(text)
    return Markup("").join(_shown_character(char) for char in text)


def _shown_character(char: str) -> Markup:
    name = visible_character(char)
    if name == char or char in "\n\t":
        return escape(char)
    if char == "\0" or "\ud800" <= char <= "\udfff":
        return escape(name)
    label = f"U+{ord(char):04X}"
    # A carriage return must be a reference: as itself a parser reads it as a line feed.
    return Markup('<bdi class="unseen" data-code="{}">{}</bdi>').format(
        label, Markup("&#13;") if char == "\r" else char
    )
