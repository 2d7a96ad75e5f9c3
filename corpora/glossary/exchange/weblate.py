"""Weblate's CSV with a header, after *CSV files* in its documentation and the fields of the Translate Toolkit."""

from __future__ import annotations

from pathlib import Path

from corpora.errors import InputError
from corpora.glossary.exchange.model import Exported, Foreign, lost_columns
from corpora.glossary.exchange.tables import hide_formula, read_csv, show_formula, write_csv
from corpora.glossary.model import Glossary, Term

_KEPT = ("source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments")
_TRUE = ("1", "x", "true", "yes", "fuzzy")


def read(path: Path, encoding: str | None) -> Foreign:
    """Read rows: `context` is the sense, a fuzzy row is a draft, both comments are the note.

    Raises:
        InputError: The header names no source or no target.
    """
    lines = list(read_csv(path, encoding))
    names = [cell.strip().lower() for cell in lines[0][1]]
    if "source" not in names or "target" not in names:
        found = ", ".join(names)
        raise InputError(path, lines[0][0], f"expected a header with source and target, found {found!r}")
    terms, untranslated = [], 0
    for number, cells in lines[1:]:
        row = dict(zip(names, map(show_formula, cells), strict=False))
        comments = (row.get("translator_comments", ""), row.get("developer_comments", ""))
        if not row.get("target", "").strip():
            untranslated += 1
            continue
        terms.append(
            Term(
                row.get("source", ""),
                row["target"],
                note="; ".join(filter(None, (comment.strip() for comment in comments))),
                sense=row.get("context", ""),
                status="draft" if row.get("fuzzy", "").strip().lower() in _TRUE else "approved",
                id=row.get("id", ""),
                line=number,
            )
        )
    used = {name for _, cells in lines[1:] for name, cell in zip(names, cells, strict=False) if cell}
    losses = [f"the column {name!r}" for name in names if name in used and name not in _KEPT]
    if untranslated:
        losses.append(f"rows without a translation: {untranslated}")
    return Foreign(tuple(terms), tuple(losses))


def write(glossary: Glossary) -> Exported:
    """Write a row for each term that is not deprecated; drafts are fuzzy.

    Cells that a spreadsheet would run begin with an apostrophe, which `read` takes away.

    Raises:
        InputError: All terms are deprecated.
    """
    terms = [term for term in glossary.terms if term.status != "deprecated"]
    if not terms:
        raise InputError(glossary.name, None, "holds no term to export that is not deprecated")
    rows = [
        ("", term.source, term.target, term.id, str(term.status == "draft"), term.sense, term.note, "")
        for term in terms
    ]
    losses = lost_columns(glossary, terms, ("note", "sense", "id", "status"))
    left = len(glossary.terms) - len(terms)
    if left:
        losses.insert(0, f"deprecated terms: {left} of {len(glossary.terms)}")
    data = write_csv([("location", *_KEPT), *(tuple(map(hide_formula, row)) for row in rows)], quote_all=True)
    return Exported(data, tuple(losses))
