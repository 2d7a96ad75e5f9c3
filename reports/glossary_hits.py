"""Terms that were found in a glossary: for the terminal, as a glossary, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.glossary import format_terms
from corpora.glossary.schema import COLUMNS
from reports.columns import Column, table_lines
from reports.display import DEFAULT_WIDTH, visible

if TYPE_CHECKING:
    from corpora.glossary.searching import Hit


def render_hits(hits: Sequence[Hit], form: str, *, width: int | None = None) -> str:
    """Return hits as `table`, `tsv` or `jsonl`; nothing where nothing was found."""
    if not hits:
        return ""
    if form == "tsv":
        return format_terms([hit.term for hit in hits])
    if form == "jsonl":
        return "".join(json.dumps(_record(hit), ensure_ascii=False) + "\n" for hit in hits)
    columns = [
        Column("line", [str(hit.term.line) for hit in hits], align_right=True),
        Column("source", [visible(hit.term.source) for hit in hits]),
        Column("target", [visible(hit.term.target) for hit in hits], is_text=True),
        Column("found in", [_place(hit) for hit in hits], is_text=True),
        Column("status", [hit.term.status for hit in hits]),
    ]
    return "".join(f"{line}\n" for line in table_lines(columns, width or DEFAULT_WIDTH))


def _place(hit: Hit) -> str:
    if hit.column in ("source", "target") and hit.score == 100:
        return hit.column
    similar = "" if hit.score == 100 else f" ({hit.score:.0f} %)"
    return f"{hit.column}: {hit.value}{similar}"


def _record(hit: Hit) -> dict[str, object]:
    cells = {column: getattr(hit.term, column) for column in COLUMNS}
    return {"line": hit.term.line, "score": hit.score, "found_in": hit.column, **cells, **dict(hit.term.extra)}
