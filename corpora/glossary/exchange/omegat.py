"""OmegaT's glossaries, after its manual: source, target and comment, cut by tabs, in UTF-8, without header.

Rows of one source are shown together; `#` begins a line that is not read.
"""

from __future__ import annotations

from pathlib import Path

from corpora.glossary.exchange.model import Exported, Foreign, approved_terms, lost_columns
from corpora.glossary.exchange.tables import need_cells, read_tsv
from corpora.glossary.model import Glossary, Term


def read(path: Path, encoding: str | None) -> Foreign:
    """Read a glossary of OmegaT: `.txt`, `.utf8`, `.tsv` or `.tab`."""
    terms, comments = [], []
    for line in read_tsv(path, encoding):
        number, first = line[0], line[1][0]
        if first.startswith("#"):
            comments.append("\t".join(line[1]))
        else:
            cells = need_cells(path, line, 2)
            terms.append(Term(cells[0], cells[1], note=cells[2] if len(cells) > 2 else "", line=number))
    return Foreign(tuple(terms), comments=tuple(comments))


def write(glossary: Glossary) -> Exported:
    """Write a row for each form and each accepted rendering."""
    losses: list[str] = []
    terms = approved_terms(glossary, losses)
    rows = []
    for term in terms:
        for form in (term.source, *term.variants):
            if form.startswith("#"):
                losses.append(f"{form}: OmegaT takes it for a comment")
                continue
            rows += [
                f"{form}\t{rendering}\t{term.note}".rstrip("\t") + "\n" for rendering in dict.fromkeys(term.renderings)
            ]
    losses += lost_columns(glossary, terms, ("note", "allowed", "variants", "#"))
    return Exported("".join([*(f"{line}\n" for line in glossary.comments), *rows]).encode(), tuple(losses))
