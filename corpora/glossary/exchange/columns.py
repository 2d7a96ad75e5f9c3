"""Tables with a column for each language, as Google's and Amazon's."""

from __future__ import annotations

from pathlib import Path

from corpora.errors import InputError
from corpora.glossary.exchange.languages import side_of
from corpora.glossary.exchange.model import Foreign
from corpora.glossary.exchange.tables import need_cells, read_pairs
from corpora.glossary.model import Term


def read_language_columns(path: Path, encoding: str | None, *, need_header: bool) -> Foreign:
    """Read a table whose header names languages; further columns of Chinese hold variants, of English renderings.

    Args:
        path: The file.
        encoding: Its encoding where it is not UTF-8.
        need_header: Whether the first row must be a header; otherwise a first row without languages is a term.

    Raises:
        InputError: A header is needed and names no Chinese or no English column.
    """
    lines = list(read_pairs(path, encoding))
    header = [side_of(cell) for cell in lines[0][1]]
    if not {"zh", "en"} <= set(header):
        if need_header:
            found = ", ".join(lines[0][1])
            raise InputError(path, lines[0][0], f"expected a header of language codes with zh and en, found {found!r}")
        pairs = [(line[0], need_cells(path, line, 2)) for line in lines]
        return Foreign(tuple(Term(cells[0], cells[1], line=number) for number, cells in pairs))
    names = [cell.strip().lower() for cell in lines[0][1]]
    terms = []
    for number, cells in lines[1:]:
        padded = [*cells, *[""] * (len(header) - len(cells))]
        chinese, english = (
            [cell for cell, side in zip(padded, header, strict=False) if side == language and cell.strip()]
            for language in ("zh", "en")
        )
        note = padded[names.index("description")] if "description" in names else ""
        source, *variants = chinese or [""]
        target, *allowed = english or [""]
        terms.append(Term(source, target, note=note, variants=tuple(variants), allowed=tuple(allowed), line=number))
    others = [name for name, side in zip(names, header, strict=True) if side is None and name != "description"]
    return Foreign(tuple(terms), (f"the columns {', '.join(others)}",) if others else ())
