"""Pins: beads that a person fixed, which the search keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from corpora.encodings import read_text
from corpora.errors import InputError
from corpora.model import Bead, Document, Span

_NUMBERS = r"\[\s*(\d{1,9}(?:\s*,\s*\d{1,9})*)?\s*\]"
_LINE = re.compile(rf"{_NUMBERS}\s*:\s*{_NUMBERS}(?:\s*:\s*\d*\.?\d+)?")


def read_pins(path: Path, source: Document, target: Document) -> tuple[Bead, ...]:
    """Read pins written as `duizhao align --format ids` prints beads.

    A line is `[3]:[4,5]` or `[3]:[4,5]:0.83`: segment numbers from 0 of the source and of the target, and a confidence
    that is not looked at; `[3]:[]` says that a segment has no counterpart (to an empty segment it means nothing).
    Empty lines and lines that begin with `#` are passed over. The lines may stand in any order.

    Raises:
        InputError: A line that is no pin, or what `checked_pins` raises.
    """
    pins = [
        (number, _read_pin(text.strip(), path, number))
        for number, text in enumerate(read_text(path).split("\n"), 1)
        if text.strip() and not text.lstrip().startswith("#")
    ]
    return checked_pins(pins, source, target, path)


def _read_pin(text: str, path: Path, line: int) -> Bead:
    found = _LINE.fullmatch(text)
    if not found:
        raise InputError(path, line, f"expected a pin such as [3]:[4,5], found {text[:60]!r}")
    return Bead(_read_span(found[1] or "", path, line), _read_span(found[2] or "", path, line))


def _read_span(digits: str, path: Path, line: int) -> Span:
    numbers = [int(digit) for digit in digits.split(",") if digit]
    if not numbers:
        return Span(0, 0)
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise InputError(path, line, f"expected segments that follow each other, found [{digits}]")
    return Span(numbers[0], numbers[-1] + 1)


def show_pin(pin: Bead) -> str:
    """Return a pin as it is written."""
    return ":".join(f"[{','.join(map(str, range(span.start, span.end)))}]" for span in (pin.source, pin.target))


def checked_pins(
    pins: Iterable[tuple[int | None, Bead]], source: Document, target: Document, path: Path | None = None
) -> tuple[Bead, ...]:
    """Return pins in the order of the documents: first those with two sides, then those with one.

    Args:
        pins: Each with its line in the file, or None. Of a pin with one side only the segments of that side count.
        source: The Chinese document.
        target: The English one.
        path: The file they come from, for errors.

    Raises:
        InputError: A pin names no segment or one that a document does not have, shares one with another pin, or
            crosses another pin.
    """
    ordered = sorted(pins, key=lambda one: (one[1].source.start, one[1].target.start))
    owners: dict[tuple[str, int], Bead] = {}
    for line, pin in ordered:
        if not pin.source and not pin.target:
            raise InputError(path, line, "expected a pin that names a segment, found none on either side")
        for side, span, document in (("source", pin.source, source), ("target", pin.target, target)):
            if span and span.end > len(document.segments):
                last = len(document.segments) - 1
                raise InputError(
                    path, line, f"{show_pin(pin)} names {side} segment {span.end - 1}, but the last one is {last}"
                )
            for at in range(span.start, span.end):
                other = owners.setdefault((side, at), pin)
                if other is not pin:
                    raise InputError(
                        path, line, f"{show_pin(pin)} and {show_pin(other)} both hold {side} segment {at}; keep one"
                    )
    paired = [(line, pin) for line, pin in ordered if pin.source and pin.target]
    for (_, before), (line, after) in pairwise(paired):
        if after.target.start < before.target.end:
            raise InputError(path, line, f"{show_pin(after)} crosses {show_pin(before)}; keep one of the two")
    return tuple([pin for _, pin in paired] + [pin for _, pin in ordered if not (pin.source and pin.target)])
