"""Read a glossary TSV: the whole of it, or an error that names every problem with its place."""

from __future__ import annotations

from pathlib import Path

from corpora.errors import InputError
from corpora.glossary.model import Glossary
from corpora.glossary.problems import GlossaryError
from corpora.glossary.scanning import scan_glossary


def read_glossary(path: Path) -> Glossary:
    """Read a glossary TSV of schema 1.

    Raises:
        InputError: The file cannot be read, or is not UTF-8.
        GlossaryError: It is broken; every problem is named.
    """
    return parse_glossary(read_text(path), name=str(path))


def parse_glossary(text: str, *, name: str = "<glossary>") -> Glossary:
    """Read a glossary from the text of a TSV file; `name` is what errors and signatures call it.

    Raises:
        GlossaryError: It is broken; every problem is named.
    """
    scan = scan_glossary(text)
    if scan.problems:
        raise GlossaryError(name, list(scan.problems))
    return Glossary(tuple(row.term for row in scan.rows), name, scan.comments)


def read_text(path: Path) -> str:
    """Return the text of a glossary file as it stands, with its byte order mark and line ends.

    Raises:
        InputError: The file cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise InputError(path, None, "expected a glossary file, found a folder") from None
    except OSError as error:
        raise InputError(path, None, f"the glossary cannot be read: {error.strerror}") from None
    return decode_text(path, data)


def decode_text(path: Path, data: bytes) -> str:
    """Return the text of a glossary file's bytes.

    Raises:
        InputError: They are not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        raise InputError(
            path,
            line,
            f"a glossary must be UTF-8, found the byte 0x{data[error.start]:02X}; save the file as UTF-8",
            column=column,
        ) from None
