"""Bitexts as tables."""

import polars as pl

from corpora.frames import COLUMNS
from corpora.model import Bead, Bitext, Document, Span


def bitext(source=("他走了。", "雨停了。"), target=("He left.",), beads=((1, 1), (1, 0))):
    spans, i, j = [], 0, 0
    for a, b in beads:
        spans.append(Bead(Span(i, i + a), Span(j, j + b), 0.5))
        i, j = i + a, j + b
    return Bitext(Document.from_sentences(source, "zh"), Document.from_sentences(target, "en"), tuple(spans))


def test_a_row_says_everything_of_its_bead():
    assert bitext().to_frame().rows(named=True) == [
        dict(zip(COLUMNS, row, strict=True))
        for row in (
            (1, "1-1", 0.5, "他走了。", "He left.", 0, 1, 0, 1, 1, 1, 1, 1),
            (2, "1-0", 0.5, "雨停了。", "", 1, 2, 1, 1, 2, 1, None, None),
        )
    ]


def test_no_beads_keep_the_columns_and_their_types():
    empty, filled = bitext((), (), ()).to_frame(), bitext().to_frame()
    assert (0, filled.schema) == (len(empty), empty.schema)
    assert {"score": pl.Float64, "kind": pl.String, "pair": pl.Int64, "target_column": pl.Int64}.items() <= dict(
        empty.schema
    ).items()


def test_a_frame_gives_the_beads_back():
    frame = bitext().to_frame()
    rows = frame.select("source_start", "source_end", "target_start", "target_end", "score").iter_rows()
    assert bitext().beads == tuple(Bead(Span(a, b), Span(c, d), score) for a, b, c, d, score in rows)
