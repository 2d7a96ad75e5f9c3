"""Go through the text of a glossary TSV once: its rows with the places of their cells, and everything wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from corpora.characters import is_han
from corpora.glossary.model import Term
from corpora.glossary.problems import Problem
from corpora.glossary.schema import (
    CHOICES,
    COLUMNS,
    DEFAULTS,
    LISTS,
    OWN_PREFIX,
    REQUIRED,
    BadEscapeError,
    split_list,
)

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

_LETTER = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")
_MARKER = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)( |$)")


class Cell(NamedTuple):
    """One cell of a row.

    Attributes:
        text: As it stands in the file.
        column: The 1-based column of its first character, in code points.
    """

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A sound row.

    Attributes:
        term: What it says.
        cells: Its cells by the name of their column.
    """

    term: Term
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Scan:
    """What a glossary file holds.

    Attributes:
        lines: All its lines, without their ends and without a byte order mark.
        comments: The lines above the header.
        rows: The rows that are sound, in the order of the file.
        problems: What is wrong with it; where there are none, the rows are the glossary.
    """

    lines: Sequence[str]
    comments: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def scan_glossary(text: str) -> Scan:
    """Read the text of a glossary file and find everything that is wrong with it."""
    lines = [line.removesuffix("\r") for line in text.removeprefix(BYTE_ORDER_MARK).split("\n")]
    if not lines[-1]:
        lines.pop()
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    scanner = _Scanner()
    rows = tuple(scanner.rows(lines, first))
    return Scan(lines, tuple(lines[:first]), rows, tuple(sorted(scanner.problems)))


class _Scanner:
    """Collects the problems of one file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, str], int] = {}
        self.ids: dict[str, int] = {}

    def rows(self, lines: Sequence[str], first: int) -> Iterator[Row]:
        """Yield the sound rows below the header, which is the line of index `first`."""
        if first == len(lines):
            found = "expected the header `source<TAB>target`, found the end of the file"
            self._report("glossary-header", first + 1, 1, found)
            return
        if _MARKER.match(lines[first]):
            self._report_conflict(lines, first + 1)
            return
        columns = lines[first].split("\t")
        if not self._check_header(columns, first + 1):
            return
        if first + 1 == len(lines):
            problem = "the glossary holds no terms below its header; add a row or remove the file"
            self._report("glossary-header", first + 1, 1, problem, len(lines[first]))
        for number, line in self._without_conflicts(lines, first + 1):
            row = self._row(columns, line, number)
            if row is not None:
                yield row

    def _check_header(self, columns: list[str], line: int) -> bool:
        known, position, ok = dict.fromkeys(columns), 1, True
        for k, column in enumerate(columns):
            problem = ""
            if column in columns[:k]:
                problem = f"the column {column!r} stands twice; keep one"
            elif column not in COLUMNS and not column.startswith(OWN_PREFIX):
                close = difflib.get_close_matches(column.strip().lower(), COLUMNS, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(COLUMNS)};"
                problem = f"unknown column {column!r}; {hint} a column of your own must begin with {OWN_PREFIX!r}"
            if problem:
                self._report("glossary-header", line, position, problem, len(column))
                ok = False
            position += len(column) + 1
        for column in REQUIRED:
            if column not in known:
                found = " ".join(columns)
                problem = f"the header must name the column {column!r}, found {found!r}"
                self._report("glossary-header", line, 1, problem, len(found))
                ok = False
        return ok

    def _without_conflicts(self, lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """Yield the numbered lines that stand in no unresolved merge; each of these is one problem."""
        open_at = 0
        for number, line in enumerate(lines[start:], start + 1):
            marker = _MARKER.match(line)
            if marker is None:
                if not open_at:
                    yield number, line
            elif not open_at:
                self._report_conflict(lines, number)
                open_at = number if marker[1] != ">>>>>>>" else 0
            elif marker[1] == ">>>>>>>":
                open_at = 0

    def _report_conflict(self, lines: Sequence[str], line: int) -> None:
        end = next((k for k, text in enumerate(lines[line - 1 :], line) if text.startswith(">>>>>>>")), None)
        until = f"up to line {end}" if end else "whose end `>>>>>>>` is missing"
        problem = f"an unresolved merge, {until}; keep one of its rows, or join them, and remove the marked lines"
        self._report("merge-conflict", line, 1, problem, len(lines[line - 1]))

    def _row(self, columns: list[str], line: str, number: int) -> Row | None:
        texts = line.split("\t")
        if not line.strip():
            self._report("glossary-row", number, 1, "expected a term, found an empty line; remove it", len(line))
            return None
        if len(texts) != len(columns):
            problem = (
                f"expected {len(columns)} tab-separated cells as in the header, found {len(texts)}; "
                "a cell must not hold a tab or a line break"
            )
            self._report("glossary-row", number, 1, problem, len(line))
            return None
        cells, position = {}, 1
        for column, text in zip(columns, texts, strict=True):
            cells[column] = Cell(text, position)
            position += len(text) + 1
        before = len(self.problems)
        values = self._values(number, cells)
        self._check_values(number, cells, values)
        return Row(Term(**values, line=number), cells) if len(self.problems) == before else None

    def _values(self, line: int, cells: Mapping[str, Cell]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extra = []
        for column, cell in cells.items():
            self._check_text(line, column, cell)
            if column in LISTS:
                values[column] = self._list(line, column, cell)
            elif column in COLUMNS:
                values[column] = cell.text or DEFAULTS.get(column, "")
            elif cell.text:
                extra.append((column, cell.text))
        return values | {"extra": tuple(sorted(extra))}

    def _check_text(self, line: int, column: str, cell: Cell) -> None:
        text = cell.text
        if text != text.strip():
            problem = f"the cell {column!r} begins or ends with white space: {text!r}; remove it"
            self._report_cell("cell-whitespace", line, cell, problem)
        control = _CONTROL.search(text)
        if control:
            problem = f"the cell {column!r} holds the control character U+{ord(control[0]):04X}; remove it"
            self._report("control-character", line, cell.column + control.start(), problem, 1)
        if column in REQUIRED and not text.strip():
            self._report_cell("empty-cell", line, cell, f"the cell {column!r} must not be empty")
        choices = CHOICES.get(column)
        if choices and text and text not in choices:
            close = difflib.get_close_matches(text.strip().lower(), choices, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            problem = f"{column!r} must be {', '.join(choices)} or empty, found {text!r}{hint}"
            self._report_cell("unknown-value", line, cell, problem)

    def _list(self, line: int, column: str, cell: Cell) -> tuple[str, ...]:
        text = cell.text
        try:
            values = split_list(text)
        except BadEscapeError as error:
            problem = rf"in {column!r} a backslash must stand before '|' or '\', found {text!r}; write '\\' for itself"
            self._report("list-syntax", line, cell.column + error.position, problem, 1)
            return ()
        for value in values:
            if not value.strip():
                problem = f"the list {column!r} holds an empty value: {text!r}; remove a '|'"
                self._report_cell("list-syntax", line, cell, problem)
            elif value != value.strip():
                problem = f"in the list {column!r} {value!r} begins or ends with white space; remove it"
                self._report_cell("cell-whitespace", line, cell, problem)
        return values

    def _check_values(self, line: int, cells: Mapping[str, Cell], values: Mapping[str, Any]) -> None:
        source, target = values["source"], values["target"]
        is_chinese = any(map(is_han, source))
        if source and not is_chinese and any(map(is_han, target)):
            problem = f"the source must be Chinese, found {source!r} with the target {target!r}; swap the two"
            self._report_cell("source-not-chinese", line, cells["source"], problem)
        else:
            if source and not is_chinese and not _LETTER.search(source):
                problem = f"the source must hold a Chinese character, found {source!r}"
                self._report_cell("source-not-chinese", line, cells["source"], problem)
            self._check_renderings(line, cells, values)
        for rendering in _contradictions(values):
            problem = f"{rendering!r} is both right and forbidden for {source}; remove it from one side"
            self._report_cell("right-and-forbidden", line, cells["forbidden"], problem)
        self._check_unique(line, cells, values)
        updated = values.get("updated", "")
        if updated and not _is_date(updated):
            problem = f"'updated' must be a date like 2024-03-31, found {updated!r}"
            self._report_cell("invalid-date", line, cells["updated"], problem)

    def _check_renderings(self, line: int, cells: Mapping[str, Cell], values: Mapping[str, Any]) -> None:
        for column in ("target", "allowed", "forbidden"):
            for rendering in (values["target"],) if column == "target" else values.get(column, ()):
                if rendering.strip() and not _LETTER.search(rendering):
                    problem = f"{column!r} must hold a Latin letter, found {rendering!r}; write the English"
                    self._report_cell("target-not-english", line, cells[column], problem)

    def _check_unique(self, line: int, cells: Mapping[str, Cell], values: Mapping[str, Any]) -> None:
        source, sense, identity = values["source"], values.get("sense", ""), values.get("id", "")
        earlier = self.seen.setdefault((source, sense), line)
        if source and earlier != line:
            what = f"{source!r} in the sense {sense!r}" if sense else f"{source!r}"
            problem = f"{what} stands in line {earlier} already; join the rows, or tell their senses apart in 'sense'"
            self._report_cell("duplicate-term", line, cells["source"], problem)
        earlier = self.ids.setdefault(identity, line) if identity else line
        if earlier != line:
            problem = f"the id {identity!r} stands in line {earlier} already"
            self._report_cell("duplicate-id", line, cells["id"], problem)

    def _report_cell(self, rule: str, line: int, cell: Cell, message: str) -> None:
        self._report(rule, line, cell.column, message, len(cell.text))

    def _report(self, rule: str, line: int, column: int, message: str, length: int = 0) -> None:
        self.problems.append(Problem(line, column, message, rule, length))


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    """Return the forbidden renderings that are right as well."""
    # A list in one letter case may forbid what is right in another only where the case is told apart.
    same = str if values.get("case") == "sensitive" else str.casefold
    right = {same(rendering) for rendering in (values["target"], *values.get("allowed", ()))}
    return [rendering for rendering in values.get("forbidden", ()) if same(rendering) in right]


def _is_date(text: str) -> bool:
    """Tell whether a text is an ISO date."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
