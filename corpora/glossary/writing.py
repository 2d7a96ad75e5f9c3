"""Write a glossary TSV in its canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.glossary.schema import COLUMNS, DEFAULTS, LISTS, REQUIRED, join_list

if TYPE_CHECKING:
    from corpora.glossary.model import Glossary, Term
    from corpora.glossary.scanning import Scan


def format_glossary(glossary: Glossary) -> str:
    """Return the canonical text of a glossary: comments, header, rows by key, no empty column."""
    return "".join(f"{line}\n" for line in glossary.comments) + format_terms(glossary.terms)


def format_terms(terms: Sequence[Term]) -> str:
    """Return header and rows of the terms, in the given order."""
    return "".join(f"{line}\n" for line in table_lines(terms))


def table_lines(terms: Sequence[Term]) -> list[str]:
    """Return the lines of header and rows, in the given order."""
    rows = [_cells(term) for term in terms]
    used = {column for row in rows for column in row}
    columns = [column for column in COLUMNS if column in used or column in REQUIRED]
    if used.difference(REQUIRED) and "note" not in used:
        columns.insert(len(REQUIRED), "note")  # the third column is the note, whatever follows
    columns += sorted(used.difference(COLUMNS))
    return ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]


def _cells(term: Term) -> dict[str, str]:
    """Return the cells of a term that are not empty."""
    cells = {}
    for column in COLUMNS:
        value = getattr(term, column)
        cell = join_list(value) if column in LISTS else value
        if cell and cell != DEFAULTS.get(column):
            cells[column] = cell
    return cells | dict(term.extra)


def canonical_text(scan: Scan) -> str:
    """Return the canonical text of a scanned file's sound rows."""
    terms = sorted((row.term for row in scan.rows), key=lambda term: term.key)
    return "".join(f"{line}\n" for line in scan.comments) + format_terms(terms)
