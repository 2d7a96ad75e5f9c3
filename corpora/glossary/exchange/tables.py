"""CSV and TSV as other tools have them, and what translation engines take of a glossary."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora.encodings import read_text
from corpora.errors import InputError
from corpora.glossary.exchange.model import approved_terms, lost_columns
from corpora.glossary.model import Glossary

FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a cell begins with that a spreadsheet takes for a formula, after OWASP's page on CSV injection."""

_HIDDEN = re.compile(rf"'+{FORMULA.pattern}")

Line = tuple[int, list[str]]
"""The number of a line, and its cells."""


def read_csv(path: Path, encoding: str | None) -> Iterator[Line]:
    """Yield the rows of a CSV file that are not empty, with the numbers of the lines where they end.

    Raises:
        InputError: The file cannot be read, or its quotes do not close.
    """
    reader = csv.reader(io.StringIO(read_text(path, encoding).removeprefix("\ufeff"), newline=""), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(path, reader.line_num, f"no legal CSV: {error}") from None
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def read_tsv(path: Path, encoding: str | None) -> Iterator[Line]:
    """Yield the lines of a file that are not empty, cut at tabs, without any quoting."""
    for number, line in enumerate(read_text(path, encoding).removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            yield number, line.removesuffix("\r").split("\t")


def read_pairs(path: Path, encoding: str | None) -> Iterator[Line]:
    """Yield the rows of a file that is cut at tabs where its name says so, else CSV."""
    return (read_tsv if path.suffix.lower() in (".tsv", ".tab", ".txt") else read_csv)(path, encoding)


def need_cells(path: Path, line: Line, least: int) -> list[str]:
    """Return the cells of a line that must have some.

    Raises:
        InputError: It has fewer.
    """
    number, cells = line
    if len(cells) < least:
        raise InputError(path, number, f"expected {least} columns at least, found {len(cells)}: is this the format?")
    return cells


def write_csv(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> bytes:
    """Return a CSV file in UTF-8 with LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue().encode()


def hide_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before it, where it needs one.

    >>> hide_formula("=1+1"), hide_formula("rule of law")
    ("'=1+1", 'rule of law')
    """
    return f"'{cell}" if FORMULA.match(cell) or _HIDDEN.match(cell) else cell


def show_formula(cell: str) -> str:
    """Undo `hide_formula`.

    >>> show_formula("'=1+1"), show_formula("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _HIDDEN.match(cell) else cell


def engine_pairs(glossary: Glossary, most_bytes: int, losses: list[str]) -> list[tuple[str, str]]:
    """Return what a translation engine takes: each Chinese form once, with its one rendering.

    Variants are forms of their own. Left out, and told: terms that are not approved, further senses of a form,
    renderings with a gap, texts that are too long, and what a spreadsheet, in which people look at it, would run.

    Args:
        glossary: The glossary.
        most_bytes: How long each side may be in UTF-8.
        losses: Where to say what is left out.

    Raises:
        InputError: Nothing is left.
    """
    terms = approved_terms(glossary, losses)
    pairs: dict[str, str] = {}
    for term in terms:
        for form in (term.source, *term.variants):
            if "..." in term.target:
                losses.append(f"{form}: its rendering {term.target!r} has a gap")
            elif max(len(form.encode()), len(term.target.encode())) > most_bytes:
                losses.append(f"{form}: longer than {most_bytes} bytes")
            elif FORMULA.match(form) or FORMULA.match(term.target):
                losses.append(f"{form}: it or {term.target!r} begins like a formula")
            elif pairs.setdefault(form, term.target) != term.target:
                losses.append(f"{form}: its other rendering {term.target!r}, because only one is taken")
    losses += lost_columns(glossary, terms, ("variants",))
    if not pairs:
        raise InputError(glossary.name, None, "holds no term that could be exported")
    return list(pairs.items())
