"""Spreadsheets with the glossary's own columns; every cell is text, so that none is a formula."""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from corpora.errors import ConfigError, InputError
from corpora.glossary.exchange.model import Exported, Foreign
from corpora.glossary.model import Glossary, Term
from corpora.glossary.schema import COLUMNS, LISTS, OWN_PREFIX, BadEscapeError, split_list
from corpora.glossary.writing import table_lines

SHEET, COMMENTS = "glossary", "comments"

MOST_BYTES = 200_000_000
MOST_FILES = 1_000
"""What a workbook may unpack to, and into how many files: a glossary of a million rows is a quarter of that."""

_UNSOUND = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)
"""What `zipfile` raises on damaged, encrypted and unheard-of archives."""

_INSTALL = "pip install 'duizhao[xlsx]'"


def read(path: Path, _encoding: str | None) -> Foreign:
    """Read the first sheet, or the one named `glossary`.

    Raises:
        InputError: The file is no workbook, or hostile, or its columns are not the glossary's.
        ConfigError: The package that reads workbooks is not installed.
    """
    fastexcel = _need("fastexcel")
    # What its reader logs about damaged workbooks is no message of ours.
    logging.getLogger("calamine").addHandler(logging.NullHandler())
    data = _checked(path)
    try:
        book = fastexcel.read_excel(data)
        names = [name.lower() for name in book.sheet_names]
        sheet = book.load_sheet(names.index(SHEET) if SHEET in names else 0, header_row=None, dtypes="string")
        rows = _rows(sheet)
        comments = (
            _rows(book.load_sheet(names.index(COMMENTS), header_row=None, dtypes="string")) if COMMENTS in names else []
        )
    except fastexcel.FastExcelError as error:
        problem = str(error).split("\n")[0]
        raise InputError(path, None, f"cannot be read as a spreadsheet: {problem}") from None
    if not rows:
        raise InputError(path, None, "expected a header with source and target in the first row, found no rows")
    header = _header(path, rows[0])
    terms = [_term(path, header, cells, number) for number, cells in enumerate(rows[1:], 2) if any(cells)]
    lines = (row[0] for row in comments if row and row[0])
    return Foreign(tuple(terms), comments=tuple(line if line.startswith("#") else f"# {line}" for line in lines))


def _need(name: str) -> ModuleType:
    import importlib  # noqa: PLC0415

    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise ConfigError(f"spreadsheets need the package {name}, which is not installed: {_INSTALL}") from None


def _checked(path: Path) -> bytes:
    """Return a workbook's bytes after everything in it was unpacked once, within limits."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"could not be read: {error.strerror or error}") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
            if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_BYTES:
                raise InputError(path, None, f"unpacks to more than {MOST_BYTES:,} bytes or {MOST_FILES:,} files")
            for file in files:
                # Reading stops at the declared size: a header that lies fails its checksum.
                if b"<!DOCTYPE" in archive.read(file):
                    raise InputError(path, None, f"{file.filename} declares a document type, which no workbook does")
            if "xl/workbook.xml" not in archive.namelist():
                raise InputError(path, None, "expected an .xlsx workbook, found another kind of file")
    except _UNSOUND as error:
        raise InputError(path, None, f"expected an .xlsx workbook, found no sound one: {error}") from None
    return data


def _rows(sheet: Any) -> list[list[str]]:
    return [["" if cell is None else cell for cell in row] for row in sheet.to_polars().rows()]


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    unknown = [name for name in names if name not in COLUMNS and not name.startswith(OWN_PREFIX)]
    if unknown or len(set(names)) < len(names) or not {"source", "target"} <= set(names):
        raise InputError(
            path, 1, f"expected the glossary's columns in the first row, source and target among them, found {names}"
        )
    return names


def _term(path: Path, header: Sequence[str], cells: Sequence[str], number: int) -> Term:
    values: dict[str, Any] = {}
    extra = []
    for column, cell in zip(header, cells, strict=False):
        text = cell.strip().removesuffix(" 00:00:00")  # what a spreadsheet makes of a date
        if column not in COLUMNS:
            extra += [(column, text)] if text else []
        elif column in LISTS:
            try:
                values[column] = split_list(text)
            except BadEscapeError:
                problem = rf"in {column!r} a backslash must stand before '|' or '\', found {text!r}"
                raise InputError(path, number, problem) from None
        elif text:
            values[column] = text
    return Term(**{"source": "", "target": "", **values}, extra=tuple(sorted(extra)), line=number)


def write(glossary: Glossary) -> Exported:
    """Write every column of every term, as text.

    Raises:
        ConfigError: The package that writes workbooks is not installed.
    """
    xlsxwriter = _need("xlsxwriter")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # No clock: the same glossary gives the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1)})
    bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(SHEET)
    rows = [line.split("\t") for line in table_lines(glossary.terms)]
    for i, row in enumerate(rows):
        for k, cell in enumerate(row):
            if cell:
                sheet.write_string(i, k, cell, plain if i else bold)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.set_column(0, len(rows[0]) - 1, 28)
    if glossary.comments:
        comments = book.add_worksheet(COMMENTS)
        for i, line in enumerate(glossary.comments):
            comments.write_string(i, 0, line)
    book.close()
    return Exported(file.getvalue(), ())
