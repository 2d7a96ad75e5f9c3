"""Bitexts as tables: the polars schema of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpora.model import Bitext, Pair

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    *("pair", "kind", "score", "source", "target"),
    *("source_start", "source_end", "target_start", "target_end"),
    *("source_line", "source_column", "target_line", "target_column"),
)
"""What a row says of its bead.

`pair` counts from 1; `kind` is as in `Bead.kind`; `source` and `target` are the texts; starts and ends are segment
numbers from 0, half-open; lines and columns are 1-based places in the original files, null where a side is empty.
"""

_NOT_NUMBERS = {"kind": "String", "score": "Float64", "source": "String", "target": "String"}


def bitext_frame(bitext: Bitext) -> pl.DataFrame:
    """Return one row a bead, in order; the same columns and types when there is none."""
    import polars as pl  # noqa: PLC0415 - takes its time to load

    schema = {column: getattr(pl, _NOT_NUMBERS.get(column, "Int64")) for column in COLUMNS}
    rows = [_row(bitext, pair) for pair in bitext.pairs]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _row(bitext: Bitext, pair: Pair) -> tuple[Any, ...]:
    bead = bitext.beads[pair.number - 1]
    spans = bead.source.start, bead.source.end, bead.target.start, bead.target.end
    places = [
        number
        for passage in (pair.source, pair.target)
        for number in (passage.place()[:2] if passage.segments else (None, None))
    ]
    return (pair.number, bead.kind, bead.score, pair.source.text, pair.target.text, *spans, *places)
