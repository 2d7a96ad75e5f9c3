"""The documents of two folders: which files are read, in which language, and what could not be used."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora.encodings import path_as_text
from corpora.errors import InputError
from corpora.formats import FORMATS, read_document, read_either, require_language
from corpora.model import Document, Language


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a folder.

    Attributes:
        folder: As the user gave it.
        files: Those whose suffix says text, Markdown or HTML, in the order of their paths.
        left_out: How many others there are, by suffix.
    """

    folder: Path
    files: tuple[Path, ...]
    left_out: Counter[str]

    def name_of(self, path: Path) -> str:
        """Return a file's path below the folder."""
        return path_as_text(path.relative_to(self.folder))


def list_folder(folder: Path, *, other: Path) -> Listing:
    """List the files below a folder; hidden ones, links to folders and the other side's folder are passed over.

    Raises:
        InputError: One of the two is no folder, or a folder in it may not be read.
    """
    for path in (folder, other):
        if not path.is_dir():
            found = "a file; `duizhao align` pairs two files" if path.exists() else "nothing of that name"
            raise InputError(path, None, f"expected a folder, found {found}")
    aside = None if other.samefile(folder) else os.path.realpath(other)
    files: list[Path] = []
    left_out: Counter[str] = Counter()
    for root, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = [
            name for name in folders if name[0] != "." and os.path.realpath(Path(root, name)) != aside
        ]  # fmt: skip
        for name in names:
            suffix = Path(name).suffix.lower()
            if suffix in FORMATS and name[0] != ".":
                files.append(Path(root, name))
            elif name[0] != ".":
                left_out[suffix] += 1
    return Listing(folder, tuple(sorted(files, key=lambda path: path.parts)), left_out)


def _fail(error: OSError) -> None:
    raise InputError(error.filename, None, f"cannot be listed: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, or why it could not be.

    Attributes:
        path: The file.
        language: Of its side; of its text, where it belongs to no side yet.
        document: What it holds, or None.
        problem: What is wrong with it, in one line, or None.
    """

    path: Path
    language: Language
    document: Document | None
    problem: str | None = None


def read_files(files: Iterable[Path], language: Language | None, encoding: str | None) -> Iterator[Reading]:
    """Read files of one side, or of both where no language is given; what is wrong with one is told, not raised.

    Raises:
        ConfigError: If `encoding` names none.
    """
    for path in files:
        try:
            _refuse_pipe(path)
            if language is None:
                document = read_either(path, encoding=encoding)
            else:
                document = read_document(path, language, encoding=encoding)
                require_language(document)
            yield Reading(path, document.language, document)
        except InputError as error:
            place = "" if error.line is None else f"line {error.line}: "
            yield Reading(path, language or "zh", None, place + error.problem)


def _refuse_pipe(path: Path) -> None:
    """Raise InputError for what would be waited for without end."""
    if path.exists() and not path.is_file():
        raise InputError(path, None, "is a pipe or a device; expected a file")
