"""Findings as a table: the polars schema of it, and the TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.json_records import finding_records
from reports.model import Report

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    *("rule", "family", "severity", "message", "suggestion", "pair", "score", "term"),
    *("source_path", "source_line", "source_column", "source_text", "source_start", "source_end"),
    *("target_path", "target_line", "target_column", "target_text", "target_start", "target_end"),
)
"""The keys of a finding as JSON, those of a side with the side's name before them."""

_NUMBERS = ("pair", "line", "column", "start", "end")

_BREAKING = {code: chr(0x2400 + code) for code in range(0x20)} | {
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x85: "\N{SYMBOL FOR NEWLINE}",
    0x2028: "\N{SYMBOL FOR NEWLINE}",
    0x2029: "\N{SYMBOL FOR NEWLINE}",
}
"""What would end a cell or a line for some reader, as the pictures of the controls."""


def findings_frame(report: Report) -> pl.DataFrame:
    """Return one row a finding, in order; the same columns and types when there is none."""
    import polars as pl  # noqa: PLC0415

    schema: dict[str, Any] = {}
    for column in COLUMNS:
        is_number = column.split("_")[-1] in _NUMBERS
        schema[column] = pl.Int64 if is_number else pl.Float64 if column == "score" else pl.String
    rows = [
        {
            **{key: value for key, value in record.items() if key not in ("source", "target")},
            **{f"{side}_{key}": value for side in ("source", "target") for key, value in record[side].items()},
        }
        for record in finding_records(report)
    ]
    return pl.DataFrame(rows, schema=schema)


def tsv_cell(value: str | float | None) -> str:
    r"""Return a value as one cell of a TSV without quoting; what would break the table is made visible.

    >>> tsv_cell("一\t二")
    '一␉二'
    """
    return "" if value is None else str(value).translate(_BREAKING)


def tsv_line(cells: list[Any]) -> str:
    """Return values as one line of a TSV."""
    return "\t".join(map(tsv_cell, cells)) + "\n"


def render(report: Report) -> str:
    """Return a header and one line a finding; no cell is quoted, an empty cell is a missing value."""
    return tsv_line(list(COLUMNS)) + "".join(tsv_line(list(row)) for row in findings_frame(report).iter_rows())
