"""Files in which source and target are paired already: TSV, JSON lines and translation memories."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

from corpora.encodings import path_as_text, read_text
from corpora.errors import InputError
from corpora.formats.flow import Run, line_starts, whole
from corpora.formats.segmented import split_lines
from corpora.model import Bead, Bitext, Document, Segment, Span

Cell = list[Run]
Row = tuple[int, Cell, Cell]
"""The row's line, its source and its target."""

_EMPTY_LINE = "expected a pair, found an empty line; remove it"


SUFFIXES = (".tsv", ".jsonl", ".tmx")
"""What the names of such files end with."""


def read_bitext(path: Path, *, encoding: str | None = None) -> Bitext:
    """Read a file of pairs: one bead for each row, in order, with score 1.

    A `.tsv` file has a header that names the columns `source` and `target`, and no quoting; a `.jsonl` file has an
    object with these keys on each line. Further columns and keys are left alone. An empty cell makes a null bead. For a
    `.tmx` file see `corpora.formats.tmx.tmx_rows`.

    Raises:
        InputError: If the file is no such thing, with the line.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise InputError(path, None, f"expected a file of pairs, {known}, found {path.suffix or 'no suffix'!r}")
    if suffix == ".tmx":
        from corpora.formats.tmx import read_tmx_text, tmx_rows  # noqa: PLC0415 - the others need no XML

        text = read_tmx_text(path, encoding)
        rows = tmx_rows(text, path)
    else:
        text = read_text(path, encoding)
        rows = _tsv_rows(text, path) if suffix == ".tsv" else _jsonl_rows(text, path)
    starts = line_starts(text)
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    beads = []
    for line, *cells in rows:
        before = [len(side) for side in sides]
        for side, cell in zip(sides, cells, strict=True):
            segment = whole(cell, starts)
            if segment.text:
                side.append(segment)
        spans = [Span(start, len(side)) for start, side in zip(before, sides, strict=True)]
        if not any(map(len, spans)):
            raise InputError(path, line, "both source and target are empty; expected text in at least one of them")
        beads.append(Bead(spans[0], spans[1], 1.0))
    if not beads:
        raise InputError(path, None, "holds no pairs")
    source = Document(path_as_text(path), "zh", tuple(sides[0]), line_starts=starts)
    target = Document(path_as_text(path), "en", tuple(sides[1]), line_starts=starts)
    return Bitext(source, target, tuple(beads))


def read_bead_scores(path: Path, *, encoding: str | None = None) -> tuple[float, ...]:
    """Return how sure each row of a file of pairs is, from 0 to 1: what `duizhao align` wrote as `score`.

    Where the file has no such column, key or property, each row is as sure as its user, 1.0. The rows are those of
    `read_bitext`, which must have read the file before.

    Raises:
        InputError: A score is no number from 0 to 1, with the line.
    """
    if path.suffix.lower() == ".tmx":
        from corpora.formats.tmx import read_tmx_text, tmx_scores  # noqa: PLC0415 - the others need no XML

        written = tmx_scores(read_tmx_text(path, encoding), path)
        return tuple(1.0 if value is None else _score(value, path, line) for line, value in written)
    lines = [line for line, _ in split_lines(read_text(path, encoding))]
    found: list[object]
    if path.suffix.lower() == ".tsv":
        names = lines.pop(0).split("\t")
        if "score" not in names:
            return (1.0,) * len(lines)
        first, found = 2, [line.split("\t")[names.index("score")] for line in lines]
    else:
        first, found = 1, [json.loads(line).get("score", 1.0) for line in lines]
    return tuple(_score(value, path, number) for number, value in enumerate(found, first))


def _score(value: object, path: Path, line: int) -> float:
    try:
        score = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):  # no number, or one of hundreds of digits
        score = math.nan
    if not 0 <= score <= 1:
        raise InputError(path, line, f"expected a score from 0 to 1, found {_shortened(repr(value))}")
    return score


def _tsv_rows(text: str, path: Path) -> Iterator[Row]:
    lines = enumerate(split_lines(text), 1)
    _, (header, _) = next(lines)
    names = header.split("\t")
    for name in ("source", "target"):
        if names.count(name) != 1:
            expected = "expected a header with the columns source and target, separated by a tab"
            raise InputError(path, 1, f"{expected}; found {_shortened(header)!r}")
    columns = names.index("source"), names.index("target")
    for number, (line, offset) in lines:
        cells = line.split("\t")
        if len(cells) != len(names):
            problem = f"expected {len(names)} tab-separated fields, found {len(cells)}"
            advice = "; if the text contains tabs, use .jsonl" if len(cells) > len(names) else ""
            raise InputError(path, number, problem + advice if line.strip() else _EMPTY_LINE)
        source, target = (
            [(cells[column], offset + sum(len(cell) + 1 for cell in cells[:column]))] for column in columns
        )
        yield number, source, target


def _jsonl_rows(text: str, path: Path) -> Iterator[Row]:
    for number, (line, offset) in enumerate(split_lines(text), 1):
        if not line.strip():
            raise InputError(path, number, _EMPTY_LINE)
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                path, number, f"expected a JSON object, found {_shortened(line)!r}: {error.msg}", column=error.colno
            ) from None
        except RecursionError:
            raise InputError(path, number, "expected a JSON object, found one nested too deeply") from None
        except ValueError:  # a number of more than 4,300 digits
            raise InputError(path, number, "expected a JSON object, found one with a number that is too long") from None
        if not isinstance(row, dict):
            raise InputError(path, number, f"expected a JSON object, found {_shortened(line)!r}")
        cells = []
        for key in ("source", "target"):
            if not isinstance(value := row.get(key), str):
                found = (
                    f"found {_shortened(json.dumps(value, ensure_ascii=False))}" if key in row else "which is missing"
                )
                raise InputError(path, number, f'expected a string at the key "{key}", {found}')
            if any("\ud800" <= char <= "\udfff" for char in value):
                raise InputError(path, number, f'expected text at the key "{key}", found half of a surrogate pair')
            cells.append(_json_runs(line, key, value, offset))
        yield number, cells[0], cells[1]


_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\.|[^\\\"]+")


def _json_runs(line: str, key: str, value: str, offset: int) -> Cell:
    """Find a key's value in its line: literal text as runs, each escape as the character it stands for."""
    for place in reversed(list(re.finditer(rf'"{key}"\s*:\s*"', line))):
        runs, at = [], place.end()
        while match := _ESCAPE.match(line, at):
            part = match.group()
            runs.append((json.loads(f'"{part}"') if part.startswith("\\") else part, offset + at))
            at = match.end()
        if "".join(part for part, _ in runs) == value:
            return runs
    # The key itself is escaped: the line is all that can be said about the place.
    return [(char, offset) for char in value]


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
