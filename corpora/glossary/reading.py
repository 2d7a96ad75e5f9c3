"""Read a glossary TSV, naming every problem in it with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpora.characters import is_han
from corpora.errors import InputError
from corpora.glossary.model import Glossary, Term
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

SHOWN = 20
"""How many problems an error spells out: a screen; the exception holds all of them."""

_LETTER = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a glossary file.

    Attributes:
        line: 1-based.
        column: 1-based, in code points.
        message: What was expected, what was found, what to do.
    """

    line: int
    column: int
    message: str


class GlossaryError(InputError):
    """A glossary that cannot be enforced as it is.

    Attributes:
        problems: Everything that is wrong with it, in the order of the file.
    """

    def __init__(self, path: Path | str, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        first, *rest = self.problems
        message = first.message
        if rest:
            lines = [f"{path}:{found.line}:{found.column}: {found.message}" for found in rest[: SHOWN - 1]]
            more = len(rest) - len(lines)
            message += "\n" + "\n".join(lines) + (f"\n{path}: and {more} more problems" if more > 0 else "")
        super().__init__(path, first.line, message, column=first.column)


def read_glossary(path: Path) -> Glossary:
    """Read a glossary TSV of schema 1.

    Raises:
        InputError: The file cannot be read, or is not UTF-8.
        GlossaryError: It is broken; every problem is named.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise InputError(path, None, "expected a glossary file, found a folder") from None
    except OSError as error:
        raise InputError(path, None, f"the glossary cannot be read: {error.strerror}") from None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        raise InputError(
            path,
            line,
            f"a glossary must be UTF-8, found the byte 0x{data[error.start]:02X}; save the file as UTF-8",
            column=column,
        ) from None
    return parse_glossary(text, name=str(path))


def parse_glossary(text: str, *, name: str = "<glossary>") -> Glossary:
    """Read a glossary from the text of a TSV file; `name` is what errors and signatures call it.

    Raises:
        GlossaryError: It is broken; every problem is named.
    """
    reader = _Reader(text)
    terms = tuple(reader.terms())
    if reader.problems:
        raise GlossaryError(name, reader.problems)
    return Glossary(terms, name, tuple(reader.comments))


class _Reader:
    """Goes through a file once and collects its problems."""

    def __init__(self, text: str) -> None:
        lines = text.removeprefix(BYTE_ORDER_MARK).split("\n")
        self.lines = [line.removesuffix("\r") for line in lines]
        if not self.lines[-1]:
            self.lines.pop()
        self.comments: list[str] = []
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, str], int] = {}
        self.ids: dict[str, int] = {}

    def terms(self) -> Iterator[Term]:
        first = next((i for i, line in enumerate(self.lines) if not line.startswith("#")), len(self.lines))
        self.comments = self.lines[:first]
        if first == len(self.lines):
            self._report(first + 1, 1, "expected the header `source<TAB>target`, found the end of the file")
            return
        columns = self.lines[first].split("\t")
        if not self._check_header(columns, first + 1):
            return
        number = 0
        for number, line in enumerate(self.lines[first + 1 :], first + 2):
            term = self._row(columns, line, number)
            if term is not None:
                yield term
        if number == 0:
            self._report(first + 1, 1, "the glossary holds no terms below its header; add a row or remove the file")

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
                self._report(line, position, problem)
                ok = False
            position += len(column) + 1
        for column in REQUIRED:
            if column not in known:
                self._report(line, 1, f"the header must name the column {column!r}, found {' '.join(columns)!r}")
                ok = False
        return ok

    def _row(self, columns: list[str], line: str, number: int) -> Term | None:
        cells = line.split("\t")
        if not line.strip():
            self._report(number, 1, "expected a term, found an empty line; remove it")
            return None
        if len(cells) != len(columns):
            self._report(
                number,
                1,
                f"expected {len(columns)} tab-separated cells as in the header, found {len(cells)}; "
                "a cell must not hold a tab or a line break",
            )
            return None
        before = len(self.problems)
        values: dict[str, Any] = {}
        extra, starts, position = [], {}, 1
        for column, cell in zip(columns, cells, strict=True):
            starts[column] = position
            self._check_text(number, position, column, cell)
            if column in LISTS:
                values[column] = self._list(number, position, column, cell)
            elif column in COLUMNS:
                values[column] = cell or DEFAULTS.get(column, "")
            elif cell:
                extra.append((column, cell))
            position += len(cell) + 1
        self._check_values(number, starts, values)
        if len(self.problems) > before:
            return None
        return Term(**values, extra=tuple(sorted(extra)), line=number)

    def _check_text(self, line: int, position: int, column: str, cell: str) -> None:
        if cell != cell.strip():
            self._report(line, position, f"the cell {column!r} begins or ends with white space: {cell!r}; remove it")
        control = _CONTROL.search(cell)
        if control:
            self._report(
                line,
                position + control.start(),
                f"the cell {column!r} holds the control character U+{ord(control[0]):04X}; remove it",
            )
        if column in REQUIRED and not cell.strip():
            self._report(line, position, f"the cell {column!r} must not be empty")
        choices = CHOICES.get(column)
        if choices and cell and cell not in choices:
            close = difflib.get_close_matches(cell.strip().lower(), choices, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            self._report(line, position, f"{column!r} must be {_either(choices)} or empty, found {cell!r}{hint}")

    def _list(self, line: int, position: int, column: str, cell: str) -> tuple[str, ...]:
        try:
            values = split_list(cell)
        except BadEscapeError as error:
            self._report(
                line,
                position + error.position,
                rf"in {column!r} a backslash must stand before '|' or '\', found {cell!r}; write '\\' for itself",
            )
            return ()
        for value in values:
            if not value.strip():
                self._report(line, position, f"the list {column!r} holds an empty value: {cell!r}; remove a '|'")
            elif value != value.strip():
                self._report(
                    line, position, f"in the list {column!r} {value!r} begins or ends with white space; remove it"
                )
        return values

    def _check_values(self, line: int, starts: dict[str, int], values: dict[str, Any]) -> None:
        source, target, sense = values["source"], values["target"], values.get("sense", "")
        is_chinese = any(map(is_han, source))
        if source and not is_chinese and any(map(is_han, target)):
            self._report(
                line,
                starts["source"],
                f"the source must be Chinese, found {source!r} with the target {target!r}; swap the two",
            )
        else:
            if source and not is_chinese and not _LETTER.search(source):
                self._report(line, starts["source"], f"the source must hold a Chinese character, found {source!r}")
            self._check_renderings(line, starts, values)
        self._check_contradiction(line, starts, values)
        self._check_unique(line, starts, source, sense, values.get("id", ""))
        updated = values.get("updated", "")
        if updated and not _is_date(updated):
            self._report(line, starts["updated"], f"'updated' must be a date like 2024-03-31, found {updated!r}")

    def _check_renderings(self, line: int, starts: dict[str, int], values: dict[str, Any]) -> None:
        for column in ("target", "allowed", "forbidden"):
            for rendering in (values["target"],) if column == "target" else values.get(column, ()):
                if rendering.strip() and not _LETTER.search(rendering):
                    self._report(
                        line,
                        starts[column],
                        f"{column!r} must hold a Latin letter, found {rendering!r}; write the English",
                    )

    def _check_contradiction(self, line: int, starts: dict[str, int], values: dict[str, Any]) -> None:
        # A list in one letter case may forbid what is right in another only where the case is told apart.
        same = str if values.get("case") == "sensitive" else str.casefold
        right = {same(rendering) for rendering in (values["target"], *values.get("allowed", ()))}
        for rendering in values.get("forbidden", ()):
            if same(rendering) in right:
                self._report(
                    line,
                    starts["forbidden"],
                    f"{rendering!r} is both right and forbidden for {values['source']}; remove it from one side",
                )

    def _check_unique(self, line: int, starts: dict[str, int], source: str, sense: str, identity: str) -> None:
        earlier = self.seen.setdefault((source, sense), line)
        if source and earlier != line:
            what = f"{source!r} in the sense {sense!r}" if sense else f"{source!r}"
            self._report(
                line,
                starts["source"],
                f"{what} stands in line {earlier} already; join the rows, or tell their senses apart in 'sense'",
            )
        if identity:
            earlier = self.ids.setdefault(identity, line)
            if earlier != line:
                self._report(line, starts["id"], f"the id {identity!r} stands in line {earlier} already")

    def _report(self, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(line, column, message))


def _either(choices: tuple[str, ...]) -> str:
    return ", ".join(choices)


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
