"""Tables for a terminal, in which Chinese and English texts stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reports.display import pad, width_of, wrapped_text

GAP = "  "

NARROWEST_TEXT = 20
"""Cells that a column of texts keeps in a narrow terminal: ten Chinese characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: Its heading.
        cells: One for each row.
        is_text: Whether it is wrapped and shares the width that the other columns leave.
        align_right: Whether its cells end together, as numbers do.
    """

    title: str
    cells: Sequence[str]
    is_text: bool = False
    align_right: bool = False


def table_lines(columns: Sequence[Column], width: int) -> Iterator[str]:
    """Yield the lines of a table: a heading, a rule, and each row on as many lines as its longest text takes."""
    fixed = [0 if column.is_text else max(map(width_of, (column.title, *column.cells))) for column in columns]
    texts = sum(column.is_text for column in columns)
    left = width - sum(fixed) - len(GAP) * (len(columns) - 1)
    share = max(left // max(texts, 1), NARROWEST_TEXT)
    widths = [share if column.is_text else size for column, size in zip(columns, fixed, strict=True)]
    yield _line([column.title for column in columns], columns, widths)
    yield GAP.join("─" * size for size in widths)
    for row in zip(*(column.cells for column in columns), strict=True):
        cells = [
            wrapped_text(cell, size) if column.is_text else [cell]
            for cell, column, size in zip(row, columns, widths, strict=True)
        ]
        for parts in zip_longest(*cells, fillvalue=""):
            yield _line(parts, columns, widths)


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    padded = (
        " " * (size - width_of(cell)) + cell if column.align_right else pad(cell, size)
        for cell, column, size in zip(cells, columns, widths, strict=True)
    )
    return GAP.join(padded).rstrip()
