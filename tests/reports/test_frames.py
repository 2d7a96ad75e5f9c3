from __future__ import annotations

import io
from collections.abc import Callable

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reports import render
from reports.frames import COLUMNS, findings_frame
from reports.model import Report, Result


def read_back(text: str, schema: pl.Schema) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(text.encode()), separator="\t", quote_char=None, schema=schema)


def test_the_table_is_read_back_by_polars(press: Report) -> None:
    frame = findings_frame(press)
    assert frame.columns == list(COLUMNS)
    # An empty cell is a missing value in a TSV: an empty side comes back as null.
    expected = frame.with_columns(pl.col("source_text", "target_text").replace("", None))
    assert_frame_equal(expected, read_back(render(press, "tsv"), frame.schema))


def test_no_findings_keep_the_columns_and_their_types(press: Report) -> None:
    report = Report((Result(press.results[0].bitext, (), (), ()),), press.rules, "")
    assert findings_frame(report).schema == findings_frame(press).schema
    assert render(report, "tsv") == "\t".join(COLUMNS) + "\n"


@given(source=st.text(), target=st.text(), message=st.text())
def test_any_text_gives_one_row_of_as_many_cells(
    one_pair: Callable[..., Report], source: str, target: str, message: str
) -> None:
    lines = render(one_pair(source, target, message), "tsv").splitlines()
    assert [line.count("\t") for line in lines] == [len(COLUMNS) - 1] * 2
