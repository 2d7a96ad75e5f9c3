"""Azure Translator's glossaries, after *Use glossaries with Document Translation*: a TSV of two columns, no header."""

from __future__ import annotations

from pathlib import Path

from corpora.glossary.exchange.model import Exported, Foreign
from corpora.glossary.exchange.tables import engine_pairs, need_cells, read_pairs
from corpora.glossary.model import Glossary, Term

MOST_BYTES = 1024  # the documentation names no limit: that of the other engines


def read(path: Path, encoding: str | None) -> Foreign:
    """Read TSV, or CSV where the file is named so."""
    lines = [(line[0], need_cells(path, line, 2)) for line in read_pairs(path, encoding)]
    return Foreign(tuple(Term(cells[0], cells[1], line=number) for number, cells in lines))


def write(glossary: Glossary) -> Exported:
    """Write two columns, cut by tabs."""
    losses: list[str] = []
    pairs = engine_pairs(glossary, MOST_BYTES, losses)
    return Exported("".join(f"{source}\t{target}\n" for source, target in pairs).encode(), tuple(losses))
