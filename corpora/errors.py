"""What can go wrong: every error a user can cause is one of these, and says where, what was found and what to do."""

from __future__ import annotations

from pathlib import Path


def show_path(path: Path | str) -> str:
    """Return a path on one line: control characters and bytes that are no text are escaped as Python writes them."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in str(path))


class DuizhaoError(Exception):
    """The base of all errors that are the input's or the configuration's fault, never the program's."""


class InputError(DuizhaoError):
    """A file or text that cannot be used as it is.

    Attributes:
        path: The file, or a label for a text that came from no file.
        line: The 1-based line, or None where the whole file is meant.
        column: The 1-based column in code points, or None.
        problem: What was expected, what was found and what to do, in one line.
    """

    def __init__(self, path: Path | str | None, line: int | None, problem: str, *, column: int | None = None) -> None:
        self.path = None if path is None else str(path)
        self.line = line
        self.column = column
        self.problem = problem
        shown = None if path is None else show_path(path)
        place = ":".join(str(part) for part in (shown, line, column if line is not None else None) if part is not None)
        super().__init__(f"{place}: {problem}" if place else problem)


class ConfigError(DuizhaoError):
    """A configuration, option or rule name that means nothing here."""
